namespace Microsoft.ML.Data;

/// <summary>Reads the labels and scores that can be compared.</summary>
static class LabelledScores
{
    public static IEnumerable<(int Label, float[] Scores)> Read(IDataView data, DataViewSchema.Column label, DataViewSchema.Column score)
    {
        using var cursor = data.GetRowCursor([label, score]);
        var labels = LabelGetter(cursor, label);
        var getScores = cursor.GetGetter<VBuffer<float>>(score);
        VBuffer<float> scores = default;
        while (cursor.MoveNext())
        {
            float value = labels();
            getScores(ref scores);
            if (float.IsNaN(value) || !scores.DenseValues().All(float.IsFinite)) continue;
            if (value < 0 || value != (int)value)
                throw new InvalidOperationException($"The label column '{label.Name}' must hold whole numbers from 0, not {value}.");
            yield return ((int)value, scores.DenseValues().ToArray());
        }
    }

    /// <summary>Classes from 0, and NaN for a missing one.</summary>
    static Func<float> LabelGetter(DataViewRow row, DataViewSchema.Column label)
    {
        if (label.Type is KeyDataViewType)
            return (Func<float>)Typed.Call(FromKeys<int>, label.Type.RawType, row, label);
        if (label.Type != NumberDataViewType.Single)
            throw new ArgumentOutOfRangeException(nameof(label), $"The label column '{label.Name}' of type {label.Type} must be of type Single or Key.");
        return Values<float>(row, label);
    }

    static Func<float> FromKeys<TKey>(DataViewRow row, DataViewSchema.Column label)
    {
        var values = Values<TKey>(row, label);
        var toNumber = TypeConversion.Make<TKey, ulong>();
        return () => toNumber(values()) is var key && key > 0 ? key - 1 : float.NaN;
    }

    static Func<T> Values<T>(DataViewRow row, DataViewSchema.Column label)
    {
        var getter = row.GetGetter<T>(label);
        T value = default;
        return () =>
        {
            getter(ref value);
            return value;
        };
    }
}
