using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    /// <summary>Builds a schema, column after column.</summary>
    public sealed class Builder
    {
        readonly List<DetachedColumn> columns = [];

        public Builder()
        {
        }

        public void AddColumn(string name, DataViewType type, Annotations annotations = null) =>
            columns.Add(new(name, type, annotations));

        /// <summary>Adds columns of a schema, hidden ones too.</summary>
        public void AddColumns(IEnumerable<Column> source) =>
            columns.AddRange(source.Select(c => new DetachedColumn(c)));

        public void AddColumns(IEnumerable<DetachedColumn> source) => columns.AddRange(source);

        public DataViewSchema ToSchema() => new(columns);
    }
}
