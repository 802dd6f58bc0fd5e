namespace Microsoft.ML;

/// <summary>A row that moves through a data view.</summary>
public abstract class DataViewRowCursor : DataViewRow
{
    protected DataViewRowCursor()
    {
    }

    /// <summary>Goes to the next row; false where there is none.</summary>
    public abstract bool MoveNext();
}
