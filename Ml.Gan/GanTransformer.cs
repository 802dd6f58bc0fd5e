using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Ml.Gan.Models;
using Ml.Gan.Onnx;
using Ml.Gan.Pipeline;
using Ml.Gan.Pipeline.Columns;
using Ml.Gan.Pipeline.Generating;
using Ml.Gan.Pipeline.Rows;
using Ml.Gan.Pipeline.Saving;
using Ml.Gan.Pipeline.Scoring;

namespace Ml.Gan;

/// <summary>
/// A trained generator in an ML.NET pipeline: adds a column of generated samples, float vectors of the dimensions (1,
/// C, H, W) with values in [-1, 1] for images, or <c>MLImage</c>s (<see cref="GanEstimator.Options.OutputKind"/>), and
/// (1, D) for plain vectors. A conditional generator makes for each row
/// what the row's label or condition column asks for. Rows are scored in batches by ONNX Runtime. Several threads may
/// use one transformer at once.
/// </summary>
/// <remarks>
/// <c>mlContext.Model.Save</c> writes the generator as ML.NET's own transformers (keys to one-hot vectors, then ONNX),
/// so a saved pipeline loads without Ml.Gan. With a latent column (and one of codes, where there are codes) it gives
/// the same samples there. Without, this transformer draws row i's noise from (<see cref="Seed"/>, i) and is
/// reproducible; a reloaded pipeline draws fresh noise in each run, and where it reads no other column reads the
/// training column (only) to know how many samples to draw. A row with a missing key is refused here, and there gets a
/// sample of no class in particular.
/// </remarks>
public sealed class GanTransformer : ITransformer, IDisposable
{
    /// <summary>Output of a saved generator of images.</summary>
    private const string Colors = "generated_colors";

    private readonly OnnxGenerator _generator;
    private readonly byte[] _model;
    private readonly PersistedModel _persisted;
    private readonly KeptDiscriminator? _discriminator;
    private readonly GanEstimator.Options _options;
    private readonly UseGuard _guard;
    private readonly GenerationStep _step;

    internal GanTransformer(
        MLContext mlContext,
        byte[] model,
        GanEstimator.Options options,
        GeneratorInputColumns inputs,
        LabelColumn? label,
        KeptDiscriminator? discriminator)
    {
        (_model, _options, _discriminator) = (model, options, discriminator);
        _generator = OnnxGenerator.Load(model, new OnnxGeneratorOptions { BatchSize = options.ScoringBatchSize });
        _guard = TransformerGuard.Create<GanTransformer>(_generator);
        if (options.Truncation is not null && _generator.Info.Truncation is null)
            throw new GanOptionException(nameof(options.Truncation),
                $"A {options.Network.Name} truncates no styles. Leave the truncation out, or take the network "
                + "stylegan2.");
        OutputType = CreateOutputType(_generator.Info, options);
        _step = CreateStep(new ColumnInputs(_generator.Info, options, label, Seed));
        var info = _generator.Info;
        _persisted = options.OutputKind == OutputKind.Image
            ? Persisted(
                SavedOutput.OfImages(OutputColumnName, info.Height, info.Width),
                () => (SavedImages.WithColors(model, info, Colors), Colors))
            : Persisted(SavedOutput.OfVectors(OutputColumnName), () => (model, info.Output.Name));

        PersistedModel Persisted(SavedOutput saved, Func<(byte[] Model, string Output)> generator) => new(
            mlContext, inputs.All,
            () =>
            {
                var (network, output) = generator();
                return inputs.Apply(network, output, saved.ModelOutput);
            },
            saved);
    }

    /// <summary>Name of the column of generated samples.</summary>
    public string OutputColumnName => _options.OutputColumnName;

    /// <summary>Name of the column of latent vectors; null where samples are generated from noise.</summary>
    public string? LatentColumnName => _options.LatentColumnName;

    /// <summary>Length of a latent vector.</summary>
    public int LatentSize => _generator.Info.LatentSize;

    /// <summary>Type of the column of generated samples.</summary>
    public DataViewType OutputType { get; }

    /// <summary>Seed of the noise that samples are generated from where no latent column is named.</summary>
    public int Seed => _options.Seed!.Value;

    /// <summary>What the generator is, what it can be asked for, and which device runs it.</summary>
    public GeneratorInfo Info => _generator.Info;

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The input's columns and the column of generated samples.</summary>
    /// <exception cref="Data.GanDataException">
    /// The latent, label, condition or codes column is missing or of the wrong type.
    /// </exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _step.Append(inputSchema);

