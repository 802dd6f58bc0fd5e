using Microsoft.ML;
using Ml.Gan.Data;

namespace Ml.Gan.Pipeline.Columns;

/// <summary>Finds a column in what a pipeline knows before it is fitted.</summary>
internal static class ColumnShape
{
    /// <exception cref="GanDataException">It is not there.</exception>
    public static SchemaShape.Column Find(SchemaShape shape, string role, string name)
    {
        foreach (var column in shape)
        {
            if (column.Name == name)
                return column;
        }
        throw new GanDataException(
            $"The pipeline has no {role} column '{name}'; it has "
            + $"{string.Join(", ", shape.Select(c => $"'{c.Name}'"))}.");
    }
}
