namespace Microsoft.ML;

/// <summary>Immutable rows under a schema, read through cursors, each time anew.</summary>
public interface IDataView
{
    /// <summary>Whether a cursor can give the rows in a random order.</summary>
    bool CanShuffle { get; }

    DataViewSchema Schema { get; }

    /// <summary>The number of rows where it is known without reading them, else null.</summary>
    long? GetRowCount();

    /// <summary>Opens a cursor on which at least <paramref name="columnsNeeded"/> are active.</summary>
    /// <param name="columnsNeeded">Columns of <see cref="Schema"/>.</param>
    /// <param name="rand">Where given, the order of the rows is random, if <see cref="CanShuffle"/>.</param>
    DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null);

    /// <summary>Opens up to <paramref name="n"/> cursors that share the rows among them.</summary>
    DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null);
}
