using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Onnx;
using Ml.Gan.Pipeline.Rows;
using Ml.Gan.Pipeline.Saving;
using Ml.Gan.Pipeline.Scoring;

namespace Ml.Gan;

/// <summary>
/// A trained discriminator in an ML.NET pipeline: adds a float that says how real the row's sample, read from the
/// column that was learned from and scaled in the same way, is to it: the larger, the more real. A conditional one
/// reads the label or condition column too. Created by <see cref="GanTransformer.CreateDiscriminator"/>. Several
/// threads may use one at once.
/// </summary>
/// <remarks>
/// Rows are scored in batches by ONNX Runtime; with a minibatch feature a number depends on the whole batch.
/// <c>mlContext.Model.Save</c> writes ML.NET's own transformers. The reloaded pipeline gives a vector of one number,
/// doesn't check the range of pixels, ignores EXIF orientation, and resizes images of another size than the learned one
/// with ML.NET's interpolation.
/// </remarks>
public sealed class GanDiscriminator : ITransformer, IDisposable
{
    private readonly UseGuard _guard;
    private readonly ScoreStep _step;
    private readonly PersistedModel _persisted;

    internal GanDiscriminator(DiscriminatorInfo info, UseGuard guard, ScoreStep step, PersistedModel persisted) =>
        (Info, _guard, _step, _persisted) = (info, guard, step, persisted);

    /// <summary>What the discriminator is.</summary>
    public DiscriminatorInfo Info { get; }

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The input's columns and the column of numbers.</summary>
    /// <exception cref="Data.GanDataException">A column is missing or of another type than in training.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _step.Append(inputSchema);

    /// <summary>Scores each row. Lazy: rows are scored as they are read.</summary>
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
