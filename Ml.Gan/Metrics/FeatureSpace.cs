using Ml.Gan.Data;
using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Metrics;

/// <summary>
/// Feature extractor: the vectors in whose place samples are compared. Figures that rest on features compare only with
/// figures in the same space.
/// </summary>
public abstract class FeatureSpace : IDisposable
{
    /// <summary>A few words to put behind a figure: "classifier features".</summary>
    public abstract string Name { get; }

    /// <summary>Description for a report: what the vectors are and how far they can be trusted.</summary>
    public abstract string Description { get; }

    /// <summary>The features (N, d) of samples (N, C·H·W).</summary>
    public abstract SampleRows Extract(SampleRows samples);

    /// <summary>The same, given up when that is asked for. Default: it isn't given up.</summary>
    /// <param name="samples">Samples (N, C·H·W).</param>
    /// <param name="cancellation">Asks to give up.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public virtual SampleRows Extract(SampleRows samples, CancellationToken cancellation) => Extract(samples);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the space holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>Features of vectors: the samples themselves.</summary>
public sealed class RawValues : FeatureSpace
{
    /// <inheritdoc/>
    public override string Name => "raw values";

    /// <inheritdoc/>
    public override string Description => "the raw values of the vectors";

    /// <inheritdoc/>
    public override SampleRows Extract(SampleRows samples) => samples;
}

/// <summary>
/// Features of images without labels: pixels, averaged to fewer where an image has too many. They see colors, layout
/// and coarse shapes, but not what a picture shows.
/// </summary>
public sealed class PixelAverages : FeatureSpace
{
    private readonly SampleShape _shape;
    private readonly int _height;
    private readonly int _width;

    /// <summary>Height and width are halved until an image has at most <paramref name="limit"/> numbers.</summary>
    /// <param name="shape">Shape of the images.</param>
    /// <param name="limit">
    /// Most numbers in a row of features. A quarter of the number of samples keeps their covariance meaningful.
    /// </param>
    public PixelAverages(SampleShape shape, int limit)
    {
        (_shape, _height, _width) = (shape, shape.Height, shape.Width);
        while (shape.Channels * _height * _width > limit && _height * _width > 1)
            (_height, _width) = ((_height + 1) / 2, (_width + 1) / 2);
    }

    /// <inheritdoc/>
    public override string Name => "pixels";

    /// <inheritdoc/>
    public override string Description => (_height, _width) == (_shape.Height, _shape.Width)
        ? "the pixels themselves"
        : $"pixels averaged to {_width}×{_height}";

    /// <inheritdoc/>
    public override SampleRows Extract(SampleRows samples)
    {
        if ((_height, _width) == (_shape.Height, _shape.Width))
            return samples;
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var images =
            TensorValues.Create(samples.Values.Span, samples.Count, _shape.Channels, _shape.Height, _shape.Width);
        var averages = nn.functional.adaptive_avg_pool2d(images, [_height, _width]);
        return new SampleRows(averages.ToFloats(), _shape.Channels * _height * _width);
    }
}
