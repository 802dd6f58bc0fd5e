using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Ml.Gan.Data;
using Ml.Gan.Onnx;
using Ml.Gan.Pipeline;
using Ml.Gan.Pipeline.Captioning;
using Ml.Gan.Pipeline.Reading;
using Ml.Gan.Pipeline.Rows;
using Ml.Gan.Pipeline.Saving;
using Ml.Gan.Pipeline.Scoring;

namespace Ml.Gan;

/// <summary>
/// A trained captioner in an ML.NET pipeline: adds a column of captions of the images of another, vectors of T words,
/// of which those behind a caption's end are empty. Rows are captioned in batches by ONNX Runtime. Several threads may
/// use one transformer at once.
/// </summary>
/// <remarks>
/// <c>mlContext.Model.Save</c> writes ML.NET's own transformers, so a saved pipeline loads without Ml.Gan. With a
/// column of noise it gives the same captions there, though the column's type doesn't say how many words they have;
/// without, this transformer draws row i's noise from (<see cref="Seed"/>, i) and is reproducible, and a reloaded
/// pipeline draws fresh noise in each run.
/// </remarks>
public sealed class GanCaptionerTransformer : ITransformer, IDisposable
{
    private readonly byte[] _model;
    private readonly byte[]? _evaluator;
    private readonly GanCaptionerEstimator.Options _options;
    private readonly PersistedModel _persisted;
    private readonly UseGuard _guard;
    private readonly CaptionStep _step;

    internal GanCaptionerTransformer(
        MLContext mlContext, byte[] model, byte[]? evaluator, GanCaptionerEstimator.Options options, DataViewType type,
        SampleShape shape)
    {
        (_model, _evaluator, _options) = (model, evaluator, options);
        InputColumnName = options.InputColumnName ?? options.OutputColumnName;
        var captioner = OnnxCaptioner.Load(model, new OnnxGeneratorOptions { BatchSize = options.ScoringBatchSize });
        Info = captioner.Info;
        _guard = TransformerGuard.Create<GanCaptionerTransformer>(captioner);
        var reading = ImageReading.Of(options);
        _step = new CaptionStep(
            captioner, _guard, new SampleColumn("image", InputColumnName, type is ImageDataViewType, shape, reading),
            options);
        var saved = new SavedCaptioner(
            Info, new SavedSample(InputColumnName, type, shape, reading, options.OutputColumnName), options);
        _persisted = new PersistedModel(mlContext, saved.Inputs, () => saved.Apply(model), saved.Output);
    }

    /// <summary>Name of the column of images.</summary>
    public string InputColumnName { get; }

    /// <summary>Name of the column of captions.</summary>
    public string OutputColumnName => _options.OutputColumnName;

    /// <summary>Type of the column of captions: vectors of T texts, a word each.</summary>
    public VectorDataViewType OutputType => CaptionStep.TypeOf(Info);

    /// <summary>Seed of the noise that captions are written from where no column of it is named.</summary>
    public int Seed => _options.Seed!.Value;

    /// <summary>What the captioner is.</summary>
    public CaptionerInfo Info { get; }

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The input's columns and the column of captions.</summary>
    /// <exception cref="GanDataException">A column is missing or of the wrong type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _step.Append(inputSchema);

    /// <summary>
    /// Adds a caption to each row. Lazy: rows are captioned as they are read, in one pass over the input.
    /// </summary>
    /// <exception cref="GanDataException">
    /// A column is missing or of the wrong type; or, as rows are read, an image is missing or of another size, or a
    /// number out of range.
    /// </exception>
    /// <exception cref="ObjectDisposedException">
    /// The transformer is disposed of: now, or as rows are read.
    /// </exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var call = _guard.Begin();
        return new AddedDataView<CaptionInput, string[]>(_step, input);
    }

    /// <summary>
    /// Writes the captioner as an ONNX file with the inputs <c>image</c>, float (N, C, H, W) in [-1, 1], and
    /// <c>noise</c>, float (N, Z), and the output <c>tokens</c>, int64 (N, T), for <see cref="OnnxCaptioner"/> or any
    /// ONNX runtime. An existing file is replaced once the new one is complete.
    /// </summary>
    public void ExportToOnnx(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        OnnxFile.Save(_model, path);
    }

    /// <summary>
    /// Writes the evaluator as an ONNX file with the inputs <c>image</c> and <c>tokens</c> and the output <c>score</c>,
    /// float (N), for <see cref="OnnxCaptionEvaluator"/> or any ONNX runtime.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// There is no evaluator, as likelihood alone trained the captioner.
    /// </exception>
    public void ExportEvaluatorToOnnx(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        OnnxFile.Save(
            _evaluator ?? throw new InvalidOperationException(
                "There is no evaluator: likelihood alone trained the captioner. Choose another objective."),
            path);
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) =>
        new AddedRowMapper<CaptionInput, string[]>(_step, inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => _persisted.Save(ctx);

    /// <summary>
    /// Releases the captioner, once it isn't in use. The transformer can still be exported and saved. A prediction
    /// engine does this to the model that it was created from, unless <c>PredictionEngineOptions.OwnsTransformer</c> is
    /// false.
    /// </summary>
    public void Dispose() => _guard.Dispose();

    /// <summary>Makes what would be saved.</summary>
    internal void CheckSaving() => _persisted.Check();
}
