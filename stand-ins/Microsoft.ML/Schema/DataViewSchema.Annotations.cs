using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    /// <summary>What is known of a column besides its type, by kind: the names of slots, the values of keys.</summary>
    public sealed partial class Annotations
    {
        readonly Delegate[] getters;

        Annotations(DataViewSchema schema, Delegate[] getters)
        {
            Schema = schema;
            this.getters = getters;
        }

        public static Annotations Empty { get; } = new(Of([]), []);

        /// <summary>One column per kind.</summary>
        public DataViewSchema Schema { get; }

        public ValueGetter<TValue> GetGetter<TValue>(Column column)
        {
            if (column.Index >= getters.Length || Schema[column.Index].Name != column.Name)
                throw new ArgumentException(
                    $"There is no annotation '{column.Name}' among: {Schema.Names}.", nameof(column));
            return Getters.Cast<TValue>(getters[column.Index], column);
        }

        public void GetValue<TValue>(string kind, ref TValue value)
        {
            var column = Schema.GetColumnOrNull(kind)
                ?? throw new ArgumentException($"There is no annotation '{kind}' among: {Schema.Names}.", nameof(kind));
            GetGetter<TValue>(column)(ref value);
        }

        public override string ToString() => Schema.Names;
    }
}
