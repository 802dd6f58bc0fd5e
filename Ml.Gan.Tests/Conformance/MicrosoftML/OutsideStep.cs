using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Tests.Conformance.MicrosoftML;

/// <summary>An estimator of our own: learns the mean of column Number and adds column Centred, Number less the mean.</summary>
/// <param name="mlContext">Gives the built-in estimator that shapes are taken from.</param>
/// <param name="save">What its transformer does when it is saved; it has nothing to save by itself.</param>
internal sealed class CentringEstimator(MLContext mlContext, Action<ModelSaveContext> save) : IEstimator<CentringTransformer>
{
    public CentringTransformer Fit(IDataView input) => new(input.GetColumn<float>("Number").Average(), save);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        if (inputSchema.All(c => c.Name != "Number"))
            throw new ArgumentException("There is no column 'Number'.", nameof(inputSchema));
        var added = mlContext.Transforms.CustomMapping<NoColumns, Added>((_, _) => { }, null).GetOutputSchema(new SchemaShape([]));
        return new SchemaShape(inputSchema.Where(c => c.Name != "Centred").Concat(added));
    }

    private sealed class Added
    {
        public float Centred { get; set; }
    }
}

/// <summary>Made by <see cref="CentringEstimator"/>.</summary>
internal sealed class CentringTransformer(float mean, Action<ModelSaveContext> save) : ITransformer
{
    public float Mean => mean;

    public bool IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputSchema);
        builder.AddColumn("Centred", NumberDataViewType.Single);
        return builder.ToSchema();
    }

    public IDataView Transform(IDataView input) => new View(input, this);

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new Mapper(inputSchema, this);

    public void Save(ModelSaveContext ctx) => save(ctx);

    private sealed class Mapper(DataViewSchema input, CentringTransformer transformer) : IRowToRowMapper
    {
        public DataViewSchema InputSchema => input;

        public DataViewSchema OutputSchema { get; } = transformer.GetOutputSchema(input);

        public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
            [.. dependingColumns.Select(c => c.Index < input.Count ? input[c.Index] : input["Number"]).DistinctBy(c => c.Index)];

        public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
            new Row(input, OutputSchema, [.. activeColumns.Select(c => c.Index)], transformer.Mean);
    }

    private sealed class View(IDataView input, CentringTransformer transformer) : IDataView
    {
        private readonly Mapper _mapper = new(input.Schema, transformer);

        public bool CanShuffle => input.CanShuffle;

        public DataViewSchema Schema => _mapper.OutputSchema;

        public long? GetRowCount() => input.GetRowCount();

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        {
            DataViewSchema.Column[] columns = [.. columnsNeeded];
            var cursor = input.GetRowCursor(_mapper.GetDependencies(columns), rand);
            return new Cursor(cursor, _mapper.GetRow(cursor, columns));
        }

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
            [GetRowCursor(columnsNeeded, rand)];
    }

    private sealed class Row(DataViewRow input, DataViewSchema schema, HashSet<int> active, float mean) : DataViewRow
    {
        public override long Position => input.Position;

        public override long Batch => input.Batch;

        public override DataViewSchema Schema => schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (column.Index < input.Schema.Count)
                return input.GetGetter<TValue>(input.Schema[column.Index]);
            var number = input.GetGetter<float>(input.Schema["Number"]);
            ValueGetter<float> centred = (ref float value) =>
            {
                number(ref value);
                value -= mean;
            };
            return centred as ValueGetter<TValue> ?? throw new InvalidOperationException(
                "Column 'Centred' holds float numbers.");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                input.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class Cursor(DataViewRowCursor input, DataViewRow row) : DataViewRowCursor
    {
        public override long Position => row.Position;

        public override long Batch => row.Batch;

        public override DataViewSchema Schema => row.Schema;

        public override bool MoveNext() => input.MoveNext();

        public override bool IsColumnActive(DataViewSchema.Column column) => row.IsColumnActive(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => row.GetIdGetter();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            row.GetGetter<TValue>(column);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                row.Dispose();
            base.Dispose(disposing);
        }
    }
}
