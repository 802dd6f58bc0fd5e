using System.Collections;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>What an estimator knows of a schema before it is fitted: names and kinds of columns, but no sizes.</summary>
public sealed partial class SchemaShape : IReadOnlyList<SchemaShape.Column>
{
    readonly Column[] columns;

    public SchemaShape(IEnumerable<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        this.columns = columns.ToArray();
    }

    public int Count => columns.Length;

    public Column this[int index] => columns[index];

    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static SchemaShape Empty { get; } = new([]);

    internal static SchemaShape Create(DataViewSchema schema) =>
        new(schema.Where(c => !c.IsHidden).Select(c => Column.Of(c.Name, c.Type, Create(c.Annotations.Schema))));

    internal Column this[string name] => columns.Where(c => c.Name == name).Cast<Column?>().FirstOrDefault()
        ?? throw new ArgumentOutOfRangeException(nameof(name),
            $"Could not find input column '{name}' among: {string.Join(", ", columns.Select(c => c.Name))}.");

    /// <summary>This shape and more columns, which replace those of the same names.</summary>
    internal SchemaShape With(IEnumerable<Column> added)
    {
        var all = columns.ToList();
        foreach (var column in added)
        {
            int at = all.FindIndex(c => c.Name == column.Name);
            if (at < 0) all.Add(column);
            else all[at] = column;
        }
        return new(all);
    }
}
