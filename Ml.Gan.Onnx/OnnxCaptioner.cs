using Ml.Gan.Onnx.Captioning;
using Ml.Gan.Onnx.Loading;
using Ml.Gan.Onnx.Sampling;

namespace Ml.Gan.Onnx;

/// <summary>
/// Trained captioner, a network from images and noise to captions (Dai et al., 2017), that runs on ONNX Runtime.
/// Several threads may use one at once.
/// </summary>
/// <remarks>
/// Each caption is written from noise of its own, by the likeliest word at each place, so that an image gets several
/// captions. They are different as far as the captioner uses its noise; two may be the same.
/// <code>
/// using var captioner = OnnxCaptioner.Load("generator.onnx");
/// IReadOnlyList&lt;string&gt; captions = captioner.Caption(image, count: 5, seed: 1)[0];
/// </code>
/// </remarks>
public sealed class OnnxCaptioner : IDisposable
{
    /// <summary>Captions of an image unless told otherwise: 5.</summary>
    public const int DefaultCount = 5;

    private readonly UseGuard _guard;
    private readonly BatchRunner _runner;
    private readonly CaptionTokens _tokens;
    private readonly int _batchSize;

    private OnnxCaptioner(CaptionerInfo info, LoadedSession opened, string name, int batchSize)
    {
        (Info, _batchSize) = (info, batchSize);
        (Device, DeviceDescription) = (opened.Device, opened.Description);
        _guard = opened.GuardFor<OnnxCaptioner>();
        _runner = new BatchRunner(opened.Session, name, batchSize);
        _tokens = new CaptionTokens(info.Vocabulary, info.MaxLength, name);
    }

    /// <summary>Description of the captioner, as its file gives it.</summary>
    public CaptionerInfo Info { get; }

    /// <summary>
    /// Device that it runs on: <see cref="GeneratorDevice.Cpu"/> or <see cref="GeneratorDevice.Cuda"/>.
    /// </summary>
    public GeneratorDevice Device { get; }

    /// <summary>A sentence saying what it runs on and, where CUDA was wanted but does not run, why.</summary>
    public string DeviceDescription { get; }

    /// <summary>Loads a captioner from a file.</summary>
    /// <param name="path">
    /// An .onnx file with the inputs <c>image</c>, float [N, C, H, W], and <c>noise</c>, float [N, Z], and the output
    /// <c>tokens</c>, int64 [N, T], that names its words by <see cref="CaptionerMetadata"/>.
    /// </param>
    /// <param name="options">Device, batch size and limits; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="GanOnnxException">
    /// The file is not an ONNX model, not a captioner, needs other files or foreign operators or more memory than is
    /// taken, or the device that was asked for is not there.
    /// </exception>
    public static OnnxCaptioner Load(string path, OnnxGeneratorOptions? options = null)
    {
        options ??= new OnnxGeneratorOptions();
        return Load(ModelFile.Read(path, options.MaxFileBytes, ModelRole.Captioner), options);
    }

    /// <summary>Loads a captioner from the bytes of an .onnx file.</summary>
    /// <inheritdoc cref="Load(string, OnnxGeneratorOptions?)"/>
    public static OnnxCaptioner Load(byte[] model, OnnxGeneratorOptions? options = null)
    {
        options ??= new OnnxGeneratorOptions();
        return Load(ModelFile.FromBytes(model, options.MaxFileBytes, ModelRole.Captioner), options);
    }

    internal static OnnxCaptioner Load(ModelFile file, OnnxGeneratorOptions options)
    {
        options.Validate();
        var info = CaptionerInfoReader.ReadCaptioner(file);
        bool foldsConstants = ModelSafety.Check(file);
        var opened = SessionFactory.Open(file, options, foldsConstants);
        return new OnnxCaptioner(info, opened, file.Name, options.BatchSize);
    }

