using Ml.Gan.Data;
using Ml.Gan.Data.Images;
using Ml.Gan.Native;
using Ml.Gan.Onnx;
using static TorchSharp.torch;

namespace Ml.Gan.Metrics;

/// <summary>
/// Features of images by a network in an ONNX file, as an ImageNet ResNet-18: they see what a picture shows, which
/// pixels don't. Only those of the Inception-v3 that the FID is defined by make a Fréchet distance an FID.
/// </summary>
/// <remarks>
/// Images are brought to the size that the network takes as <c>SampleSource</c> brings pictures to theirs: bilinearly
/// where they grow (half-pixel centers), by averages of areas where they shrink, so that nothing is aliased; gray ones
/// are repeated in three channels. Not thread-safe.
/// </remarks>
public sealed class OnnxFeatures : FeatureSpace
{
    /// <summary>Less than half a second by a ResNet-18 on one core, so that a stop needn't wait.</summary>
    private const int ChunkImages = 8;

    private readonly OnnxImageNetwork _network;
    private readonly SampleShape _shape;
    private readonly OnnxFeaturesOptions _options;
    private readonly PixelNormalization _pixels;
    private readonly string _file;
    private int _done;

    private OnnxFeatures(string path, OnnxImageNetwork network, SampleShape shape, OnnxFeaturesOptions options)
    {
        (_network, _shape, _options, _file) = (network, shape, options, Path.GetFileName(path));
        _pixels = options.Pixels ?? PixelNormalization.Of(network.Producer, network.Metadata);
    }

    /// <inheritdoc/>
    public override string Name => $"{_options.Name ?? _file} features";

    /// <inheritdoc/>
    public override string Description =>
        $"{_network.FeatureCount} numbers that '{_file}' gives for an image of {_network.Width}×{_network.Height} "
        + $"({_pixels.Name} pixels)";

    /// <summary>Loads a network.</summary>
    /// <param name="path">
    /// An .onnx file with one input, color images as float [N, 3, H, W] (N open or 1; H and W fixed, or open for 224),
    /// and an output of at most 8,192 numbers for an image; of several, the first with a row for each.
    /// </param>
    /// <param name="shape">Shape of the images whose features are wanted: 1 or 3 channels.</param>
    /// <param name="options">What its pixels are, its name, and how it runs; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="GanOnnxException">The file isn't an ONNX model, or not one of such a network.</exception>
    /// <exception cref="GanException">The samples are no images of 1 or 3 channels.</exception>
    public static OnnxFeatures Load(string path, SampleShape shape, OnnxFeaturesOptions? options = null)
    {
        if (!shape.IsImage || shape.Channels is not (1 or 3))
            throw new GanException(
                $"A network of images takes gray or color images, of 1 or 3 channels; these samples are {shape}.");
        options ??= new OnnxFeaturesOptions();
        var runtime = options.Runtime ?? new OnnxGeneratorOptions { IntraOpThreads = get_num_threads() };
        return new OnnxFeatures(path, OnnxImageNetwork.Load(path, runtime), shape, options);
    }

    /// <inheritdoc/>
    public override SampleRows Extract(SampleRows samples) => Extract(samples, default);

    /// <inheritdoc/>
    public override SampleRows Extract(SampleRows samples, CancellationToken cancellation)
    {
        if (samples.Width != _shape.Length)
            throw new ArgumentException(
                $"The features are of images of {_shape}, {_shape.Length} numbers each; these have {samples.Width}.",
                nameof(samples));
        float[] features = new float[samples.Count * _network.FeatureCount];
        for (int start = 0; start < samples.Count; start += ChunkImages)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(ChunkImages, samples.Count - start);
            _network.Run(Prepare(samples.Slice(start, count))).CopyTo(features, start * _network.FeatureCount);
            _done += count;
            _options.Progress?.Report(_done);
        }
        if (!features.All(float.IsFinite))
            throw new GanException(
                $"'{_file}' gives features that aren't finite numbers. Check what its pixels have to be "
                + $"({_pixels.Name} now), or take another network.");
        return new SampleRows(features, _network.FeatureCount);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _network.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Images (N, C, h, w) in [-1, 1] as the network takes them, (N, 3, H, W).</summary>
    private float[] Prepare(SampleRows samples)
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        using var frozen = no_grad();
        var images =
            TensorValues.Create(samples.Values.Span, samples.Count, _shape.Channels, _shape.Height, _shape.Width);
        images.clamp_(-1, 1);
        if (_shape.Height != _network.Height)
            images = Resampling(_shape.Height, _network.Height).matmul(images);
        if (_shape.Width != _network.Width)
            images = images.matmul(Resampling(_shape.Width, _network.Width).t());
        var colors = (images + 1) * 127.5f;
        var (means, deviations) = (ByChannel(_pixels.Means), ByChannel(_pixels.Deviations));
        var normalized = (colors - means) / deviations;
        return (_pixels.IsBlueFirst ? normalized.flip([1]) : normalized).ToFloats();
    }

    private static Tensor ByChannel(IReadOnlyList<float> values) => TensorValues.Create([.. values], 1, 3, 1, 1);

    /// <summary>The matrix (target, source) that takes a line of pixels to one of another length.</summary>
    private static Tensor Resampling(int source, int target)
    {
        var axis = new ResampleAxis(source, target);
        float[] matrix = new float[target * source];
        for (int i = 0; i < target; i++)
            axis.Weights(i).CopyTo(matrix.AsSpan(i * source + axis.Start(i)));
        return TensorValues.Create(matrix, target, source);
    }
}

/// <summary>Options of <see cref="OnnxFeatures"/>.</summary>
public sealed record OnnxFeaturesOptions
{
    /// <summary>
    /// Normalization of the pixels. Default null: what the file says, by the metadata that ONNX has for images or as a
    /// network of CNTK; else <see cref="PixelNormalization.ImageNet"/>.
    /// </summary>
    public PixelNormalization? Pixels { get; init; }

    /// <summary>Name in reports, as "ResNet-18". Default null: the file's.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Device, threads and limits. Default null: CUDA where it works, and as many threads as libtorch uses.
    /// </summary>
    public OnnxGeneratorOptions? Runtime { get; init; }

    /// <summary>
    /// Told after every few images of how many the features were computed so far, since the network was loaded. Default
    /// null: nobody.
    /// </summary>
    public IProgress<int>? Progress { get; init; }
}
