using Ml.Gan.Onnx.Loading;
using Ml.Gan.Onnx.Sampling;

namespace Ml.Gan.Onnx;

/// <summary>Trained generator that runs on ONNX Runtime.</summary>
/// <remarks>
/// Several threads may use one generator at once. A conditional generator is asked for something by
/// <see cref="GeneratorConditions"/>; without them it makes its classes in turn.
/// <code>
/// using var generator = OnnxGenerator.Load("generator.onnx");
/// var images = generator.Sample(count: 64, seed: 1);
/// ImageGrid.Save("grid.png", images);
/// var cats = generator.Sample(64, seed: 1, new GeneratorConditions { Classes = ["cat"] });
/// </code>
/// </remarks>
public sealed partial class OnnxGenerator : IDisposable
{
    private const int DefaultSeed = 1;

    private readonly UseGuard _guard;
    private readonly BatchRunner _runner;
    private readonly NoiseInputs _noise;
    private readonly int _batchSize;

    private OnnxGenerator(OpenedGenerator opened, OnnxGeneratorOptions options)
    {
        Info = opened.Info;
        _noise = new NoiseInputs(Info);
        (Device, DeviceDescription) = (opened.Session.Device, opened.Session.Description);
        _guard = opened.Session.GuardFor<OnnxGenerator>();
        _batchSize = options.BatchSize;
        _runner = new BatchRunner(opened.Session.Session, opened.Name, _batchSize);
    }

    /// <summary>Description of the generator, as its file gives it.</summary>
    public GeneratorInfo Info { get; }

    /// <summary>
    /// Device that it runs on: <see cref="GeneratorDevice.Cpu"/> or <see cref="GeneratorDevice.Cuda"/>.
    /// </summary>
    public GeneratorDevice Device { get; }

    /// <summary>A sentence saying what it runs on and, where CUDA was wanted but does not run, why.</summary>
    public string DeviceDescription { get; }

    /// <summary>Loads a generator from a file.</summary>
    /// <param name="path">
    /// An .onnx file with the input <c>latent</c> (float [N, z]) or <c>seed</c> (int64 [N]), any of <c>label</c>
    /// (int64 [N]), <c>condition</c> (float [N, c]), <c>codes</c> (float [N, k]) and, with a default,
    /// <c>truncation</c> (float [1]), and one output.
    /// </param>
    /// <param name="options">Device, batch size and limits; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="GanOnnxException">
    /// The file is not an ONNX model, not a generator, needs other files or foreign operators, or the device that was
    /// asked for is not there.
    /// </exception>
    public static OnnxGenerator Load(string path, OnnxGeneratorOptions? options = null)
    {
        options ??= new OnnxGeneratorOptions();
        options.Validate();
        var opened = KeptModel.TryOpen(path, options)
            ?? Open(ModelFile.Read(path, options.MaxFileBytes, ModelRole.Generator), options);
        return new OnnxGenerator(opened, options);
    }

    /// <summary>Loads a generator from the bytes of an .onnx file.</summary>
    /// <inheritdoc cref="Load(string, OnnxGeneratorOptions?)"/>
    public static OnnxGenerator Load(byte[] model, OnnxGeneratorOptions? options = null)
    {
        options ??= new OnnxGeneratorOptions();
        options.Validate();
        return new OnnxGenerator(Open(ModelFile.FromBytes(model, options.MaxFileBytes), options), options);
    }

    /// <summary>Loads a generator from the bytes of an .onnx file, in memory of any kind.</summary>
    /// <inheritdoc cref="Load(string, OnnxGeneratorOptions?)"/>
    public static OnnxGenerator Load(ReadOnlyMemory<byte> model, OnnxGeneratorOptions? options = null)
    {
        options ??= new OnnxGeneratorOptions();
        options.Validate();
        return Load(ModelFile.FromMemory(model, options.MaxFileBytes), options);
    }

    /// <summary>
    /// Loads a generator from a stream, from where it stands to its end; the stream stays open. What is read passes the
    /// checks of a file, and no more than <see cref="OnnxGeneratorOptions.MaxFileBytes"/> of it.
    /// </summary>
    /// <param name="model">The bytes of an .onnx file, as of an embedded resource or an answer over a network.</param>
    /// <param name="options">Device, batch size and limits; null for the defaults.</param>
    /// <exception cref="GanOnnxException">As for a file; it is no ONNX model of a generator.</exception>
    /// <exception cref="IOException">The stream can't be read.</exception>
    public static OnnxGenerator Load(Stream model, OnnxGeneratorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new OnnxGeneratorOptions();
        options.Validate();
        return Load(ModelFile.Read(null, model, options.MaxFileBytes, ModelRole.Generator), options);
    }

    internal static OnnxGenerator Load(ModelFile file, OnnxGeneratorOptions options) =>
        new(Open(file, options), options);

    private static OpenedGenerator Open(ModelFile file, OnnxGeneratorOptions options)
    {
        bool foldsConstants = ModelSafety.Check(file);
        var info = GeneratorInfoReader.Read(file);
        return new OpenedGenerator(info, SessionFactory.Open(file, options, foldsConstants, keeps: true), file.Name);
    }

    /// <summary>
    /// Makes images from standard normal noise; image i depends on the seed and i alone (<see cref="LatentNoise"/>). A
    /// conditional generator makes its classes in turn, with codes that are drawn.
    /// </summary>
    /// <inheritdoc cref="Sample(int, int, GeneratorConditions?, float?, int)"/>
    public ImageBatch Sample(int count, int seed, float? truncation = null, int first = 0) =>
        Sample(count, seed, null, truncation, first);

