namespace Ml.Gan.Onnx;

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

    /// <summary>Its name in the file; <see cref="OnnxGraph.Output"/> may change it.</summary>
    public string Name { get; internal set; }

    /// <summary>The type of its elements.</summary>
    public OnnxElementType ElementType { get; }

    /// <summary>Its shape, for example (null, C, H, W); null is a dimension that is known at run time only.</summary>
    public IReadOnlyList<long?> Shape { get; }

    /// <summary>Whether its elements are stored in the file.</summary>
    public bool IsConstant => Data is not null;

    internal OnnxGraph Graph { get; }

    /// <summary>The elements of a constant in row-major order: a float[], a double[] or a long[].</summary>
    internal Array? Data { get; }

    /// <summary>Name and shape, for example <c>latent [N, 64]</c>.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape.Select(d => d?.ToString() ?? "N"))}]";
}
