using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Onnx;
using Ml.Gan.Pipeline.Rows;
using Ml.Gan.Pipeline.Saving;
using Ml.Gan.Pipeline.Scoring;

namespace Ml.Gan;

/// <summary>
/// A classifier that was trained as a GAN's discriminator: adds the likeliest class of the row's sample, a key with the
/// values of the label column that was learned from, and the probabilities of all classes, a float vector of the
/// dimensions (1, K) whose slots bear the classes' names; for <c>mlContext.MulticlassClassification.Evaluate</c>, say.
/// The sample is read from the column that was learned from and scaled in the same way. Created by
/// <see cref="GanTransformer.CreateClassifier"/>. Several threads may use one at once.
/// </summary>
/// <remarks>
/// Rows are classified in batches by ONNX Runtime. <c>mlContext.Model.Save</c> writes ML.NET's own transformers: the
/// reloaded pipeline has the column of probabilities, without the slots' names, and no predicted label, which is the
/// place of the largest one. It doesn't check the range of pixels, ignores EXIF orientation, and resizes images of
/// another size than the learned one with ML.NET's interpolation.
/// </remarks>
public sealed class GanClassifier : ITransformer, IDisposable
{
    private readonly UseGuard _guard;
    private readonly ClassificationStep _step;
    private readonly PersistedModel _persisted;

    internal GanClassifier(
        DiscriminatorInfo info, UseGuard guard, ClassificationStep step, PersistedModel persisted) =>
        (ClassNames, _guard, _step, _persisted) = (info.ClassNames, guard, step, persisted);

    /// <summary>Names of the classes, in the order of the keys.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The input's columns, the predicted label and the probabilities.</summary>
    /// <exception cref="Data.GanDataException">
    /// The column of samples is missing or of another type than in training.
    /// </exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _step.Append(inputSchema);

    /// <summary>Classifies each row. Lazy: rows are classified as they are read.</summary>
    /// <exception cref="Data.GanDataException">
    /// As for <see cref="GetOutputSchema"/>; or, as rows are read, a value is missing or out of range.
    /// </exception>
    /// <exception cref="ObjectDisposedException">
    /// The transformer is disposed of: now, or as rows are read.
    /// </exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var call = _guard.Begin();
        return new AddedDataView<DiscriminatorInput, DiscriminatorOutput>(_step, input);
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) =>
        new AddedRowMapper<DiscriminatorInput, DiscriminatorOutput>(_step, inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => _persisted.Save(ctx);

    /// <summary>
    /// Releases the discriminator, once it isn't in use. The transformer can still be saved. A prediction engine does
    /// this to the model that it was created from, unless <c>PredictionEngineOptions.OwnsTransformer</c> is false.
    /// </summary>
    public void Dispose() => _guard.Dispose();
}
