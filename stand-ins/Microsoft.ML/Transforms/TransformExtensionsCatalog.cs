using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Estimators that copy, join, select and drop columns.</summary>
public static class TransformExtensionsCatalog
{
    public static ColumnCopyingEstimator CopyColumns(this TransformsCatalog catalog, string outputColumnName, string inputColumnName) =>
        new(new InputOutputColumnPair(outputColumnName, inputColumnName));

    /// <summary>One vector from scalars and vectors of the same type.</summary>
    public static ColumnConcatenatingEstimator Concatenate(this TransformsCatalog catalog, string outputColumnName,
        params string[] inputColumnNames) => new(outputColumnName, inputColumnNames);

    public static ColumnSelectingEstimator DropColumns(this TransformsCatalog catalog, params string[] columnNames) =>
        new(columnNames, drop: true, keepHidden: true);

    public static ColumnSelectingEstimator SelectColumns(this TransformsCatalog catalog, params string[] columnNames) =>
        new(columnNames, drop: false, keepHidden: false);

    /// <param name="catalog">The catalog.</param>
    /// <param name="columnNames">The columns to keep, in their new order.</param>
    /// <param name="keepHidden">Whether hidden columns stay.</param>
    public static ColumnSelectingEstimator SelectColumns(this TransformsCatalog catalog, string[] columnNames, bool keepHidden) =>
        new(columnNames, drop: false, keepHidden);
}
