using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Data;

/// <summary>Masks that are gray images of a source, bright in the hole; each drawn as often.</summary>
public sealed record MaskImages : Mask
{
    private const int Block = 256;

    private readonly ISampleSource _masks;

    /// <summary>Masks of a source, which stays the caller's.</summary>
    /// <param name="masks">Images of one channel: values above 0, of [-1, 1], are the hole.</param>
    /// <exception cref="GanDataException">
    /// They are vectors, in color or endless, or nothing is bright in one of them.
    /// </exception>
    public MaskImages(ISampleSource masks)
    {
        ArgumentNullException.ThrowIfNull(masks);
        if (!masks.Shape.IsImage || masks.Shape.Channels != 1 || masks.Count is null)
            throw new GanDataException(
                $"The masks of '{masks.Name}' are {masks.Count?.ToString() ?? "endless"} samples of {masks.Shape}; "
                + "expected a number of gray images.");
        _masks = masks;
        RequireHoles();
    }

    /// <summary>Name of the source.</summary>
    public override string Name => _masks.Name;

    /// <summary>What they are drawn from.</summary>
    internal ISampleSource Source => _masks;

    /// <inheritdoc/>
    public override void Check(int height, int width)
    {
        var shape = _masks.Shape;
        OptionValue.Require((shape.Height, shape.Width) == (height, width), nameof(Mask),
            $"The masks of '{Name}' have {shape.Width}×{shape.Height} pixels, the images {width}×{height}. Read both "
            + "with one size.");
    }

    /// <inheritdoc/>
    protected override void Draw(Tensor masks, Generator random)
    {
        long[] indices = [.. Uniform(masks.shape[0], each: 1, random).Select(n => (long)(n * _masks.Count!.Value))];
        var pixels = masks.AsFloats();
        _masks.Read(indices, pixels);
        foreach (ref float pixel in pixels)
            pixel = IsHole(pixel) ? 1 : 0;
    }

    private static bool IsHole(float pixel) => pixel > 0;

    private void RequireHoles()
    {
        int length = _masks.Shape.Length;
        for (long start = 0; start < _masks.Count; start += Block)
        {
            long[] indices = [.. Enumerable.Range(0, (int)Math.Min(Block, _masks.Count.Value - start))
                .Select(i => start + i)];
            float[] pixels = new float[indices.Length * length];
            _masks.Read(indices, pixels);
            foreach (long index in indices)
            {
                if (pixels.AsSpan((int)(index - start) * length, length).ContainsAnyInRange(float.Epsilon, 1))
                    continue;
                string name = _masks.SampleNames is { } names ? $"'{names[(int)index]}'" : $"number {index}";
                throw new GanDataException(
                    $"The mask {name} of '{Name}' is black: nothing is to be filled. Paint what is missing white, or "
                    + "leave the mask out.");
            }
        }
    }
}
