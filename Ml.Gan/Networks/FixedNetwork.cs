using Ml.Gan.Native;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Loading;
using Ml.Gan.Onnx.Loading.Sizes;
using Ml.Gan.Onnx.Protobuf;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Convolutional network in an ONNX file that learns no more, and that gradients flow through to its input, as
/// <c>ResNet18.onnx</c>: convolutions, batch normalization, ReLU, pooling, sums, up to the first operator that has no
/// use for the places of an image. Images may have any size.
/// </summary>
internal sealed class FixedNetwork : IDisposable
{
    /// <summary>Most bytes of a file.</summary>
    private const long MostBytes = 1L << 30;

    private static readonly HashSet<string> s_known =
        ["Conv", "BatchNormalization", "Relu", "MaxPool", "Add", "Identity", "Dropout"];

    private readonly ModelFile _file;
    private readonly IReadOnlyList<NodeProto> _nodes;
    private readonly Dictionary<string, Tensor> _weights = new(StringComparer.Ordinal);
    private readonly string _input;

    private FixedNetwork(ModelFile file, Device device)
    {
        _file = file;
        var graph = file.Model.Graph;
        _nodes = [.. graph.Node.TakeWhile(node => s_known.Contains(node.OpType))];
        var names = graph.Initializer.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        string[] inputs = [.. graph.Input.Select(input => input.Name).Where(name => !names.ContainsKey(name))];
        if (inputs is not [var one] || _nodes.Count == 0 || !_nodes[0].Input.Contains(one))
            throw new GanOnnxException(
                $"{file.Name} isn't a network of convolutions that begins with its one input. Take one as ResNet-18, "
                + $"of {string.Join(", ", s_known.Order())}.");
        _input = one;
        foreach (string name in _nodes.SelectMany(node => node.Input).Distinct().Where(names.ContainsKey))
            _weights.Add(name, Weight(names[name], device));
    }

    /// <summary>What the file says of its images, and who wrote it.</summary>
    public (string Producer, IReadOnlyDictionary<string, string> Metadata) About => (
        _file.Model.ProducerName,
        _file.Model.MetadataProps.DistinctBy(entry => entry.Key)
            .ToDictionary(entry => entry.Key, entry => entry.Value));

    /// <summary>Loads a network.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="GanOnnxException">The file isn't an ONNX model, or not one of such a network.</exception>
    public static FixedNetwork Load(string path, Device device)
    {
        var file = ModelFile.Read(path, MostBytes, ModelRole.ImageNetwork);
        ModelSafety.Check(file, SizeWalk.MostOfFeatures);
        return new FixedNetwork(file, device);
    }

    /// <summary>The last feature map of each size, (N, C, h, w), from the largest on.</summary>
    /// <param name="images">Images as the network takes them, (N, C, H, W).</param>
    public IReadOnlyList<Tensor> FeatureMaps(Tensor images)
    {
        var values = new Dictionary<string, Tensor>(_weights, StringComparer.Ordinal) { [_input] = images };
        var bySize = new OrderedDictionary<long, Tensor>();
        foreach (var node in _nodes)
        {
            if (!node.Input.Where(name => name.Length > 0).All(values.ContainsKey))
                throw new GanOnnxException(
                    $"{_file.Name}: the {node.OpType} '{node.Name}' reads what no operator before it makes.");
            var output = Run(node, [.. node.Input.Where(name => name.Length > 0).Select(name => values[name])]);
            values[node.Output[0]] = output;
            if (node.OpType == "Relu" && output.shape[2] < images.shape[2] && output.shape[2] > 1)
                bySize[output.shape[2]] = output;
        }
        return [.. bySize.Values];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var weight in _weights.Values)
            weight.Dispose();
    }

    private Tensor Run(NodeProto node, Tensor[] inputs) => node.OpType switch
    {
        "Conv" => Convolve(node, inputs),
        "BatchNormalization" => Normalize(node, inputs),
        "Relu" => inputs[0].relu(),
        "MaxPool" => nn.functional.max_pool2d(
            Padded(node, inputs[0], double.NegativeInfinity), Sizes(node, "kernel_shape", 1),
            strides: Sizes(node, "strides", 1)),
        "Add" => inputs[0] + inputs[1],
        _ => inputs[0],
    };

    private Tensor Convolve(NodeProto node, Tensor[] inputs)
    {
        long[] strides = Sizes(node, "strides", 1);
        bool isUsual = strides[0] == strides[1] && Sizes(node, "dilations", 1).All(size => size == 1)
            && node.Attribute.All(attribute => attribute.Name != "group" || attribute.I == 1);
        if (!isUsual)
            throw new GanOnnxException(
                $"{_file.Name}: the convolution '{node.Name}' has groups, dilation or unequal strides, which gradients "
                + "aren't computed of here.");
        return Convolutions.Conv2d(
            Padded(node, inputs[0], 0), inputs[1], inputs.Length > 2 ? inputs[2] : null, (int)strides[0], padding: 0);
    }

    private static Tensor Normalize(NodeProto node, Tensor[] inputs)
    {
        double epsilon = node.Attribute.FirstOrDefault(attribute => attribute.Name == "epsilon")?.F ?? 1e-5;
        var scale = inputs[1] / (inputs[4] + epsilon).sqrt();
        return inputs[0] * scale.view(1, -1, 1, 1) + (inputs[2] - inputs[3] * scale).view(1, -1, 1, 1);
    }

    private static Tensor Padded(NodeProto node, Tensor input, double value)
    {
        long[] pads = node.Attribute.FirstOrDefault(attribute => attribute.Name == "pads")?.Ints.ToArray()
            ?? [0, 0, 0, 0];
        return pads.All(pad => pad == 0)
            ? input
            : nn.functional.pad(input, [pads[1], pads[3], pads[0], pads[2]], PaddingModes.Constant, value);
    }

    private static long[] Sizes(NodeProto node, string name, long preset) =>
        node.Attribute.FirstOrDefault(attribute => attribute.Name == name)?.Ints is [var height, var width]
            ? [height, width]
            : [preset, preset];

    private Tensor Weight(TensorProto tensor, Device device)
    {
        double[] numbers = TensorNumbers.Read(tensor, int.MaxValue / 8) ?? throw new GanOnnxException(
            $"{_file.Name}: the weights '{tensor.Name}' can't be read.");
        float[] values = [.. numbers.Select(number => (float)number)];
        return TensorValues.Create(values, [.. tensor.Dims]).to(device).DetachFromDisposeScope();
    }
}
