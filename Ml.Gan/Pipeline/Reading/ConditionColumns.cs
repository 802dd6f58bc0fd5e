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
/// <param name="Classifies">Whether the discriminator tells the classes apart.</param>
internal sealed record ConditionColumns(
    LabelColumn? Label, NumbersColumn? Vector, bool NeedsEveryLabel, bool Classifies)
{
    /// <exception cref="Data.GanDataException">A column is missing or of the wrong type.</exception>
    public static ConditionColumns Find(DataViewSchema schema, GanEstimator.Options options) => new(
        options.LabelColumnName is { } label ? LabelColumn.Find(schema, label) : null,
        options.ConditionColumnName is { } vector ? NumbersColumn.ToLearn(schema, "condition", vector) : null,
        (options.Objective as IClassifyingObjective)?.NeedsEveryLabel ?? options.Condition is LabelCondition,
        options.Objective is IClassifyingObjective);

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

    /// <summary>The samples, and the columns with those classes that there are rows of.</summary>
    /// <param name="cache">The samples of all rows.</param>
    /// <param name="warning">Hears of classes that there are no rows of.</param>
    /// <exception cref="Data.GanDataException">
    /// The discriminator is to tell classes apart for the generator, and there is none of a class.
    /// </exception>
    public (SampleCache Samples, ConditionColumns Columns) Build(SampleCacheBuilder cache, Action<string> warning)
    {
        if (columns.Label is not { } label)
            return (cache.Build(), columns);
        var learned = label.LearnedFrom(_labels);
        if (learned.OtherNames is { Count: > 0 } others)
        {
            string names = LabelColumn.Shortened(others);
            if (columns is { Classifies: true, NeedsEveryLabel: true })
                throw new GanDataException(
                    $"The label column '{label.Name}' has keys of {label.KeyCount} classes, but no row is of {names}. "
                    + "Map the values of the rows that there are to keys, with Conversion.MapValueToKey.");
            warning($"No row is of these classes of the label column '{label.Name}', so that they are not learned: "
                + $"{names}.");
        }
        if (columns.Classifies)
            return (cache.Build([.. _labels], label.ClassNames), columns);
        int[] labels = [.. _labels.Select(key => key < 0 ? -1 : learned.ClassOfKey[key])];
        return (cache.Build(labels, learned.ClassNames), columns with { Label = learned });
    }
}
