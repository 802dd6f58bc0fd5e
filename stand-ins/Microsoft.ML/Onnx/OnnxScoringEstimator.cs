using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Runs an ONNX model on each row.</summary>
public sealed class OnnxScoringEstimator : TrivialEstimator<OnnxTransformer>
{
    internal OnnxScoringEstimator(OnnxTransformer transformer) : base(transformer)
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (var input in Transformer.Inputs)
        {
            var column = inputSchema[input.Name];
            if (column.Kind == SchemaShape.Column.VectorKind.VariableVector)
                throw new ArgumentException(
                    $"Column '{column.Name}' holds vectors of variable length; an ONNX model needs a known one.");
            if (column.ItemType.RawType != input.ItemType.RawType)
                throw new ArgumentException(
                    $"Column '{column.Name}' holds {column.Description}; the ONNX model's input needs {input.ItemType}.");
        }
        return inputSchema.With(Transformer.Outputs.Select(o => SchemaShape.Column.Of(o.Name, o.ColumnType)));
    }
}
