using Microsoft.ML.OnnxRuntime;

namespace Ml.Gan.Onnx;

/// <summary>A trained generator that runs on ONNX Runtime.</summary>
/// <remarks>
/// Several threads may use one generator at once. Dispose it when all of them are done.
/// <code>
/// using OnnxGenerator generator = OnnxGenerator.Load("generator.onnx");
/// ImageBatch images = generator.Sample(count: 64, seed: 1);
/// ImageGrid.Save("grid.png", images);
/// </code>
/// </remarks>
public sealed class OnnxGenerator : IDisposable
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
    /// An .onnx file with one input, <c>latent</c> (float [N, z]) or <c>seed</c> (int64 [N]), and one output.
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
    /// Makes images from standard normal noise; image i depends on the seed and i alone (<see cref="LatentNoise"/>).
    /// </summary>
    /// <param name="count">How many images, N.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="truncation">
    /// Draws components beyond ± this again (truncation trick, Brock et al. 2019); null, the default, for none.
    /// </param>
    /// <returns>N images.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is out of range, or the result would not fit in one array.
    /// </exception>
    /// <exception cref="NotSupportedException">A truncation is given, but the model makes its noise itself.</exception>
    public ImageBatch Sample(int count, int seed, float? truncation = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (!Info.TakesSeeds)
        {
            _runner.RequireCount(count);
            return _runner.Run(LatentNoise.Rows(count, Info.LatentSize, seed, truncation), count);
        }

        if (truncation is not null)
            throw new NotSupportedException(
                "This model makes its noise itself, so it cannot be truncated. Export it with a latent input.");
        long[] seeds = new long[count];
        for (int i = 0; i < count; i++)
            seeds[i] = LatentNoise.RowSeed(seed, i);
        return _runner.Run(seeds, count);
    }

    /// <summary>Makes images from latents.</summary>
    /// <param name="latents">N·z finite numbers, one row of z after the other.</param>
    /// <returns>N images.</returns>
    /// <exception cref="ArgumentException">
    /// The number of values is no multiple of z, or one is NaN or infinite.
    /// </exception>
    /// <exception cref="NotSupportedException">The model makes its noise itself.</exception>
    public ImageBatch Generate(ReadOnlySpan<float> latents)
    {
        RequireLatentInput();
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

        return _runner.Run(latents.ToArray(), latents.Length / Info.LatentSize);
    }

    /// <summary>Makes images on the way from one latent to another, both included.</summary>
    /// <param name="from">z numbers.</param>
    /// <param name="to">z numbers.</param>
    /// <param name="steps">How many images, 2 or more.</param>
    /// <param name="spherical">
    /// Along the great circle, which keeps the length typical of normal latents (White 2016); otherwise along the
    /// straight line. Default true.
    /// </param>
    /// <exception cref="ArgumentException">A latent has not z numbers, or there are fewer than 2 steps.</exception>
    /// <exception cref="NotSupportedException">The model makes its noise itself.</exception>
    public ImageBatch Interpolate(ReadOnlySpan<float> from, ReadOnlySpan<float> to, int steps, bool spherical = true)
    {
        RequireLatentInput();
        if (from.Length != Info.LatentSize || to.Length != Info.LatentSize)
            throw new ArgumentException(
                $"The generator takes latents of {Info.LatentSize} numbers; got {from.Length} and {to.Length}.");
        return Generate(LatentPath.Between(from, to, steps, spherical));
    }

    /// <summary>Releases the session.</summary>
    public void Dispose() => _session.Session.Dispose();

    private void RequireLatentInput()
    {
        if (Info.TakesSeeds)
            throw new NotSupportedException(
                "This model makes its noise itself and takes no latents. Export it with a latent input.");
    }
}
