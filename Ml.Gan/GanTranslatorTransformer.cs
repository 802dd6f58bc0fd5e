using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Onnx;
using Ml.Gan.Pipeline;
using Ml.Gan.Pipeline.Rows;
using Ml.Gan.Pipeline.Saving;
using Ml.Gan.Pipeline.Translating;

namespace Ml.Gan;

/// <summary>
/// A trained translator in an ML.NET pipeline: adds a column of what it makes of the images of another, float vectors
/// of the dimensions (1, C, H, W) with values in [-1, 1], or <c>MLImage</c>s
/// (<see cref="GanTranslatorEstimator.Options.OutputKind"/>). It takes images of the size of those that it was trained
/// with. Rows are translated in batches by ONNX Runtime. Several threads may use one transformer at once.
/// </summary>
/// <remarks>
/// <c>mlContext.Model.Save</c> writes ML.NET's own transformers, so a saved pipeline loads without Ml.Gan. It gives the
/// same images, but doesn't check the range of pixels, ignores EXIF orientation, and resizes images of another size
/// with ML.NET's interpolation. The file that <see cref="ExportToOnnx"/> writes takes images of any size.
/// </remarks>
public sealed class GanTranslatorTransformer : ITransformer, IDisposable
{
    private readonly byte[] _model;
    private readonly PersistedModel _persisted;
    private readonly UseGuard _guard;
    private readonly TranslationStep _step;

    internal GanTranslatorTransformer(
        MLContext mlContext, byte[] model, GanTranslatorEstimator.Options options, TranslatorInput input)
    {
        (_model, InputColumnName, OutputColumnName) = (model, input.ColumnName, options.OutputColumnName);
        var translator = input.Load(model, options);
        Info = translator.Info;
        _guard = TransformerGuard.Create<GanTranslatorTransformer>(translator);
        var output = TranslatorOutput.Of(Info, input.Shape, options);
        OutputType = output.Type;
        _step = new TranslationStep(translator, _guard, input, output, options.ScoringBatchSize);
        var saved = new SavedTranslator(input, output);
        _persisted = new PersistedModel(mlContext, saved.Inputs, () => saved.Apply(model), saved.Output);
    }

    /// <summary>Name of the column of images that are translated.</summary>
    public string InputColumnName { get; }

    /// <summary>Name of the column of translated images.</summary>
    public string OutputColumnName { get; }

    /// <summary>Type of the column of translated images.</summary>
    public DataViewType OutputType { get; }

    /// <summary>What the translator is.</summary>
    public TranslatorInfo Info { get; }

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The input's columns and the column of translated images.</summary>
    /// <exception cref="Data.GanDataException">The input column is missing or of the wrong type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _step.Append(inputSchema);

    /// <summary>
    /// Adds the translated image to each row. Lazy: rows are translated as they are read, in one pass over the input.
    /// </summary>
    /// <exception cref="Data.GanDataException">
    /// The input column is missing or of the wrong type; or, as rows are read, an image is missing or of another size,
    /// or a pixel out of range.
    /// </exception>
    /// <exception cref="ObjectDisposedException">
    /// The transformer is disposed of: now, or as rows are read.
    /// </exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var call = _guard.Begin();
        return new AddedDataView<float[], ReadOnlyMemory<float>>(_step, input);
    }

    /// <summary>
    /// Writes the translator as an ONNX file with the input <c>input</c>, float (N, C, H, W) in [-1, 1] for any H and W
    /// that the network takes, and the output <c>output</c>, for <see cref="OnnxTranslator"/> or any ONNX runtime. An
    /// existing file is replaced once the new one is complete.
    /// </summary>
    public void ExportToOnnx(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        OnnxFile.Save(_model, path);
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) =>
        new AddedRowMapper<float[], ReadOnlyMemory<float>>(_step, inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => _persisted.Save(ctx);

    /// <summary>
    /// Releases the translator, once it isn't in use. The transformer can still be exported and saved. A prediction
    /// engine does this to the model that it was created from, unless <c>PredictionEngineOptions.OwnsTransformer</c> is
    /// false.
    /// </summary>
    public void Dispose() => _guard.Dispose();

    /// <summary>Makes what would be saved.</summary>
    internal void CheckSaving() => _persisted.Check();
}
