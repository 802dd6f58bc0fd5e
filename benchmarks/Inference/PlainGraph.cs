using Ml.Gan.Onnx.Writing;

namespace Ml.Gan.Benchmarks.Inference;

/// <summary>
/// A generator as a plain export writes it: every layer one node, batch normalization as it is, doubled pixels as they
/// are. Weights are drawn, as the time doesn't depend on them; the sizes are those of Ml.Gan's network.
/// </summary>
internal sealed class PlainGraph
{
    private const int SmallestSize = 4, LargestFactor = 8;

    private readonly OnnxGraph _graph = new("plain");
    private readonly Random _random = new(1);
    private readonly int _width;
    private int _layers;

    private PlainGraph(int width) => _width = width;

    /// <summary>
    /// Products and sums of one image where doubled pixels aren't computed twice; of convolutions and matrix products.
    /// </summary>
    private double _operations;

    public static (byte[] Model, double Operations) Of(
        string network, int size, int channels, int width, int latentSize)
    {
        var plain = new PlainGraph(width);
        var latent = plain._graph.Input("latent", null, latentSize);
        var image = network == "dcgan"
            ? plain.Dcgan(latent, size, channels)
            : plain.ResNet(latent, size, channels, attention: network == "sagan");
        plain._graph.Output("image", plain._graph.Tanh("tanh", image));
        return (plain._graph.ToBytes(), plain._operations);
    }

    private OnnxValue Dcgan(OnnxValue latent, int size, int channels)
    {
        int steps = Steps(size);
        var value = NormRelu(Projection(latent, _width * Math.Min(1 << (steps - 1), LargestFactor)));
        for (int step = steps - 1; step > 0; step--)
            value = NormRelu(Transposed(value, _width * Math.Min(1 << (step - 1), LargestFactor)));
        return Transposed(value, channels);
    }

    private OnnxValue ResNet(OnnxValue latent, int size, int channels, bool attention)
    {
        int step = Steps(size), height = SmallestSize;
        var value = Projection(latent, _width * Math.Min(1 << step, LargestFactor));
        for (; step > 0; step--)
        {
            int outputs = _width * Math.Min(1 << (step - 1), LargestFactor);
            var doubled = _graph.UpsampleNearest(Name("up"), NormRelu(value));
            var branch = NormRelu(Convolution(doubled, outputs, 3, doubles: true));
            branch = Convolution(branch, outputs, 3);
            var shortcut = _graph.UpsampleNearest(Name("up"), Convolution(value, outputs, 1));
            value = _graph.Add(Name("sum"), branch, shortcut);
            height *= 2;
            if (attention && height == Math.Min(32, size / 2))
                value = Attention(value, outputs, height);
        }

        return Convolution(NormRelu(value), channels, 3);
    }

    private OnnxValue Attention(OnnxValue input, int channels, int height)
    {
        int pixels = height * height, keys = channels / 8, values = channels / 2;
        var pooled = _graph.Node(
            "MaxPool", Name("pool"), [input], [null, channels, height / 2, height / 2],
            ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }));
        OnnxValue Rows(OnnxValue from, int outputs, int count) =>
            _graph.Reshape(Name("rows"), Convolution(from, outputs, 1), 0, outputs, count);
        var queries = _graph.Transpose(Name("queries"), Rows(input, keys, pixels), 0, 2, 1);
        var weights = _graph.Softmax(
            Name("softmax"), _graph.MatMul(Name("fit"), queries, Rows(pooled, keys, pixels / 4)), axis: 2);
        var mixed = _graph.MatMul(
            Name("mixed"), Rows(pooled, values, pixels / 4), _graph.Transpose(Name("weights"), weights, 0, 2, 1));
        _operations += 2.0 * pixels * (pixels / 4) * (keys + values);
        var output = Convolution(_graph.Reshape(Name("image"), mixed, 0, values, height, height), channels, 1);
        return _graph.Add(Name("sum"), input, output);
    }

    private OnnxValue Projection(OnnxValue latent, int channels)
    {
        int inputs = (int)latent.Shape[1]!.Value, outputs = channels * SmallestSize * SmallestSize;
        _operations += 2.0 * inputs * outputs;
        var product = _graph.Node(
            "MatMul", Name("project"), [latent, Draw(inputs, inputs, outputs)], [null, outputs]);
        return _graph.Reshape(Name("maps"), product, 0, channels, SmallestSize, SmallestSize);
    }

    private OnnxValue Transposed(OnnxValue value, int outputs)
    {
        var (channels, side) = ((int)value.Shape[1]!.Value, value.Shape[2]!.Value);
        _operations += 2.0 * channels * outputs * 16 * side * side;
        return _graph.ConvTranspose2d(
            Name("up"), value, Drawn(4 * channels, channels * outputs * 16), new float[outputs], outputs, 4, 2, 1);
    }

    private OnnxValue Convolution(OnnxValue value, int outputs, int kernel, bool doubles = false)
    {
        var (channels, side) = ((int)value.Shape[1]!.Value, value.Shape[2]!.Value);
        _operations += 2.0 * channels * outputs * (doubles ? 4 : kernel * kernel) * side * side;
        string name = Name("conv");
        var weight = _graph.Constant(
            $"{name}.weight", Drawn(channels * kernel * kernel, outputs * channels * kernel * kernel),
            outputs, channels, kernel, kernel);

        // Not Conv2d, whose doubled pixels the writer would see to.
        return _graph.Node(
            "Conv", name, [value, weight, _graph.Constant($"{name}.bias", new float[outputs], outputs)],
            [null, outputs, side, side],
            ("dilations", new long[] { 1, 1 }),
            ("kernel_shape", new long[] { kernel, kernel }),
            ("pads", new long[] { kernel / 2, kernel / 2, kernel / 2, kernel / 2 }),
            ("strides", new long[] { 1, 1 }));
    }

    private OnnxValue NormRelu(OnnxValue value)
    {
        int channels = (int)value.Shape[1]!.Value;
        OnnxValue Filled(float number) =>
            _graph.Constant(Name("statistic"), [.. Enumerable.Repeat(number, channels)], channels);
        var normalized = _graph.Node(
            "BatchNormalization", Name("norm"), [value, Filled(1), Filled(0.01f), Filled(0), Filled(1)],
            [.. value.Shape], ("epsilon", 1e-5f));
        return _graph.Relu(Name("relu"), normalized);
    }

    private OnnxValue Draw(int inputs, params long[] shape) =>
        _graph.Constant(Name("weight"), Drawn(inputs, (int)(shape[0] * shape[1])), shape);

    /// <summary>Uniform numbers that keep the size of activations behind a ReLU (He et al., 2015).</summary>
    private float[] Drawn(int inputs, int count)
    {
        float bound = MathF.Sqrt(6f / inputs);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++)
            numbers[i] = ((2 * _random.NextSingle()) - 1) * bound;
        return numbers;
    }

    private string Name(string kind) => $"{kind}{_layers++}";

    private static int Steps(int size) => (int)Math.Log2(size / SmallestSize);
}
