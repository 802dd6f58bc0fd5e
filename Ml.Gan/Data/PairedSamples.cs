using System.Buffers;
using Ml.Gan.Data.Images;

namespace Ml.Gan.Data;

/// <summary>
/// Pairs of images of one height and width, an input and the target that it is to become (pix2pix: Isola et al., 2017).
/// A sample is both in one: the channels of the input, then those of the target.
/// </summary>
public sealed class PairedSamples : ISampleSource
{
    /// <summary>Pairs the samples of two sources by their indices; both belong to this source from then on.</summary>
    /// <param name="inputs">Images.</param>
    /// <param name="targets">As many images of the same height and width; channels may differ.</param>
    /// <param name="name">Short name of both. Default null: "inputs to targets", by their names.</param>
    /// <exception cref="GanDataException">The numbers of samples or the sizes differ, or there are vectors.</exception>
    public PairedSamples(ISampleSource inputs, ISampleSource targets, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        foreach (var side in (ISampleSource[])[inputs, targets])
        {
            if (!side.Shape.IsImage)
                throw new GanDataException($"'{side.Name}' holds vectors; pairs are of images.");
        }
        if (inputs.Count != targets.Count)
            throw new GanDataException(
                $"'{inputs.Name}' has {Number(inputs)} inputs, but '{targets.Name}' has {Number(targets)} targets; " +
                "pairs need as many of both.");
        var (input, target) = (inputs.Shape, targets.Shape);
        if ((input.Height, input.Width) != (target.Height, target.Width))
            throw new GanDataException(
                $"The inputs of '{inputs.Name}' have {input.Width}×{input.Height} pixels, but the targets of " +
                $"'{targets.Name}' have {target.Width}×{target.Height}; pairs need the same size.");
        (Inputs, Targets, Name) = (inputs, targets, name ?? $"{inputs.Name} to {targets.Name}");
        Shape = input with { Channels = input.Channels + target.Channels };
    }

    /// <summary>What the pairs' inputs are.</summary>
    public ISampleSource Inputs { get; }

    /// <summary>What the pairs' targets are.</summary>
    public ISampleSource Targets { get; }

    /// <summary>Shape of an input.</summary>
    public SampleShape Input => Inputs.Shape;

    /// <summary>Shape of a target.</summary>
    public SampleShape Target => Targets.Shape;

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>License of both, or both licenses; null where one is unknown.</summary>
    public string? License => Inputs.License == Targets.License ? Inputs.License
        : Inputs.License is null || Targets.License is null ? null
        : $"{Inputs.License}; {Targets.License}";

    /// <inheritdoc/>
    public string? Background => Inputs.Background ?? Targets.Background;

    /// <summary>Shape of a pair: the channels of both, of the height and width of each.</summary>
    public SampleShape Shape { get; }

    /// <inheritdoc/>
    public long? Count => Inputs.Count;

    /// <summary>Labels of the inputs.</summary>
    public SampleLabels? Labels => Inputs.Labels;

    /// <inheritdoc/>
    public string? NoLabelsReason => Inputs.NoLabelsReason;

    /// <summary>Names of the inputs.</summary>
    public IReadOnlyList<string>? SampleNames => Inputs.SampleNames;

    /// <summary>Opens pairs that a text names.</summary>
    /// <remarks>
    /// Images are read as those of <see cref="SampleSource.Open"/>, values are in [-1, 1]. The size comes from the
    /// targets, the channels from inputs and targets each, where the options leave them open.
    /// </remarks>
    /// <param name="data">
    /// With a <paramref name="target"/>, the folder of the inputs. Else a folder that holds the folders <c>input</c>
    /// and <c>target</c>, or <c>A</c> and <c>B</c>; or a folder of images twice as wide as high that show the input on
    /// the left and the target on the right; or <c>builtin:outlines</c>.
    /// </param>
    /// <param name="target">
    /// The folder of the targets, whose paths are those of the inputs but for their extensions. Default null.
    /// </param>
    /// <param name="options">How to read them; null for the defaults.</param>
    /// <param name="reversed">Whether inputs are targets and targets inputs. Default false.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="GanDataException">
    /// The data can't be used, or an image has no partner; the message says why and what to do.
    /// </exception>
    /// <exception cref="OperationCanceledException">Reading was stopped.</exception>
    public static PairedSamples Open(
        string data,
        string? target = null,
        SampleSourceOptions? options = null,
        bool reversed = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new SampleSourceOptions();
        options.Check();
        var pairs = data == OutlinesLoader.Text
            ? OutlinesLoader.OpenPairs(target, options)
            : ImagePairLoader.Open(data, target, options, cancellationToken);
        return reversed ? new PairedSamples(pairs.Targets, pairs.Inputs, pairs.Name) : pairs;
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<long> indices, Span<float> destination)
    {
        IndexCheck.Read(indices, destination.Length, this);
        ReadSide(Inputs, indices, destination, offset: 0);
        ReadSide(Targets, indices, destination, offset: Input.Length);
    }

    /// <summary>Disposes inputs and targets.</summary>
    public void Dispose()
    {
        Inputs.Dispose();
        Targets.Dispose();
    }

    private static string Number(ISampleSource source) => source.Count is { } count ? $"{count}" : "endless";

    private void ReadSide(ISampleSource side, ReadOnlySpan<long> indices, Span<float> destination, int offset)
    {
        int length = side.Shape.Length;
        float[] buffer = ArrayPool<float>.Shared.Rent(indices.Length * length);
        var samples = buffer.AsSpan(0, indices.Length * length);
        side.Read(indices, samples);
        for (int i = 0; i < indices.Length; i++)
            samples.Slice(i * length, length).CopyTo(destination[(i * Shape.Length + offset)..]);
        ArrayPool<float>.Shared.Return(buffer);
    }
}
