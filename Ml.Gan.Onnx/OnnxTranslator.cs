using Ml.Gan.Onnx.Loading;
using Ml.Gan.Onnx.Sampling;
using Ml.Gan.Onnx.Translating;

namespace Ml.Gan.Onnx;

/// <summary>Trained translator, a network from images to images, that runs on ONNX Runtime.</summary>
/// <remarks>
/// <para>
/// It takes images of any size: those that aren't multiples of what the network needs
/// (<see cref="TranslatorInfo.SizeMultiple"/>) are padded at the bottom and at the right by their own reflection, and
/// the result is cropped. Large ones go in overlapping tiles that are blended (<see cref="TileOptions"/>), so that
/// memory doesn't grow with the image. Several threads may use one translator at once.
/// </para>
/// <para>
/// Tiles give what the whole image gives where outputs depend on their surroundings alone: an untrained ResNet of six
/// blocks without normalization was off by 0.0002 in the mean over photos of 0.3 to 2 million pixels, values −1 to 1,
/// in tiles of 512. Instance normalization takes its statistics of each tile, so that tiles differ in brightness and
/// contrast where the parts of an image do, and the blending makes a slope of it: the same network with it was off by
/// 0.03 where the image is alike all over, by 0.19 where much of it is black. Larger tiles differ less.
/// </para>
/// <code>
/// using var translator = OnnxTranslator.Load("translator.onnx");
/// ImageBatch results = translator.Translate(images, count: 2, height: 300, width: 200);
/// </code>
/// </remarks>
public sealed partial class OnnxTranslator : IDisposable
{
    private readonly UseGuard _guard;
    private readonly BatchRunner _runner;
    private readonly TileOptions _tiles;
    private readonly int _batchSize;

    private OnnxTranslator(TranslatorInfo info, LoadedSession opened, string name, int batchSize, TileOptions tiles)
    {
        (Info, _tiles, _batchSize) = (info, tiles, batchSize);
        (Device, DeviceDescription) = (opened.Device, opened.Description);
        _guard = opened.GuardFor<OnnxTranslator>();
        _runner = new BatchRunner(opened.Session, name, batchSize);
    }

    /// <summary>Description of the translator, as its file gives it.</summary>
    public TranslatorInfo Info { get; }

    /// <summary>
    /// Device that it runs on: <see cref="GeneratorDevice.Cpu"/> or <see cref="GeneratorDevice.Cuda"/>.
    /// </summary>
    public GeneratorDevice Device { get; }

    /// <summary>A sentence saying what it runs on and, where CUDA was wanted but does not run, why.</summary>
    public string DeviceDescription { get; }

    /// <summary>Loads a translator from a file.</summary>
    /// <param name="path">
    /// An .onnx file with one input <c>input</c>, float [N, C, H, W], and one output <c>output</c>, float [N, C', H',
    /// W'], with N, H and W open, that describes itself by <see cref="TranslatorMetadata"/>.
    /// </param>
    /// <param name="options">Device, batch size and limits; null for the defaults.</param>
    /// <param name="tiles">Size and overlap of tiles; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="GanOnnxException">
    /// The file is not an ONNX model, not a translator, needs other files or foreign operators or more memory than is
    /// taken, or the device that was asked for is not there.
    /// </exception>
    public static OnnxTranslator Load(string path, OnnxGeneratorOptions? options = null, TileOptions? tiles = null)
    {
        options ??= new OnnxGeneratorOptions();
        return Load(ModelFile.Read(path, options.MaxFileBytes, ModelRole.Translator), options, tiles);
    }

    /// <summary>Loads a translator from the bytes of an .onnx file.</summary>
    /// <inheritdoc cref="Load(string, OnnxGeneratorOptions?, TileOptions?)"/>
    public static OnnxTranslator Load(byte[] model, OnnxGeneratorOptions? options = null, TileOptions? tiles = null)
    {
        options ??= new OnnxGeneratorOptions();
        return Load(ModelFile.FromBytes(model, options.MaxFileBytes, ModelRole.Translator), options, tiles);
    }

