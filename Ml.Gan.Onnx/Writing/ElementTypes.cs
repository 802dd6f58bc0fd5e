namespace Ml.Gan.Onnx;

/// <summary>The element type that an operator gives.</summary>
internal static class ElementTypes
{
    internal static OnnxElementType OfOutput(
        string op,
        IReadOnlyList<OnnxValue?> inputs,
        IReadOnlyList<(string Name, object Value)> attributes)
    {
        foreach ((string name, object value) in attributes)
        {
            if (name is "to" or "dtype")
                return (OnnxElementType)Convert.ToInt32(value);
        }

        return op switch
        {
            "Shape" or "Size" or "ArgMax" or "ArgMin" or "NonZero" => OnnxElementType.Int64,
            "Equal" or "Greater" or "GreaterOrEqual" or "Less" or "LessOrEqual" => OnnxElementType.Bool,
            "And" or "Or" or "Not" => OnnxElementType.Bool,
            "Where" => TypeOf(inputs, 1),
            "OneHot" => TypeOf(inputs, 2),
            _ => TypeOf(inputs, 0),
        };
    }

    private static OnnxElementType TypeOf(IReadOnlyList<OnnxValue?> inputs, int index) =>
        index < inputs.Count ? inputs[index]?.ElementType ?? OnnxElementType.Undefined : OnnxElementType.Float;
}
