using Ml.Gan.Models;
using Ml.Gan.Objectives;
using Ml.Gan.Pipeline.Columns;
using Microsoft.ML;

namespace Ml.Gan.Pipeline.Reading;

/// <summary>The columns that say what the samples to learn from are.</summary>
/// <param name="Label">The classes; null where none are read.</param>
/// <param name="Vector">The vectors to condition on; null where none are read.</param>
/// <param name="NeedsEveryLabel">Whether rows without a label are refused.</param>
internal sealed record ConditionColumns(LabelColumn? Label, NumbersColumn? Vector, bool NeedsEveryLabel)
{
    /// <exception cref="Data.GanDataException">A column is missing or of the wrong type.</exception>
    public static ConditionColumns Find(DataViewSchema schema, GanEstimator.Options options) => new(
        options.LabelColumnName is { } label ? LabelColumn.Find(schema, label) : null,
        options.ConditionColumnName is { } vector ? NumbersColumn.ToLearn(schema, "condition", vector) : null,
        options.Condition is LabelCondition || options.Objective is IClassifyingObjective { NeedsEveryLabel: true });

    public IEnumerable<DataViewSchema.Column> ColumnsOf(DataViewSchema schema)
    {
        if (Label is not null)
            yield return Label.Column;
        if (Vector is not null)
            yield return Vector.Find(schema);
    }

    public ConditionRows Open(DataViewRowCursor cursor) => new(this, cursor);
}
