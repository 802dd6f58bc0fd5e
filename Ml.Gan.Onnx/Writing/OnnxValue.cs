using System.Diagnostics.CodeAnalysis;

namespace Ml.Gan.Onnx.Writing;

/// <summary>A tensor in an <see cref="OnnxGraph"/>: an input, a constant or what a node gives.</summary>
public sealed class OnnxValue
{
    internal OnnxValue(
        OnnxGraph graph, string name, OnnxElementType elementType, IReadOnlyList<long?> shape, Array? data = null)
    {
        Graph = graph;
        Name = name;
        ElementType = elementType;
        Shape = shape;
        Data = data;
    }

    /// <summary>Name in the file; <see cref="OnnxGraph.Output"/> may change it.</summary>
    public string Name { get; internal set; }

    /// <summary>The type of its elements.</summary>
    public OnnxElementType ElementType { get; }

    /// <summary>Shape, for example (null, C, H, W); null is a dimension that is known at run time only.</summary>
    public IReadOnlyList<long?> Shape { get; }

    /// <summary>Whether its elements are stored in the file.</summary>
    public bool IsConstant => Data is not null;

    internal OnnxGraph Graph { get; }

    /// <summary>The elements of a constant in row-major order: a float[], a double[] or a long[].</summary>
    internal Array? Data { get; }

    /// <summary>Name and shape, for example <c>latent [N, 64]</c>, or <c>input [N, 3, ?, ?]</c> for any size.</summary>
    public override string ToString() =>
        $"{Name} [{string.Join(", ", Shape.Select((d, axis) => d?.ToString() ?? (axis == 0 ? "N" : "?")))}]";
}

/// <summary>The type of a tensor's elements, with the numbers that ONNX gives them.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "These are ONNX's names.")]
public enum OnnxElementType
{
    /// <summary>Not known.</summary>
    Undefined = 0,

    /// <summary>32 bit floating point.</summary>
    Float = 1,

    /// <summary>8 bit signed integer.</summary>
    Int8 = 3,

    /// <summary>32 bit signed integer.</summary>
    Int32 = 6,

    /// <summary>64 bit signed integer.</summary>
    Int64 = 7,

    /// <summary>Truth value.</summary>
    Bool = 9,

    /// <summary>16 bit floating point.</summary>
    Float16 = 10,

    /// <summary>64 bit floating point.</summary>
    Double = 11,
}

/// <summary>One operation with its inputs (null: an optional input left out) and its one output.</summary>
internal record OnnxNode(
    string Op,
    string Name,
    IReadOnlyList<OnnxValue?> Inputs,
    OnnxValue Output,
    IReadOnlyList<(string Name, object Value)> Attributes)
{
    internal long IntAttribute(string name, long defaultValue)
    {
        foreach (var (key, value) in Attributes)
        {
            if (key == name)
                return Convert.ToInt64(value);
        }

        return defaultValue;
    }
}

/// <summary>
/// y = scale·x + shift per channel. Not an ONNX operator: <see cref="ScaleAndShiftLowering"/> removes it.
/// </summary>
internal sealed record ScaleAndShiftNode(string Name, OnnxValue Value, OnnxValue Output, float[] Scale, float[] Shift)
    : OnnxNode("ScaleAndShift", Name, [Value], Output, []);

/// <summary>The element type that an operator gives.</summary>
internal static class ElementTypes
{
    internal static OnnxElementType OfOutput(
        string op,
        IReadOnlyList<OnnxValue?> inputs,
        IReadOnlyList<(string Name, object Value)> attributes)
    {
        foreach (var (name, value) in attributes)
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
