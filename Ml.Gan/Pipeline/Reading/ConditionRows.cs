using Ml.Gan.Data;
using Microsoft.ML;

namespace Ml.Gan.Pipeline.Reading;

/// <summary>Reads what the samples are, beside them.</summary>
internal sealed class ConditionRows(ConditionColumns columns, DataViewRowCursor cursor)
{
    private const string Remedy = "Leave such rows out, or train with a semi-supervised objective, which learns from them too.";

    private readonly Func<int>? _label = columns.NeedsEveryLabel ? columns.Label?.RequiredReader(cursor, Remedy) : columns.Label?.Reader(cursor);
    private readonly Func<float[]>? _vector = columns.Vector?.Reader(cursor);
    private readonly List<int> _labels = [];

    /// <summary>Reads the present row, whose sample was appended to the cache.</summary>
    /// <exception cref="GanDataException">Its label is missing but needed, or its vector has a number that isn't finite.</exception>
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
