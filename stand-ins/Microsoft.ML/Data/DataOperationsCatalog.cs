using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Makes data views, and views of them.</summary>
public sealed partial class DataOperationsCatalog
{
    readonly IHostEnvironment env;

    internal DataOperationsCatalog(IHostEnvironment env) => this.env = env;

    /// <summary>Objects as rows. They are enumerated by every cursor, and must not change meanwhile.</summary>
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition schemaDefinition = null) where TRow : class
    {
        ArgumentNullException.ThrowIfNull(data);
        return new EnumerableDataView<TRow>(data, new RowClass<TRow>(schemaDefinition, SchemaDefinition.Direction.Read));
    }

    /// <summary>Objects as rows, with the types and annotations of the schema's columns of the same names.</summary>
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, DataViewSchema schema) where TRow : class
    {
        ArgumentNullException.ThrowIfNull(schema);
        return LoadFromEnumerable(data, SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Read, schema));
    }

    /// <summary>Rows as objects.</summary>
    /// <param name="data">The view to read.</param>
    /// <param name="reuseRowObject">Whether to give the same object, filled anew, for every row.</param>
    /// <param name="ignoreMissingColumns">Whether members without a column stay as they are; else they are an error.</param>
    /// <param name="schemaDefinition">Which members are columns; by default, what the class itself gives.</param>
    public IEnumerable<TRow> CreateEnumerable<TRow>(IDataView data, bool reuseRowObject, bool ignoreMissingColumns = false,
        SchemaDefinition schemaDefinition = null) where TRow : class, new()
    {
        ArgumentNullException.ThrowIfNull(data);
        return RowEnumerable.Of<TRow>(data, reuseRowObject, ignoreMissingColumns, schemaDefinition);
    }

    /// <summary>Keeps what is read of a view in memory. Only primitive columns and vectors can be kept: others are dropped.</summary>
    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        ArgumentNullException.ThrowIfNull(input);
        return CacheDataView.Over(env, input, columnsToPrefetch);
    }

    /// <summary>Rows in random order, through a pool of rows.</summary>
    public IDataView ShuffleRows(IDataView input, int? seed = null, int shufflePoolSize = 1000, bool shuffleSource = true)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfLessThan(shufflePoolSize, 1);
        return new ShuffledDataView(input, seed ?? env.Register(nameof(ShuffleRows)).Rand.Next(), shufflePoolSize, shuffleSource);
    }

    public IDataView TakeRows(IDataView input, long count)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new RowRangeDataView(input, 0, count);
    }

    public IDataView SkipRows(IDataView input, long count)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new RowRangeDataView(input, count, long.MaxValue);
    }
}
