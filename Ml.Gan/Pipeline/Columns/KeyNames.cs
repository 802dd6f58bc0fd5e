using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Pipeline.Columns;

/// <summary>The values that a column's keys stand for, as text.</summary>
internal static class KeyNames
{
    private const string KeyValues = "KeyValues";

    /// <summary>One name for each key; numbers from 0 where the values are not known.</summary>
    public static IReadOnlyList<string> Of(DataViewSchema.Column column)
    {
        int count = (int)((KeyDataViewType)column.Type).Count;
        return ValuesType(column) is { } values && values.Size == count
            ? (string[])s_read.MakeGenericMethod(values.ItemType.RawType).Invoke(null, [column])!
            : [.. Enumerable.Range(0, count).Select(label => label.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>The type of the values; null where they are not known.</summary>
    public static VectorDataViewType? ValuesType(DataViewSchema.Column column) =>
        column.Annotations.Schema.GetColumnOrNull(KeyValues)?.Type as VectorDataViewType;

    private static readonly MethodInfo s_read = typeof(KeyNames).GetMethod(
        nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static string[] Read<TValue>(DataViewSchema.Column column)
    {
        VBuffer<TValue> values = default;
        column.GetKeyValues(ref values);
        return [.. values.DenseValues().Select(value => string.Format(CultureInfo.InvariantCulture, "{0}", value))];
    }
}
