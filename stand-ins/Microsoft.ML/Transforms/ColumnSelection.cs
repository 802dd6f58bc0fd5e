namespace Microsoft.ML.Data;

/// <summary>Lets some of the columns through.</summary>
sealed class ColumnSelection(DataViewSchema input, IEnumerable<int> kept) : RowMapper(input, [], kept)
{
    public override IEnumerable<int> InputsOf(int added) => [];

    public override Delegate[] MakeGetters(DataViewRow input, bool[] active, out IDisposable owned)
    {
        owned = null;
        return [];
    }
}
