namespace Microsoft.ML.Data;

public sealed partial class SchemaDefinition
{
    /// <summary>A member of a row class as a column.</summary>
    public sealed class Column
    {
        internal Column(string memberName, string columnName, DataViewType columnType)
        {
            MemberName = memberName;
            ColumnName = columnName;
            ColumnType = columnType;
        }

        public string MemberName { get; }

        public string ColumnName { get; set; }

        public DataViewType ColumnType { get; set; }

        public DataViewSchema.Annotations Annotations { get; private set; } = DataViewSchema.Annotations.Empty;

        public void AddAnnotation<T>(string kind, T value, DataViewType annotationType)
        {
            var builder = new DataViewSchema.Annotations.Builder();
            builder.Add(Annotations, name => name != kind);
            builder.Add(kind, annotationType, (ref T destination) => destination = value);
            Annotations = builder.ToAnnotations();
        }

        internal void Adopt(DataViewSchema.Column column)
        {
            ColumnType = column.Type;
            Annotations = column.Annotations;
        }

        internal DataViewSchema.DetachedColumn Detached => new(ColumnName, ColumnType, Annotations);
    }
}
