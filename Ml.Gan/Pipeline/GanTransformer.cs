using Ml.Gan.Onnx;
using Ml.Gan.Pipeline.Rows;
using Ml.Gan.Pipeline.Saving;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan;

/// <summary>
/// A trained generator in an ML.NET pipeline: adds a column of generated samples, float vectors of the dimensions
/// (1, C, H, W) with values in [-1, 1] for images, and (1, D) for plain vectors. Rows are scored in batches by ONNX Runtime.
/// Several threads may use one transformer at once.
/// </summary>
/// <remarks>
/// <c>mlContext.Model.Save</c> writes the generator as ML.NET's own ONNX transformer, so a saved pipeline loads without
/// Ml.Gan. With a latent column it gives the same samples there. Without one, this transformer draws row i's noise from
/// (<see cref="Seed"/>, i) and is reproducible; a reloaded pipeline draws fresh noise in each run, and reads the
/// training column (only) to know how many samples to draw.
/// </remarks>
public sealed class GanTransformer : ITransformer, IDisposable
{
    private readonly OnnxGenerator _generator;
    private readonly byte[] _model;
    private readonly PersistedGenerator _persisted;
    private readonly int _batchSize;

    internal GanTransformer(byte[] model, PersistedGenerator persisted, GanEstimator.Options options, int seed)
    {
        (_model, _persisted) = (model, persisted);
        (OutputColumnName, LatentColumnName) = (options.OutputColumnName, options.LatentColumnName);
        (Seed, _batchSize) = (seed, options.ScoringBatchSize);
        _generator = OnnxGenerator.Load(model, new OnnxGeneratorOptions { BatchSize = _batchSize });
        OutputType = CreateOutputType(_generator.Info);
    }

    /// <summary>Name of the column of generated samples.</summary>
    public string OutputColumnName { get; }

    /// <summary>Name of the column of latent vectors; null where samples are generated from noise.</summary>
    public string? LatentColumnName { get; }

    /// <summary>Length of a latent vector.</summary>
    public int LatentSize => _generator.Info.LatentSize;

    /// <summary>Type of the column of generated samples.</summary>
    public VectorDataViewType OutputType { get; }

    /// <summary>Seed of the noise that samples are generated from where no latent column is named.</summary>
    public int Seed { get; }

    /// <summary>What the generator is, and which device runs it.</summary>
    public GeneratorInfo Info => _generator.Info;

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The input's columns and the column of generated samples.</summary>
    /// <exception cref="Data.GanDataException">The latent column is missing or of the wrong type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return AppendOutput(inputSchema, needsLatent: true);
    }

    /// <summary>Adds a generated sample to each row. Lazy: rows are generated as they are read.</summary>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new GeneratedDataView(this, input, Seed);
    }

    /// <summary>Generates samples from noise: row i depends on the seed and i alone.</summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="seed">Seed of the noise.</param>
    /// <returns>Rows with the one column <see cref="OutputColumnName"/>.</returns>
    public IDataView Sample(int count, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new GeneratedDataView(this, BlankDataView.OfRows(count), seed, fromNoise: true);
    }

    /// <summary>
    /// Writes the generator as an ONNX file with the input <c>latent</c>, float (N, z), for
    /// <see cref="OnnxGenerator"/> or any ONNX runtime. An existing file is replaced once the new one is complete.
    /// </summary>
    public void ExportToOnnx(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        OnnxFile.Save(_model, path);
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => new GeneratedRowMapper(this, inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => _persisted.Save(ctx);

    /// <inheritdoc/>
    public void Dispose() => _generator.Dispose();

    internal DataViewSchema AppendOutput(DataViewSchema input, bool needsLatent)
    {
        if (needsLatent && LatentColumnName is { } name)
            LatentColumn.Find(input, name, LatentSize);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        builder.AddColumn(OutputColumnName, OutputType);
        return builder.ToSchema();
    }

    internal SampleBatches CreateBatches(ILatentSource latents) => new(_generator, latents, _batchSize);

    internal float[] Generate(ReadOnlySpan<float> latents) => _generator.Generate(latents).Values.ToArray();

    private static VectorDataViewType CreateOutputType(GeneratorInfo info) => info.IsImage
        ? new VectorDataViewType(NumberDataViewType.Single, 1, info.Channels, info.Height, info.Width)
        : new VectorDataViewType(NumberDataViewType.Single, 1, info.OutputLength);
}