    /// <summary>Captions images.</summary>
    /// <param name="images">
    /// N images, (N, C, H, W), of finite numbers in <see cref="CaptionerInfo.ValueRange"/>, as a rule [-1, 1].
    /// </param>
    /// <param name="count">Captions of each image, each from noise of its own, at least 1. Default 5.</param>
    /// <param name="seed">
    /// Selects the noise: caption j of image i is that of row i·count + j of <see cref="LatentNoise"/>. Default 1.
    /// </param>
    /// <param name="cancellationToken">Ends the work, also between two operators of the network.</param>
    /// <returns>For each image its captions.</returns>
    /// <exception cref="ArgumentException">
    /// The number of values is no multiple of an image's, or one is NaN or infinite.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">No caption is asked for, or more than can be numbered.</exception>
    /// <exception cref="GanOnnxException">
    /// ONNX Runtime fails, or the network gives a word that its vocabulary hasn't.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    /// <exception cref="ObjectDisposedException">The captioner has been disposed of.</exception>
    public IReadOnlyList<IReadOnlyList<string>> Caption(
        ReadOnlySpan<float> images,
        int count = DefaultCount,
        int seed = 1,
        CancellationToken cancellationToken = default)
    {
        using var call = _guard.Begin();
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        int number = CaptionImages.Count(Info, images.Length);
        CaptionImages.RequireFinite(Info, images);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)number * count, int.MaxValue, nameof(count));
        var captions = new List<string>(number * count);
        float[] image = [];
        for (int first = 0; first < number * count; first += _batchSize)
        {
            int rows = Math.Min(_batchSize, number * count - first);
            image = image.Length == rows * Info.ImageLength ? image : new float[rows * Info.ImageLength];
            for (int i = 0; i < rows; i++)
                images.Slice((first + i) / count * Info.ImageLength, Info.ImageLength)
                    .CopyTo(image.AsSpan(i * Info.ImageLength));
            float[] noise = LatentNoise.Rows(rows, Info.LatentSize, seed, firstRow: first);
            captions.AddRange(Run(image, noise, cancellationToken).Select(CaptionText.Join));
        }

        return [.. captions.Chunk(count)];
    }

    /// <summary>Captions images as bytes in the order of image files.</summary>
    /// <param name="pixels">
    /// N·H·W·C bytes, (N, H, W, C), which are spread over <see cref="CaptionerInfo.ValueRange"/>.
    /// </param>
    /// <param name="count">Captions of each image, each from noise of its own, at least 1. Default 5.</param>
    /// <param name="seed">Selects the noise. Default 1.</param>
    /// <param name="cancellationToken">Ends the work, also between two operators of the network.</param>
    /// <returns>For each image its captions.</returns>
    /// <inheritdoc cref="Caption" path="/exception"/>
    public IReadOnlyList<IReadOnlyList<string>> CaptionPixels(
        ReadOnlySpan<byte> pixels,
        int count = DefaultCount,
        int seed = 1,
        CancellationToken cancellationToken = default) =>
        Caption(CaptionImages.OfPixels(Info, pixels), count, seed, cancellationToken);

    /// <summary>Releases the session once the calls of other threads have ended; <see cref="Info"/> stays.</summary>
    public void Dispose() => _guard.Dispose();

    /// <summary>The words of a caption of each of N images from its noise.</summary>
    /// <param name="images">N·C·H·W numbers.</param>
    /// <param name="noise">N·Z numbers.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal string[][] Run(float[] images, float[] noise, CancellationToken cancellationToken = default)
    {
        using var call = _guard.Begin();
        int rows = noise.Length / Info.LatentSize;
        long[] tokens = new long[rows * Info.MaxLength];
        _runner.Run(
            [
                InputRows.Of(Info.Input(CaptionerNames.Image), images),
                InputRows.Of(Info.Input(CaptionerNames.Noise), noise),
            ],
            [InputRows.Of(Info.Output, tokens)], rows, cancellationToken);
        return [.. Enumerable.Range(0, rows).Select(i => _tokens.Words(
            tokens.AsSpan(i * Info.MaxLength, Info.MaxLength)))];
    }
}
