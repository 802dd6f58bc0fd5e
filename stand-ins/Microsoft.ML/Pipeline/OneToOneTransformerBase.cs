namespace Microsoft.ML.Data;

/// <summary>The base of the built-in transformers that compute each added column from one input column.</summary>
public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    private protected OneToOneTransformerBase(params InputOutputColumnPair[] columns)
    {
        if (columns is not { Length: > 0 }) throw new ArgumentException(
            "There must be at least one pair of columns.", nameof(columns));
        Columns = columns;
    }

    private protected InputOutputColumnPair[] Columns { get; }

    private protected sealed override RowMapper MakeMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var inputs = Columns.Select(c => inputSchema.GetColumnOrNull(c.InputColumnName) ?? throw new ArgumentOutOfRangeException(
            nameof(inputSchema), $"Could not find input column '{c.InputColumnName}' among: {inputSchema.Names}.")).ToArray();
        var added = Columns.Select((c, i) => Describe(i, c.OutputColumnName, inputs[i])).ToArray();
        return new OneToOneMapper(inputSchema, added, inputs.Select(c => c.Index).ToArray(),
            (row, i) => (MakeGetter(i, row, inputs[i], out var owned), owned));
    }

    /// <summary>The added column; throws where the input column's type doesn't fit.</summary>
    private protected abstract DataViewSchema.DetachedColumn Describe(int pair, string outputName, DataViewSchema.Column input);

    /// <summary>The added column's getter.</summary>
    private protected abstract Delegate MakeGetter(int pair, DataViewRow row, DataViewSchema.Column input);

    /// <summary>The added column's getter, and what to dispose together with the row (or null).</summary>
    private protected virtual Delegate MakeGetter(int pair, DataViewRow row, DataViewSchema.Column input, out IDisposable owned)
    {
        owned = null;
        return MakeGetter(pair, row, input);
    }

    /// <summary>The shape after this step, from what <see cref="Describe"/> needs not know.</summary>
    internal SchemaShape Shape(SchemaShape input, Func<int, SchemaShape.Column, SchemaShape.Column> describe)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.With(Columns.Select((c, i) => describe(i, input[c.InputColumnName]).Renamed(c.OutputColumnName)).ToArray());
    }
}
