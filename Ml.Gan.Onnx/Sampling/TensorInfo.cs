namespace Ml.Gan.Onnx;

/// <summary>An input or output of a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementType">Its element type in ONNX's words, for example <c>float</c> or <c>int64</c>.</param>
/// <param name="Shape">Its shape; null for a dimension known at run time only.</param>
public sealed record TensorInfo(string Name, string ElementType, IReadOnlyList<long?> Shape)
{
    /// <summary>For example <c>latent float [N, 64]</c>.</summary>
    public override string ToString() =>
        $"{Name} {ElementType} [{string.Join(", ", Shape.Select(d => d?.ToString() ?? "N"))}]";

    internal long[] ShapeFor(int count) => [count, .. Shape.Skip(1).Select(d => d!.Value)];
}