    internal static OnnxTranslator Load(ModelFile file, OnnxGeneratorOptions options, TileOptions? tiles = null)
    {
        tiles ??= new TileOptions();
        options.Validate();
        tiles.Validate();
        var info = TranslatorInfoReader.Read(file);
        bool foldsConstants = TranslatorSafety.Check(file, info, tiles);
        var opened = SessionFactory.Open(file, options, foldsConstants);
        return new OnnxTranslator(info, opened, file.Name, options.BatchSize, tiles);
    }

    /// <summary>Translates images.</summary>
    /// <param name="images">
    /// N images, (N, C, H, W), of finite numbers in <see cref="TranslatorInfo.ValueRange"/>, as a rule [-1, 1]. Of a
    /// translator that fills holes the channels are those that <see cref="TranslatorMetadata.InputRoles"/> says;
    /// <see cref="Complete"/> puts them together.
    /// </param>
    /// <param name="count">How many, N.</param>
    /// <param name="height">Their height in pixels, H.</param>
    /// <param name="width">Their width in pixels, W.</param>
    /// <param name="cancellationToken">Ends the work, also in the middle of an image.</param>
    /// <returns>N images of scale·H × scale·W pixels with C' channels.</returns>
    /// <exception cref="ArgumentException">
    /// The number of values is not N·C·H·W, or one is NaN or infinite.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is out of range, or the result would not fit in one array.
    /// </exception>
    /// <exception cref="GanOnnxException">ONNX Runtime fails: the network can't run on images of this size.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    /// <exception cref="ObjectDisposedException">The translator has been disposed of.</exception>
    public ImageBatch Translate(
        ReadOnlySpan<float> images, int count, int height, int width, CancellationToken cancellationToken = default)
    {
        float[] results = new float[OutputLength(count, height, width)];
        TranslateInto(images, count, height, width, results, cancellationToken);
        return new ImageBatch(
            results, Info.OutputChannels, height * Info.Scale, width * Info.Scale, Info.ValueRange);
    }

    /// <summary>Translates images into memory of the caller.</summary>
    /// <param name="images">As for <see cref="Translate"/>.</param>
    /// <param name="count">How many, N.</param>
    /// <param name="height">Their height in pixels, H.</param>
    /// <param name="width">Their width in pixels, W.</param>
    /// <param name="destination">Where the N·C'·scale·H·scale·W values go, not over the images.</param>
    /// <param name="cancellationToken">Ends the work, also in the middle of an image.</param>
    /// <inheritdoc cref="Translate" path="/exception"/>
    public void TranslateInto(
        ReadOnlySpan<float> images,
        int count,
        int height,
        int width,
        Span<float> destination,
        CancellationToken cancellationToken = default)
    {
        using var call = _guard.Begin();
        RequireSizes(images.Length, destination.Length, count, height, width, images.Overlaps(destination));
        RequireFinite(images, height * width, Info.InputChannels, nameof(images));
        int scale = Info.Scale;
        RunnerFor(height, width).Run(
            new ValueSource(images, Info.InputChannels, height, width),
            new ValueSink(destination, Info.OutputChannels, height * scale, width * scale), count, cancellationToken);
    }

    /// <summary>
    /// Translates images as bytes in the order of image files; those with holes go to <see cref="CompletePixels"/>.
    /// </summary>
    /// <param name="pixels">N·H·W·C bytes, (N, H, W, C).</param>
    /// <param name="count">How many, N.</param>
    /// <param name="height">Their height in pixels, H.</param>
    /// <param name="width">Their width in pixels, W.</param>
    /// <param name="cancellationToken">Ends the work, also in the middle of an image.</param>
    /// <returns>N images of scale·H × scale·W pixels with C' channels, (N, scale·H, scale·W, C').</returns>
    /// <inheritdoc cref="Translate" path="/exception"/>
    public byte[] TranslatePixels(
        ReadOnlySpan<byte> pixels, int count, int height, int width, CancellationToken cancellationToken = default)
    {
        byte[] results = new byte[OutputLength(count, height, width)];
        TranslatePixelsInto(pixels, count, height, width, results, cancellationToken);
        return results;
    }

