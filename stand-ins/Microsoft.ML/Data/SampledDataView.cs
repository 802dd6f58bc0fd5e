namespace Microsoft.ML.Data;

/// <summary>The rows of a view that a number drawn for each of them picks.</summary>
sealed class SampledDataView(IDataView input, int seed, Func<double, bool> pick) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => input.Schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new Cursor(input.GetRowCursor(columnsNeeded), new Random(seed), pick);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded)];

    sealed class Cursor(DataViewRowCursor input, Random random, Func<double, bool> pick) : WrappingCursor(input)
    {
        protected override bool MoveNextCore()
        {
            while (Input.MoveNext())
                if (pick(random.NextDouble())) return true;
            return false;
        }
    }
}
