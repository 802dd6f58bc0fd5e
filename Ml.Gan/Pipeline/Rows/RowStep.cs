using Microsoft.ML;

namespace Ml.Gan.Pipeline.Rows;

/// <summary>Columns that are added to rows, computed for several rows at once.</summary>
/// <typeparam name="TInput">What is read of a row.</typeparam>
/// <typeparam name="TOutput">What is computed for a row.</typeparam>
internal abstract class RowStep<TInput, TOutput>
{
    /// <summary>The added columns.</summary>
    public abstract IReadOnlyList<DataViewSchema.DetachedColumn> Added { get; }

    /// <summary>Rows that are computed at once, at most.</summary>
    public abstract int LargestBatch { get; }

    /// <summary>The columns that are read.</summary>
    /// <exception cref="Data.GanDataException">One is missing or of the wrong type.</exception>
    public abstract IReadOnlyList<DataViewSchema.Column> Find(DataViewSchema input);

    /// <summary>Gives what reads a row's present values, told how many rows came before it.</summary>
    public abstract Func<long, TInput> Open(DataViewRow row);

    /// <summary>Computes rows.</summary>
    public abstract IReadOnlyList<TOutput> Compute(IReadOnlyList<TInput> rows);

    /// <summary>The getter of one of the added columns, for whatever row is the current one.</summary>
    public abstract Delegate Getter(int added, Func<TOutput> current);

    /// <summary>Values of all rows, one row after the other.</summary>
    protected static float[] Concatenate(IReadOnlyList<TInput> rows, Func<TInput, float[]> values)
    {
        float[] all = new float[rows.Sum(row => values(row).Length)];
        int next = 0;
        foreach (var row in rows)
        {
            float[] own = values(row);
            own.CopyTo(all, next);
            next += own.Length;
        }
        return all;
    }

    /// <summary>The input's columns, and the added ones after them.</summary>
    /// <inheritdoc cref="Find"/>
    public DataViewSchema Append(DataViewSchema input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Find(input);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        foreach (var column in Added)
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        return builder.ToSchema();
    }
}