    /// <summary>
    /// Adds a generated sample to each row. Lazy: rows are generated as they are read, in one pass over the input.
    /// </summary>
    /// <exception cref="Data.GanDataException">
    /// A column is missing or of the wrong type; or, as rows are read, a row's label is missing or of a class that was
    /// not learned, or a number isn't finite.
    /// </exception>
    /// <exception cref="ObjectDisposedException">
    /// The transformer is disposed of: now, or as rows are read.
    /// </exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var call = _guard.Begin();
        return new AddedDataView<GeneratorInput, ReadOnlyMemory<float>>(_step, input);
    }

    /// <summary>Generates samples from noise: row i depends on the seed, i and what is asked for alone.</summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="seed">Seed of the noise, and of codes that are drawn.</param>
    /// <param name="conditions">
    /// What is asked for, for example <c>new GeneratorConditions { Classes = ["cat"] }</c>. Default null: all classes
    /// in turn, and codes that are drawn.
    /// </param>
    /// <param name="first">
    /// The sample to start with: rows 100 to 199 of a sample are those of a count of 100 and a first of 100. Default 0.
    /// </param>
    /// <returns>Rows with the one column <see cref="OutputColumnName"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The count or the first sample is negative, or there are more than 2³¹ − 1 samples.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The generator doesn't take what is asked for, or takes a condition vector and none is given.
    /// </exception>
    /// <exception cref="ObjectDisposedException">
    /// The transformer is disposed of: now, or as rows are read.
    /// </exception>
    public IDataView Sample(int count, int seed = 1, GeneratorConditions? conditions = null, int first = 0)
    {
        using var call = _guard.Begin();
        OnnxGenerator.RequireRange(count, first);
        var settled = _generator.Info.Conditions.Settle(conditions, count, seed, first);
        var step = CreateStep(new DrawnInputs(LatentSize, seed, settled, first));
        return new AddedDataView<GeneratorInput, ReadOnlyMemory<float>>(step, BlankDataView.OfRows(count));
    }

    /// <summary>
    /// The discriminator as a transformer of its own: adds a number that says how real the row's sample is. Dispose it
    /// when it is no longer needed.
    /// </summary>
    /// <param name="outputColumnName">Name of the column of numbers.</param>
    /// <exception cref="InvalidOperationException">
    /// The discriminator was not kept (<see cref="GanEstimator.Options.KeepDiscriminator"/>), or scores no single
    /// samples.
    /// </exception>
    public GanDiscriminator CreateDiscriminator(string outputColumnName = "Score") =>
        Discriminator().CreateDiscriminator(outputColumnName);

    /// <summary>
    /// The discriminator of a semi-supervised or conditional loss-sensitive GAN as a classifier: adds the probability
    /// of each class, and the likeliest class. Dispose it when it is no longer needed.
    /// </summary>
    /// <param name="predictedLabelColumnName">
    /// Name of the column of the likeliest classes, keys as those of the label column.
    /// </param>
    /// <param name="scoreColumnName">Name of the column of probabilities.</param>
    /// <exception cref="InvalidOperationException">
    /// The discriminator was not kept, or the objective tells no classes apart.
    /// </exception>
    public GanClassifier CreateClassifier(
        string predictedLabelColumnName = "PredictedLabel", string scoreColumnName = "Score") =>
        Discriminator().CreateClassifier(predictedLabelColumnName, scoreColumnName);

    /// <summary>
    /// Writes the generator as an ONNX file with the input <c>latent</c>, float (N, z), or <c>seed</c>, int64 (N),
    /// where <see cref="LatentGanOptions.SeedInput"/> says so, and, where it is conditional, <c>label</c>,
    /// <c>condition</c> or <c>codes</c>, for <see cref="OnnxGenerator"/> or any ONNX runtime. An existing file is
    /// replaced once the new one is complete.
    /// </summary>
    public void ExportToOnnx(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        OnnxFile.Save(_options.SeedInput ? OnnxComposition.WithSeedInput(_model) : _model, path);
    }

    /// <summary>
    /// Writes the discriminator as an ONNX file with the input <c>image</c> or <c>sample</c> and the outputs
    /// <c>score</c>, float (N, 1), and, where it classifies, <c>probabilities</c>, float (N, K), for
    /// <see cref="OnnxDiscriminator"/> or any ONNX runtime.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The discriminator was not kept, or says nothing of single samples.
    /// </exception>
    public void ExportDiscriminatorToOnnx(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        OnnxFile.Save(Discriminator().Model, path);
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) =>
        new AddedRowMapper<GeneratorInput, ReadOnlyMemory<float>>(_step, inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => _persisted.Save(ctx);

    /// <summary>
    /// Releases the generator, once it isn't in use. The transformer can still be exported and saved. A prediction
    /// engine does this to the model that it was created from, unless <c>PredictionEngineOptions.OwnsTransformer</c> is
    /// false.
    /// </summary>
    public void Dispose() => _guard.Dispose();

    /// <summary>Makes what would be saved.</summary>
    internal void CheckSaving() => _persisted.Check();

    private KeptDiscriminator Discriminator() => _discriminator ?? throw new InvalidOperationException(
        _options.KeepDiscriminator
            ? $"The objective {_options.Objective.Name} has no discriminator that says how real a single sample is."
            : "The discriminator was not kept: set Options.KeepDiscriminator.");

    private GenerationStep CreateStep(IGeneratorInputs inputs) =>
        new(_generator, _guard, OutputColumnName, OutputType, inputs, _options);

    private static DataViewType CreateOutputType(GeneratorInfo info, GanEstimator.Options options)
    {
        if (options.OutputKind == OutputKind.Image)
        {
            OptionValue.Require(
                info.IsImage && info.Channels is 1 or 3, nameof(options.OutputKind),
                $"Images have 1 or 3 channels; what is generated is {info.Output}. Take OutputKind.Vector.");
            return new ImageDataViewType(info.Height, info.Width);
        }
        return info.IsImage
            ? new VectorDataViewType(NumberDataViewType.Single, 1, info.Channels, info.Height, info.Width)
            : new VectorDataViewType(NumberDataViewType.Single, 1, info.OutputLength);
    }
}
