using Microsoft.ML;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Objectives;
using Ml.Gan.Pipeline.Columns;

namespace Ml.Gan.Pipeline.Reading;

/// <summary>Columns that say what the samples to learn from are.</summary>
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

    public ConditionReader Open(DataViewRowCursor cursor) => new(this, cursor);
}

/// <summary>Reader of what samples are, beside them.</summary>
internal sealed class ConditionReader(ConditionColumns columns, DataViewRowCursor cursor)
{
    private const string Remedy =
        "Leave such rows out, or train with a semi-supervised objective, which learns from them too.";

    private readonly Func<int>? _label = columns.NeedsEveryLabel
        ? columns.Label?.RequiredReader(cursor, Remedy)
        : columns.Label?.Reader(cursor);

    private readonly Func<float[]>? _vector = columns.Vector?.Reader(cursor);
    private readonly List<int> _labels = [];

    /// <summary>Reads the present row, whose sample was appended to the cache.</summary>
    /// <exception cref="Data.GanDataException">
    /// Its label is missing but needed, or its vector has a number that isn't finite.
    /// </exception>
    public void AppendTo(SampleCacheBuilder cache)
    {
        if (_label?.Invoke() is { } label)
            _labels.Add(label);
        if (_vector is not null)
            cache.AppendCondition(_vector());
    }

    public SampleCache Build(SampleCacheBuilder cache) =>
        columns.Label is { } label ? cache.Build([.. _labels], label.ClassNames) : cache.Build();
}
