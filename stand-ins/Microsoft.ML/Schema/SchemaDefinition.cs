namespace Microsoft.ML.Data;

/// <summary>Which members of a row class are columns, and of which types; can be changed before use.</summary>
public sealed partial class SchemaDefinition : List<SchemaDefinition.Column>
{
    /// <summary>Whether rows of the class are read from, written to, or both.</summary>
    [Flags]
    public enum Direction
    {
        Read = 1,
        Write = 2,
        Both = Read | Write,
    }

    SchemaDefinition()
    {
    }

    public Column this[string columnName]
    {
        get => this[IndexOf(columnName)];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.ColumnName != columnName)
                throw new ArgumentException(
                    $"The column is named '{value.ColumnName}', not '{columnName}'.", nameof(columnName));
            int at = FindIndex(c => c.ColumnName == columnName);
            if (at < 0) Add(value);
            else this[at] = value;
        }
    }

    /// <summary>The definition that the class itself gives, by its public members and their attributes.</summary>
    public static SchemaDefinition Create(Type userType, Direction direction = Direction.Both)
    {
        ArgumentNullException.ThrowIfNull(userType);
        var definition = new SchemaDefinition();
        foreach (var member in RowMember.AllOf(userType, direction))
        {
            if (definition.Exists(c => c.ColumnName == member.ColumnName))
                throw new ArgumentException(
                    $"{userType} has two columns named '{member.ColumnName}'.", nameof(userType));
            definition.Add(new Column(member.Name, member.ColumnName, member.ColumnType));
        }
        return definition;
    }

    internal static SchemaDefinition Create(Type userType, Direction direction, DataViewSchema schema)
    {
        var definition = Create(userType, direction);
        foreach (var column in definition)
            if (schema.GetColumnOrNull(column.ColumnName) is { } found) column.Adopt(found);
        return definition;
    }

    int IndexOf(string columnName)
    {
        int at = FindIndex(c => c.ColumnName == columnName);
        return at >= 0 ? at : throw new ArgumentOutOfRangeException(nameof(columnName),
            $"There is no column '{columnName}' among: {string.Join(", ", this.Select(c => c.ColumnName))}.");
    }
}
