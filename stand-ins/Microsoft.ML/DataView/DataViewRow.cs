using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>The current row of something whose rows come one after another.</summary>
public abstract class DataViewRow : IDisposable
{
    bool disposed;

    protected DataViewRow()
    {
    }

    /// <summary>Counts the rows from 0; -1 where there is no row: before the first one and after the last one.</summary>
    public abstract long Position { get; }

    /// <summary>Orders the rows of a set of cursors: rows of a lower batch come first.</summary>
    public abstract long Batch { get; }

    public abstract DataViewSchema Schema { get; }

    /// <summary>Gives the identity of the current row.</summary>
    public abstract ValueGetter<DataViewRowId> GetIdGetter();

    public abstract bool IsColumnActive(DataViewSchema.Column column);

    /// <summary>Gives the column's value in the current row, whichever row that will be at the time of the call.</summary>
    /// <exception cref="InvalidOperationException">The column isn't active, or its values are of another type.</exception>
    public abstract ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column);

    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
