using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx.Loading.Sizes;

/// <summary>A node with what is known of its inputs. Settings are attributes or, since some version, inputs.</summary>
internal sealed class SizedNode(NodeProto node, Sized?[] inputs)
{
    internal string Operator => node.OpType;

    internal int InputCount => inputs.Length;

    internal int OutputCount => node.Output.Count;

    internal Sized? Input(int index) => index < inputs.Length ? inputs[index] : null;

    internal bool HasInput(int index) => index < node.Input.Count && node.Input[index].Length > 0;

    internal double[]? Shape(int index) => Input(index)?.Shape;

    internal double[]? Numbers(int index) => Input(index)?.Numbers;

    internal bool HasAttribute(string name) => Attribute(name) is not null;

    internal long Int(string name, long preset) => Attribute(name)?.I ?? preset;

    internal string? Text(string name) => Attribute(name)?.S.ToStringUtf8();

    internal double[]? Ints(string name) => Attribute(name) is { } attribute
        ? [.. attribute.Ints.Select(x => (double)x)]
        : null;

    internal double[]? Floats(string name) => Attribute(name) is { } attribute
        ? [.. attribute.Floats.Select(x => (double)x)]
        : null;

    internal TensorProto? Tensor(string name) => Attribute(name)?.T;

    /// <summary>
    /// The attribute, or else the input; a preset where there is neither; null where it can't be told.
    /// </summary>
    internal double[]? Setting(string name, int input, double[]? preset = null) =>
        Ints(name) ?? (HasInput(input) ? Numbers(input) : preset);

    private AttributeProto? Attribute(string name) => node.Attribute.FirstOrDefault(a => a.Name == name);
}
