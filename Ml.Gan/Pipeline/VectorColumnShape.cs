using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Pipeline;

/// <summary>
/// The shape of a float vector column. ML.NET lets nobody else create one, so a built-in estimator that would add such
/// a column is asked for its output schema.
/// </summary>
internal static class VectorColumnShape
{
    public static SchemaShape.Column Create(MLContext mlContext, string name)
    {
        var definition = SchemaDefinition.Create(typeof(Values));
        definition[nameof(Values.Items)].ColumnName = name;
        var estimator = mlContext.Transforms.CustomMapping<Nothing, Values>(
            (_, _) => { }, null, outputSchemaDefinition: definition);
        return estimator.GetOutputSchema(new SchemaShape([])).Single(column => column.Name == name);
    }

    private sealed class Nothing;

    private sealed class Values
    {
        [VectorType(1)]
        public float[] Items { get; set; } = [];
    }
}
