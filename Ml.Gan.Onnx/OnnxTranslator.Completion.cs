using Ml.Gan.Onnx.Translating;

namespace Ml.Gan.Onnx;

public sealed partial class OnnxTranslator
{
    /// <summary>The darkest byte of a mask that is a hole.</summary>
    private const byte LeastOfHole = 128;

    /// <summary>
    /// Fills holes of images: those pixels where the mask is 1 come from the network, all others stay as they are.
    /// </summary>
    /// <param name="images">
    /// N images, (N, C, H, W), of finite numbers in <see cref="TranslatorInfo.ValueRange"/>, as a rule [-1, 1]; what is
    /// in the holes doesn't matter. C is <see cref="TranslatorInfo.ImageChannels"/>.
    /// </param>
    /// <param name="masks">N masks, (N, 1, H, W): 1 in the hole, 0 elsewhere.</param>
    /// <param name="guidance">
    /// N images that guide what is filled in, (N, G, H, W), values as those of images; empty where
    /// <see cref="TranslatorInfo.GuidanceChannels"/>, G, is 0.
    /// </param>
    /// <param name="count">How many, N.</param>
    /// <param name="height">Their height in pixels, H.</param>
    /// <param name="width">Their width in pixels, W.</param>
    /// <param name="cancellationToken">Ends the work, also in the middle of an image.</param>
    /// <returns>N images of H×W pixels with C channels.</returns>
    /// <exception cref="ArgumentException">
    /// A number of values isn't that of N images, a value is NaN or infinite, one of a mask is neither 0 nor 1, or a
    /// mask has no hole.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is out of range, or the result would not fit in one array.
    /// </exception>
    /// <exception cref="InvalidOperationException">The translator fills no holes.</exception>
    /// <exception cref="GanOnnxException">ONNX Runtime fails: the network can't run on images of this size.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    /// <exception cref="ObjectDisposedException">The translator has been disposed of.</exception>
    public ImageBatch Complete(
        ReadOnlySpan<float> images,
        ReadOnlySpan<float> masks,
        ReadOnlySpan<float> guidance,
        int count,
        int height,
        int width,
        CancellationToken cancellationToken = default)
    {
        using var call = _guard.Begin();
        float[] results = new float[OutputLength(count, height, width)];
        RequireParts(images.Length, masks.Length, guidance.Length, count, height, width);
        RequireFinite(images, height * width, Info.ImageChannels, nameof(images));
        RequireFinite(guidance, height * width, Info.GuidanceChannels, nameof(guidance));
        int bad = masks.IndexOfAnyExcept(0f, 1f);
        if (bad >= 0)
            throw new ArgumentException(
                $"Value {bad % (height * width)} of mask {bad / (height * width)} is {masks[bad]}; expected 1 in the "
                + "hole and 0 elsewhere.",
                nameof(masks));
        RequireHoles(masks, 1f, count);
        int channels = Info.ImageChannels;
        RunnerFor(height, width).Run(
            new MaskedSource<ValueSource>(
                new ValueSource(images, channels, height, width), new ValueSource(masks, 1, height, width),
                new ValueSource(guidance, Info.GuidanceChannels, height, width), Info),
            new ValueSink(results, channels, height, width), count, cancellationToken);
        Keep(images, masks, results, count, height * width);
        return new ImageBatch(results, channels, height, width, Info.ValueRange);
    }

    /// <summary>
    /// Fills holes of images as bytes in the order of image files: those pixels whose mask is 128 or more come from the
    /// network, all others stay as they are.
    /// </summary>
    /// <param name="pixels">N·H·W·C bytes, (N, H, W, C); what is in the holes doesn't matter.</param>
    /// <param name="masks">N·H·W bytes, from 128 on in the hole.</param>
    /// <param name="guidance">N·H·W·G bytes of images that guide, (N, H, W, G); empty where G is 0.</param>
    /// <param name="count">How many, N.</param>
    /// <param name="height">Their height in pixels, H.</param>
    /// <param name="width">Their width in pixels, W.</param>
    /// <param name="cancellationToken">Ends the work, also in the middle of an image.</param>
    /// <returns>N·H·W·C bytes, (N, H, W, C).</returns>
    /// <inheritdoc cref="Complete" path="/exception"/>
    public byte[] CompletePixels(
        ReadOnlySpan<byte> pixels,
        ReadOnlySpan<byte> masks,
        ReadOnlySpan<byte> guidance,
        int count,
        int height,
        int width,
        CancellationToken cancellationToken = default)
    {
        byte[] results = new byte[OutputLength(count, height, width)];
        CompletePixelsInto(pixels, masks, guidance, count, height, width, results, null, cancellationToken);
        return results;
    }

