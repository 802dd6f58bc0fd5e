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
/// doesn't check the range of pixels, and resizes images of another size than the learned one with ML.NET's
/// interpolation.
/// </remarks>
public sealed class GanDiscriminator : ITransformer, IDisposable
{
    private readonly OnnxDiscriminator _discriminator;
    private readonly ScoreStep _step;
    private readonly PersistedModel _persisted;

    internal GanDiscriminator(OnnxDiscriminator discriminator, ScoreStep step, PersistedModel persisted) =>
        (_discriminator, _step, _persisted) = (discriminator, step, persisted);

    /// <summary>What the discriminator is.</summary>
    public DiscriminatorInfo Info => _discriminator.Info;

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The input's columns and the column of numbers.</summary>
    /// <exception cref="Data.GanDataException">A column is missing or of another type than in training.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _step.Append(inputSchema);

    /// <summary>Scores each row. Lazy: rows are scored as they are read.</summary>
    /// <exception cref="Data.GanDataException">
    /// As for <see cref="GetOutputSchema"/>; or, as rows are read, a value is missing or out of range.
    /// </exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new AddedDataView<DiscriminatorInput, DiscriminatorOutput>(_step, input);
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) =>
        new AddedRowMapper<DiscriminatorInput, DiscriminatorOutput>(_step, inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => _persisted.Save(ctx);

    /// <inheritdoc/>
    public void Dispose() => _discriminator.Dispose();
}
