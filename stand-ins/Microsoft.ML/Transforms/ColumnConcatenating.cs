using Microsoft.ML.Data;

namespace Microsoft.ML.Data
{
    /// <summary>Made by <see cref="Transforms.ColumnConcatenatingEstimator"/>.</summary>
    public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
    {
        internal ColumnConcatenatingTransformer(string outputColumnName, string[] inputColumnNames)
        {
            ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
            if (inputColumnNames is not { Length: > 0 })
                throw new ArgumentException("There must be at least one input column.", nameof(inputColumnNames));
            Settings = new(outputColumnName, inputColumnNames);
        }

        internal ConcatenationSettings Settings { get; }

        private protected override RowMapper MakeMapper(DataViewSchema inputSchema) =>
            new Transforms.ConcatenationMapper(inputSchema, Settings);

        private protected override void SaveModel(ModelSaveContext ctx) => ctx.Write("Concatenate", Settings);

        internal static ColumnConcatenatingTransformer Load(ModelReader reader)
        {
            var settings = reader.Settings<ConcatenationSettings>();
            return new(settings.Output, settings.Inputs);
        }
    }

    /// <summary>What a saved concatenation holds.</summary>
    sealed record ConcatenationSettings(string Output, string[] Inputs);
}

namespace Microsoft.ML.Transforms
{
    /// <summary>Makes one vector from scalars and vectors of the same type.</summary>
    public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
    {
        readonly ColumnConcatenatingTransformer transformer;

        internal ColumnConcatenatingEstimator(string outputColumnName, params string[] inputColumnNames) =>
            transformer = new(outputColumnName, inputColumnNames);

        public ColumnConcatenatingTransformer Fit(IDataView input)
        {
            ArgumentNullException.ThrowIfNull(input);
            transformer.GetOutputSchema(input.Schema);
            return transformer;
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        {
            ArgumentNullException.ThrowIfNull(inputSchema);
            var inputs = transformer.Settings.Inputs.Select(name => inputSchema[name]).ToArray();
            var odd = inputs.FirstOrDefault(c => !c.ItemType.Equals(inputs[0].ItemType) || c.IsKey != inputs[0].IsKey, inputs[0]);
            if (odd.Name != inputs[0].Name)
                throw new ArgumentException(
                    $"Column '{odd.Name}' holds {odd.Description}, '{inputs[0].Name}' {inputs[0].Description}: they can't be concatenated.");
            var kind = inputs.Any(c => c.Kind == SchemaShape.Column.VectorKind.VariableVector)
                ? SchemaShape.Column.VectorKind.VariableVector : SchemaShape.Column.VectorKind.Vector;
            return inputSchema.With([new(transformer.Settings.Output, kind, inputs[0].ItemType, inputs[0].IsKey)]);
        }
    }
}
