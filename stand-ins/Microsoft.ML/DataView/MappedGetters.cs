namespace Microsoft.ML.Data;

/// <summary>The getters of a row that a <see cref="RowMapper"/> makes from another.</summary>
sealed class MappedGetters : IDisposable
{
    readonly RowMapper mapper;
    readonly DataViewRow input;
    readonly bool[] active;
    readonly Delegate[] added;
    readonly IDisposable owned;

    public MappedGetters(RowMapper mapper, DataViewRow input, bool[] active)
    {
        this.mapper = mapper;
        this.input = input;
        this.active = active;
        var wanted = new bool[mapper.AddedCount];
        for (int i = 0; i < active.Length; i++)
            if (active[i] && !mapper.IsThrough(i, out _)) wanted[mapper.AddedIndex(i)] = true;
        added = wanted.Contains(true) ? mapper.MakeGetters(input, wanted, out owned) : new Delegate[wanted.Length];
    }

    public DataViewSchema Schema => mapper.OutputSchema;

    public bool IsActive(DataViewSchema.Column column) => active[Check(column)];

    public ValueGetter<TValue> Get<TValue>(DataViewSchema.Column column)
    {
        int output = Check(column);
        if (!active[output]) return Getters.Cast<TValue>(null, column);
        return mapper.IsThrough(output, out int source)
            ? Getters.Of<TValue>(input, source)
            : Getters.Cast<TValue>(added[mapper.AddedIndex(output)], column);
    }

    public void Dispose() => owned?.Dispose();

    int Check(DataViewSchema.Column column) => column.Index < Schema.Count && Schema[column.Index].Name == column.Name
        ? column.Index
        : throw new ArgumentException(
            $"Column '{column.Name}' ({column.Index}) is not in the schema: {Schema.Names}.", nameof(column));
}
