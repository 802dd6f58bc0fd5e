using System.Collections;

namespace Microsoft.ML;

/// <summary>The columns of a data view. Of columns with the same name, the last one hides the others.</summary>
public sealed partial class DataViewSchema : IReadOnlyList<DataViewSchema.Column>
{
    readonly Column[] columns;
    readonly Dictionary<string, int> visible = [];

    DataViewSchema(IReadOnlyList<DetachedColumn> source)
    {
        for (int i = 0; i < source.Count; i++) visible[source[i].Name] = i;
        columns = new Column[source.Count];
        for (int i = 0; i < columns.Length; i++)
            columns[i] = new Column(source[i].Name, i, visible[source[i].Name] != i, source[i].Type, source[i].Annotations);
    }

    public int Count => columns.Length;

    public Column this[int columnIndex] => (uint)columnIndex < (uint)columns.Length
        ? columns[columnIndex]
        : throw new ArgumentOutOfRangeException(
            nameof(columnIndex), columnIndex, $"There are {columns.Length} columns.");

    public Column this[string name] => GetColumnOrNull(name)
        ?? throw new ArgumentOutOfRangeException(nameof(name), $"There is no column '{name}' among: {Names}.");

    public Column? GetColumnOrNull(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return visible.TryGetValue(name, out int index) ? columns[index] : null;
    }

    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"{columns.Length} columns: {string.Join(", ", columns)}";

    internal string Names => string.Join(", ", columns.Where(c => !c.IsHidden).Select(c => c.Name));

    internal static DataViewSchema Of(IEnumerable<DetachedColumn> columns) => new(columns.ToArray());
}