    /// <param name="pixels">As above.</param>
    /// <param name="masks">As above.</param>
    /// <param name="guidance">As above.</param>
    /// <param name="count">As above.</param>
    /// <param name="height">As above.</param>
    /// <param name="width">As above.</param>
    /// <param name="destination">Where the results go.</param>
    /// <param name="progress">Hears how many images are done, tiles as parts of one; null for nobody.</param>
    /// <param name="cancellationToken">As above.</param>
    internal void CompletePixelsInto(
        ReadOnlySpan<byte> pixels,
        ReadOnlySpan<byte> masks,
        ReadOnlySpan<byte> guidance,
        int count,
        int height,
        int width,
        Span<byte> destination,
        Action<double>? progress,
        CancellationToken cancellationToken)
    {
        using var call = _guard.Begin();
        RequireParts(pixels.Length, masks.Length, guidance.Length, count, height, width);
        RequireHoles(masks, LeastOfHole, count);
        var (channels, range) = (Info.ImageChannels, Info.ValueRange);
        RunnerFor(height, width, progress).Run(
            new MaskedSource<PixelSource>(
                new PixelSource(pixels, channels, height, width, range),
                new PixelSource(masks, 1, height, width, ValueRange.Sigmoid),
                new PixelSource(guidance, Info.GuidanceChannels, height, width, range), Info),
            new PixelSink(destination, channels, height, width, range), count, cancellationToken);
    }

    private void RequireParts(int images, int masks, int guidance, int count, int height, int width)
    {
        if (!Info.TakesMask)
            throw new InvalidOperationException(
                "The translator fills no holes: it takes images alone. Call Translate or TranslatePixels.");
        RequireLength(images, Info.ImageChannels, "images");
        RequireLength(masks, 1, "masks");
        if (guidance == 0 && Info.GuidanceChannels > 0 && count > 0)
            throw new ArgumentException(
                $"The translator was trained with images of {Info.GuidanceChannels} channels that guide it; none is "
                + "given.",
                nameof(guidance));
        if (guidance > 0 && Info.GuidanceChannels == 0)
            throw new ArgumentException(
                "The translator was trained without images that guide it; leave them out.", nameof(guidance));
        RequireLength(guidance, Info.GuidanceChannels, "guidance");

        void RequireLength(int given, int channels, string name)
        {
            var expected = (Int128)count * channels * height * width;
            if (given != expected)
                throw new ArgumentException(
                    $"The {name} of {count} images of {width}×{height} pixels with {channels} channels are {expected} "
                    + $"numbers; got {given}.",
                    name);
        }
    }

    private static void RequireHoles<T>(ReadOnlySpan<T> masks, T least, int count)
        where T : IComparable<T>
    {
        int plane = count == 0 ? 0 : masks.Length / count;
        for (int i = 0; i < count; i++)
        {
            bool hasHole = false;
            foreach (var value in masks.Slice(i * plane, plane))
                hasHole |= value.CompareTo(least) >= 0;
            if (!hasHole)
                throw new ArgumentException(
                    $"Mask {i} has no hole, so that nothing is to be filled in its image.", nameof(masks));
        }
    }

    /// <summary>Puts the images' own values where nothing is missing: tiles that are blended round them.</summary>
    private void Keep(
        ReadOnlySpan<float> images, ReadOnlySpan<float> masks, Span<float> results, int count, int plane)
    {
        for (int i = 0; i < count * Info.ImageChannels; i++)
        {
            var mask = masks.Slice(i / Info.ImageChannels * plane, plane);
            var given = images.Slice(i * plane, plane);
            var made = results.Slice(i * plane, plane);
            for (int p = 0; p < plane; p++)
                made[p] = mask[p] == 0 ? given[p] : made[p];
        }
    }
}