    /// <summary>
    /// Makes images that are asked for from standard normal noise; image i depends on the seed, i and what is asked
    /// for, not on the number of images.
    /// </summary>
    /// <param name="count">How many images, N.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="conditions">What is asked for; null for the defaults.</param>
    /// <param name="truncation">
    /// Where the generator truncates styles (<see cref="GeneratorInfo.Truncation"/>), ψ in [-1, 1]: how far they are
    /// from their mean (Karras et al. 2019). Elsewhere, components of latents beyond ± this are drawn again (truncation
    /// trick, Brock et al. 2019). Null, the default, for none.
    /// </param>
    /// <param name="first">
    /// The image to start with: images 100 to 199 of a sample are those of a count of 100 and a first of 100. Default
    /// 0.
    /// </param>
    /// <returns>N images.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is out of range, or the result would not fit in one array.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The generator does not take what is asked for, or takes a condition vector and none is given.
    /// </exception>
    /// <exception cref="NotSupportedException">
    /// A truncation is given, but the model makes its noise itself and truncates no styles.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The generator has been disposed of.</exception>
    public ImageBatch Sample(
        int count, int seed, GeneratorConditions? conditions, float? truncation = null, int first = 0)
    {
        using var call = _guard.Begin();
        RequireRange(count, first);
        RequireCount(count);
        return Run(
            _noise.Of(count, seed, truncation, firstRow: first),
            Info.Conditions.Settle(conditions, count, seed, first), count, truncation);
    }

    /// <summary>Makes images from latents; a conditional generator makes its classes in turn.</summary>
    /// <inheritdoc cref="Generate(ReadOnlySpan{float}, GeneratorConditions?, float?)"/>
    public ImageBatch Generate(ReadOnlySpan<float> latents) => Generate(latents, null);

    /// <summary>Makes images that are asked for from latents.</summary>
    /// <param name="latents">N·z finite numbers, one row of z after the other.</param>
    /// <param name="conditions">
    /// What is asked for; null for the defaults. Codes that are not given are those of
    /// <see cref="Sample(int, int, float?, int)"/> with the seed 1.
    /// </param>
    /// <param name="truncation">
    /// ψ in [-1, 1], how far styles are from their mean; for generators with <see cref="GeneratorInfo.Truncation"/>.
    /// Null, the default, for none.
    /// </param>
    /// <returns>N images.</returns>
    /// <exception cref="ArgumentException">
    /// The number of values is no multiple of z, or one is NaN or infinite; or the generator does not take what is
    /// asked for, or takes a condition vector and none is given.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The truncation is out of range.</exception>
    /// <exception cref="NotSupportedException">
    /// The model makes its noise itself, or a truncation is given and it truncates no styles.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The generator has been disposed of.</exception>
    public ImageBatch Generate(
        ReadOnlySpan<float> latents, GeneratorConditions? conditions, float? truncation = null)
    {
        using var call = _guard.Begin();
        _noise.RequireLatents();
        _noise.RequireStyles(truncation);
        if (latents.Length % Info.LatentSize != 0)
            throw new ArgumentException(
                $"The generator takes latents of {Info.LatentSize} numbers; {latents.Length} is no multiple of that.",
                nameof(latents));
        for (int i = 0; i < latents.Length; i++)
        {
            if (!float.IsFinite(latents[i]))
                throw new ArgumentException(
                    $"Component {i % Info.LatentSize} of latent {i / Info.LatentSize} is {latents[i]}; expected a "
                    + "finite number.",
                    nameof(latents));
        }

        int count = latents.Length / Info.LatentSize;
        return Run(
            InputRows.Of(Info.Input, latents.ToArray()), Info.Conditions.Settle(conditions, count, DefaultSeed), count,
            truncation);
    }

    /// <summary>
    /// Releases the session once the calls of other threads have ended. <see cref="Info"/> and
    /// <see cref="DeviceDescription"/> stay.
    /// </summary>
    public void Dispose() => _guard.Dispose();

    private ImageBatch Run(InputRows noise, GeneratorConditions settled, int count, float? truncation)
    {
        RequireCount(count);
        float[] images = new float[count * Info.OutputLength];
        Run(noise, settled, count, truncation, images, CancellationToken.None);
        return Batch(images);
    }

    private void Run(
        InputRows noise,
        GeneratorConditions settled,
        int count,
        float? truncation,
        Memory<float> images,
        CancellationToken cancellationToken) => _runner.Run(
        [noise, .. settled.ToInputs(Info.Inputs), .. _noise.OfStyles(truncation)],
        [(Info.Output, images)],
        count,
        cancellationToken);

    private ImageBatch Batch(float[] images) =>
        new(images, Info.Channels, Info.Height, Info.Width, Info.ValueRange);

    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or they lead too far.</exception>
    internal static void RequireRange(int count, int first)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        if (first > int.MaxValue - count)
            throw new ArgumentOutOfRangeException(
                nameof(first), first,
                $"A sample has images 0 to {int.MaxValue - 1}; {count} from here on are too many.");
    }

    private void RequireCount(int count)
    {
        int longestRow = Math.Max(Math.Max(1, Info.LatentSize), Math.Max(Info.OutputLength, Info.Conditions.RowSize));
        int limit = Array.MaxLength / longestRow;
        if (count > limit)
            throw new ArgumentOutOfRangeException(
                nameof(count),
                count,
                $"At most {limit} images of this size fit in one result; ask for them in several calls.");
    }
}
