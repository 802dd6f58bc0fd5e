namespace Microsoft.ML.Data;

/// <summary>A row class together with the definition of its columns.</summary>
sealed class RowClass<TRow> where TRow : class
{
    readonly RowMember[] members;
    readonly SchemaDefinition.Column[] columns;

    /// <param name="definition">Null for the one that the class itself gives.</param>
    /// <param name="direction">Whether rows are read from or written to.</param>
    public RowClass(SchemaDefinition definition, SchemaDefinition.Direction direction)
    {
        columns = [.. definition ?? SchemaDefinition.Create(typeof(TRow), direction)];
        members = columns.Select(c => RowMember.Find(typeof(TRow), c.MemberName, direction)).ToArray();
        for (int i = 0; i < columns.Length; i++)
            if (columns[i].ColumnType == null || !RowMember.Holds(members[i].Type, columns[i].ColumnType))
                throw new ArgumentException(
                    $"{members[i]} is of type {members[i].Type} and can't be a column of type {columns[i].ColumnType}.");
        Schema = DataViewSchema.Of(columns.Select(c => c.Detached));
    }

    /// <summary>The columns that the class gives.</summary>
    public DataViewSchema Schema { get; }

    /// <summary>One getter per column asked for, of the column's type, over the row that <paramref name="current"/> gives.</summary>
    public Delegate[] MakeGetters(Func<TRow> current, bool[] active)
    {
        var getters = new Delegate[columns.Length];
        for (int i = 0; i < getters.Length; i++)
            if (active[i])
                getters[i] = (Delegate)Typed.Call(MakeGetter<int>, members[i].Type, members[i], columns[i].ColumnType, current);
        return getters;
    }

    /// <summary>What fills a row from a data view's row.</summary>
    public Action<TRow> MakeFiller(DataViewRow row, bool[] present)
    {
        var fillers = new List<Action<TRow>>();
        for (int i = 0; i < columns.Length; i++)
            if (present[i])
                fillers.Add((Action<TRow>)Typed.Call(MakeFiller<int>, members[i].Type, members[i], row, row.Schema[columns[i].ColumnName]));
        return target =>
        {
            foreach (var fill in fillers) fill(target);
        };
    }

    /// <summary>Which of the class's columns <paramref name="schema"/> has, of a type that its member can hold.</summary>
    public bool[] FindIn(DataViewSchema schema, bool ignoreMissing)
    {
        var present = new bool[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            var column = schema.GetColumnOrNull(columns[i].ColumnName);
            if (column == null && !ignoreMissing)
                throw new InvalidOperationException(
                    $"Column '{columns[i].ColumnName}' (for {members[i]}) is not in the data view: {schema.Names}.");
            if (column == null) continue;
            MemberValue.CheckHolds(members[i].Type, column.Value);
            present[i] = true;
        }
        return present;
    }

    Delegate MakeGetter<TMember>(RowMember member, DataViewType type, Func<TRow> current)
    {
        var get = MemberAccess.Getter<TRow, TMember>(member.Info);
        return MemberValue.Writer(() => get(current()), type);
    }

    Action<TRow> MakeFiller<TMember>(RowMember member, DataViewRow row, DataViewSchema.Column column)
    {
        var read = MemberValue.Reader<TMember>(row, column);
        var set = MemberAccess.Setter<TRow, TMember>(member.Info);
        var get = MemberAccess.CanRead(member.Info) ? MemberAccess.Getter<TRow, TMember>(member.Info) : _ => default;
        return target =>
        {
            var value = get(target);
            read(ref value);
            set(target, value);
        };
    }
}
