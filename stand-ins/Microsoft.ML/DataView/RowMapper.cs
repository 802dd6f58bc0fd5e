namespace Microsoft.ML.Data;

/// <summary>
/// Maps rows of one schema to rows of another: some of the input's columns as they are, and added ones computed from the
/// same row.
/// </summary>
abstract class RowMapper : IRowToRowMapper
{
    readonly int[] sources;

    /// <param name="input">The schema of the rows that come in.</param>
    /// <param name="added">The computed columns, which come last.</param>
    /// <param name="kept">The input's columns that go through; all where null.</param>
    protected RowMapper(DataViewSchema input, IReadOnlyList<DataViewSchema.DetachedColumn> added, IEnumerable<int> kept = null)
    {
        InputSchema = input;
        AddedCount = added.Count;
        int[] through = (kept ?? Enumerable.Range(0, input.Count)).ToArray();
        OutputSchema = DataViewSchema.Of(through.Select(i => new DataViewSchema.DetachedColumn(input[i])).Concat(added));
        sources = through.Concat(Enumerable.Range(0, added.Count).Select(i => ~i)).ToArray();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public int AddedCount { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        var needed = new bool[InputSchema.Count];
        foreach (var column in dependingColumns)
        {
            if (IsThrough(column.Index, out int input)) needed[input] = true;
            else
                foreach (int i in InputsOf(AddedIndex(column.Index))) needed[i] = true;
        }
        return ActiveColumns.Select(InputSchema, needed);
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
        new MappedRow(input, new MappedGetters(this, input, ActiveColumns.Of(OutputSchema, activeColumns)));

    /// <summary>Whether an output column is an input column.</summary>
    public bool IsThrough(int output, out int input)
    {
        input = sources[output];
        return input >= 0;
    }

    public int AddedIndex(int output) => ~sources[output];

    /// <summary>The input columns from which an added one is computed.</summary>
    public abstract IEnumerable<int> InputsOf(int added);

    /// <summary>A getter for each active added column (others null) over the row's current values.</summary>
    /// <param name="input">The row, or cursor, to compute from.</param>
    /// <param name="active">Which of the added columns are asked for.</param>
    /// <param name="owned">What to dispose together with the row, or null.</param>
    public abstract Delegate[] MakeGetters(DataViewRow input, bool[] active, out IDisposable owned);
}