    /// <summary>
    /// Translates images as bytes in the order of image files into memory of the caller. Bytes are spread over
    /// <see cref="TranslatorInfo.ValueRange"/>, values become bytes as by <see cref="ValueRange.ToByte"/>.
    /// </summary>
    /// <param name="pixels">N·H·W·C bytes, (N, H, W, C).</param>
    /// <param name="count">How many, N.</param>
    /// <param name="height">Their height in pixels, H.</param>
    /// <param name="width">Their width in pixels, W.</param>
    /// <param name="destination">Where the N·scale·H·scale·W·C' bytes go, not over the images.</param>
    /// <param name="cancellationToken">Ends the work, also in the middle of an image.</param>
    /// <inheritdoc cref="Translate" path="/exception"/>
    public void TranslatePixelsInto(
        ReadOnlySpan<byte> pixels,
        int count,
        int height,
        int width,
        Span<byte> destination,
        CancellationToken cancellationToken = default) =>
        TranslatePixelsInto(pixels, count, height, width, destination, null, cancellationToken);

    /// <param name="pixels">As above.</param>
    /// <param name="count">As above.</param>
    /// <param name="height">As above.</param>
    /// <param name="width">As above.</param>
    /// <param name="destination">As above.</param>
    /// <param name="progress">Hears how many images are done, tiles as parts of one; null for nobody.</param>
    /// <param name="cancellationToken">As above.</param>
    internal void TranslatePixelsInto(
        ReadOnlySpan<byte> pixels,
        int count,
        int height,
        int width,
        Span<byte> destination,
        Action<double>? progress,
        CancellationToken cancellationToken)
    {
        using var call = _guard.Begin();
        if (Info.TakesMask)
            throw new InvalidOperationException(
                "The translator fills holes: call CompletePixels with the masks that say where they are.");
        RequireSizes(pixels.Length, destination.Length, count, height, width, pixels.Overlaps(destination));
        int scale = Info.Scale;
        RunnerFor(height, width, progress).Run(
            new PixelSource(pixels, Info.InputChannels, height, width, Info.ValueRange),
            new PixelSink(destination, Info.OutputChannels, height * scale, width * scale, Info.ValueRange),
            count, cancellationToken);
    }

    /// <summary>
    /// Releases the session once the calls of other threads have ended. <see cref="Info"/> and
    /// <see cref="DeviceDescription"/> stay.
    /// </summary>
    public void Dispose() => _guard.Dispose();

    private TileRunner RunnerFor(int height, int width, Action<double>? progress = null) =>
        new(_runner, Info, TilePlan.For(height, width, Info, _tiles, _batchSize), progress);

    internal int OutputLength(int count, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        var one = (Int128)Info.OutputChannels * height * width * Info.Scale * Info.Scale;
        return one * Math.Max(1, count) <= Array.MaxLength ? (int)one * count : throw new ArgumentOutOfRangeException(
            nameof(count), count,
            $"{count} results of {(long)width * Info.Scale}×{(long)height * Info.Scale} pixels don't fit in one array; "
            + "translate fewer or smaller images at once.");
    }

    private void RequireSizes(int given, int room, int count, int height, int width, bool overlaps)
    {
        int length = OutputLength(count, height, width);
        var expected = (Int128)count * Info.InputChannels * height * width;
        if (given != expected)
            throw new ArgumentException(
                $"{count} images of {width}×{height} pixels with {Info.InputChannels} channels are {expected} numbers; "
                + $"got {given}.");
        if (room != length)
            throw new ArgumentException(
                $"The results are {length} numbers, {count} images of {width * Info.Scale}×{height * Info.Scale} "
                + $"pixels with {Info.OutputChannels} channels; there is room for {room}.");
        if (overlaps)
            throw new ArgumentException(
                "The results would be written over the images that they are made of. Give other memory for them.");
    }

    private static void RequireFinite(ReadOnlySpan<float> images, int plane, int channels, string name)
    {
        int bad = images.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (bad >= 0)
            throw new ArgumentException(
                $"Value {bad % plane} of channel {bad / plane % channels} of image "
                + $"{bad / plane / channels} is {images[bad]}; expected a finite number.",
                name);
    }
}
