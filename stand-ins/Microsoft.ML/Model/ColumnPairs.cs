namespace Microsoft.ML.Data;

/// <summary>What a saved model holds of a step's columns: pairs of output and input name.</summary>
sealed record ColumnPairs(string[][] Columns)
{
    public static ColumnPairs Of(InputOutputColumnPair[] pairs) =>
        new(pairs.Select(p => new[] { p.OutputColumnName, p.InputColumnName }).ToArray());

    public InputOutputColumnPair[] ToPairs() => Columns.Select(c => new InputOutputColumnPair(c[0], c[1])).ToArray();
}
