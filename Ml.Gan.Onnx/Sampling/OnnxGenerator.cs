namespace Ml.Gan.Onnx;

/// <summary>A trained generator that runs on ONNX Runtime.</summary>
/// <remarks>
/// Several threads may use one generator at once. Dispose it when all of them are done. A conditional generator is
/// asked for something by <see cref="GeneratorConditions"/>; without them it makes its classes in turn.
/// <code>
/// using OnnxGenerator generator = OnnxGenerator.Load("generator.onnx");
/// ImageBatch images = generator.Sample(count: 64, seed: 1);
/// ImageGrid.Save("grid.png", images);
/// ImageBatch cats = generator.Sample(64, seed: 1, new GeneratorConditions { Classes = ["cat"] });
/// </code>
/// </remarks>
public sealed partial class OnnxGenerator : IDisposable
{
    private readonly LoadedSession _session;
    private readonly BatchRunner _runner;

    private OnnxGenerator(ModelFile file, OnnxGeneratorOptions options)
    {
        options.Validate();
        ModelSafety.Check(file);
        Info = GeneratorInfoReader.Read(file);
        _session = SessionFactory.Open(file, options);
        _runner = new BatchRunner(_session.Session, Info, file.Name, options.BatchSize);
    }

    /// <summary>What the file says about the generator.</summary>
    public GeneratorInfo Info { get; }

    /// <summary>Where it runs: <see cref="GeneratorDevice.Cpu"/> or <see cref="GeneratorDevice.Cuda"/>.</summary>
    public GeneratorDevice Device => _session.Device;

    /// <summary>A sentence saying what it runs on and, where CUDA was wanted but does not run, why.</summary>
    public string DeviceDescription => _session.Description;

    /// <summary>Loads a generator from a file.</summary>
    /// <param name="path">
    /// An .onnx file with the input <c>latent</c> (float [N, z]) or <c>seed</c> (int64 [N]), any of <c>label</c>
    /// (int64 [N]), <c>condition</c> (float [N, c]) and <c>codes</c> (float [N, k]), and one output.
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
        return new OnnxGenerator(ModelFile.Read(path, options.MaxFileBytes), options);
    }

    /// <summary>Loads a generator from the bytes of an .onnx file.</summary>
    /// <inheritdoc cref="Load(string, OnnxGeneratorOptions?)"/>
    public static OnnxGenerator Load(byte[] model, OnnxGeneratorOptions? options = null)
    {
        options ??= new OnnxGeneratorOptions();
        return new OnnxGenerator(ModelFile.FromBytes(model, options.MaxFileBytes), options);
    }

    /// <summary>
    /// Makes images from standard normal noise; image i depends on the seed and i alone (<see cref="LatentNoise"/>). A
    /// conditional generator makes its classes in turn, with codes that are drawn.
    /// </summary>
    /// <inheritdoc cref="Sample(int, int, GeneratorConditions?, float?)"/>
    public ImageBatch Sample(int count, int seed, float? truncation = null) => Sample(count, seed, null, truncation);

    /// <summary>
    /// Makes images that are asked for from standard normal noise; image i depends on the seed, i and what is asked
    /// for, not on the number of images.
    /// </summary>
    /// <param name="count">How many images, N.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="conditions">What is asked for; null for the defaults.</param>
    /// <param name="truncation">
    /// Draws components beyond ± this again (truncation trick, Brock et al. 2019); null, the default, for none.
    /// </param>
    /// <returns>N images.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is out of range, or the result would not fit in one array.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The generator does not take what is asked for, or takes a condition vector and none is given.
    /// </exception>
    /// <exception cref="NotSupportedException">A truncation is given, but the model makes its noise itself.</exception>
    public ImageBatch Sample(int count, int seed, GeneratorConditions? conditions, float? truncation = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _runner.RequireCount(count);
        return Run(Noise(count, seed, truncation), Info.Conditions.Settle(conditions, count, seed), count);
    }

    /// <summary>Releases the session.</summary>
    public void Dispose() => _session.Session.Dispose();

    private ImageBatch Run(InputRows noise, GeneratorConditions settled, int count) =>
        _runner.Run([noise, .. ConditionRows.Of(Info.Inputs, settled)], count);

    /// <summary>Seeds, or latents, of N rows, each of them several times.</summary>
    private InputRows Noise(int count, int seed, float? truncation = null, int times = 1)
    {
        if (!Info.TakesSeeds)
        {
            float[] latents = LatentNoise.Rows(count, Info.LatentSize, seed, truncation);
            return InputRows.Of(
                Info.Input,
                times == 1 ? latents : Repeated(latents.Chunk(Info.LatentSize), times).SelectMany(row => row).ToArray());
        }

        if (truncation is not null)
            throw new NotSupportedException(
                "This model makes its noise itself, so it cannot be truncated. Export it with a latent input.");
        IEnumerable<long> seeds = Enumerable.Range(0, count).Select(row => LatentNoise.RowSeed(seed, row));
        return InputRows.Of(Info.Input, Repeated(seeds, times).ToArray());
    }

    private static IEnumerable<T> Repeated<T>(IEnumerable<T> rows, int times) =>
        rows.SelectMany(row => Enumerable.Repeat(row, times));
}
