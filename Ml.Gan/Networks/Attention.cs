using Ml.Gan.Native;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// SAGAN's self-attention over (N, C, H, W) (Zhang et al., 2019): each pixel adds γ times a mean of what all pixels
/// say, weighted by how well its query, of C/8 numbers, fits their keys. γ is learned and starts at 0: the layer starts
/// as the identity.
/// </summary>
/// <remarks>
/// As in the authors' program, keys and values are pooled over 2×2 pixels where height and width are even, which makes
/// the weights, (H·W)×(H·W/4), four times fewer; by means, where theirs takes maxima.
/// </remarks>
public sealed class Attention : Layer
{
    private readonly int _channels;
    private readonly Convolution _query;
    private readonly Convolution _key;
    private readonly Convolution _value;
    private readonly Convolution _output;
    private readonly AveragePooling _pooling = new();
    [ComponentName(Name = "gamma")]
    private Parameter _gamma;

    /// <summary>Creates the layer. Weights start normal with standard deviation 1/√inputs.</summary>
    /// <param name="channels">C, at least 1.</param>
    /// <param name="parameters">Makes the weights.</param>
    /// <param name="spectralNorm">Whether the four convolutions are normalized spectrally. Default false.</param>
    public Attention(int channels, ParameterFactory parameters, bool spectralNorm = false)
        : base("attention")
    {
        _channels = channels;
        Convolution Pointwise(string name, int inputs, int outputs)
        {
            var layer = new Convolution(
                inputs, outputs, kernel: 1, stride: 1, padding: 0, bias: false, parameters, spectralNorm,
                1 / Math.Sqrt(inputs));
            register_module(name, layer);
            return layer;
        }
        _query = Pointwise("query", channels, KeySize);
        _key = Pointwise("key", channels, KeySize);
        _value = Pointwise("value", channels, ValueSize);
        _output = Pointwise("output", ValueSize, channels);
        _gamma = parameters.Zeros(1);
        register_parameter("gamma", _gamma);
        register_module("pooling", _pooling);
    }

    private int KeySize => Math.Max(1, _channels / 8);

    private int ValueSize => Math.Max(1, _channels / 2);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition)
    {
        var (height, width) = (input.shape[2], input.shape[3]);
        var source = IsPooled(height, width) ? _pooling.call(input) : input;
        var values = Rows(_value.call(source));
        var fit = Rows(_query.call(input)).bmm(Rows(_key.call(source)).transpose(1, 2));
        var weights = MixedPrecision.Exact(fit).softmax(2).to_type(values.dtype);
        var mixed = weights.bmm(values).view(-1, height, width, ValueSize).permute(0, 3, 1, 2);
        return input + _output.call(mixed) * _gamma;
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        var (height, width) = (input.Shape[2]!.Value, input.Shape[3]!.Value);
        var source = IsPooled(height, width) ? _pooling.Export(graph, $"{prefix}/pooled", input) : input;
        OnnxValue Rows(Convolution layer, string name, OnnxValue from)
        {
            long pixels = from.Shape[2]!.Value * from.Shape[3]!.Value;
            var made = layer.Export(graph, $"{prefix}/{name}", from);
            return graph.Reshape($"{prefix}/{name}/rows", made, 0, made.Shape[1]!.Value, pixels);
        }
        var queries = graph.Transpose($"{prefix}/queries", Rows(_query, "query", input), 0, 2, 1);
        var fit = graph.MatMul($"{prefix}/fit", queries, Rows(_key, "key", source));
        var weights = graph.Transpose($"{prefix}/weights", graph.Softmax($"{prefix}/softmax", fit, axis: 2), 0, 2, 1);
        var mixed = graph.MatMul($"{prefix}/mixed", Rows(_value, "value", source), weights);
        var output = _output.Export(
            graph, $"{prefix}/output", graph.Reshape($"{prefix}/image", mixed, 0, ValueSize, height, width));
        float[] gamma = [.. Enumerable.Repeat(_gamma.ToFloats()[0], _channels)];
        return graph.Add(prefix, input, graph.ScaleAndShift($"{prefix}/gamma", output, gamma, new float[_channels]));
    }

    /// <summary>(N, C, H, W) to (N, H·W, C): no copy where channels are last.</summary>
    private static Tensor Rows(Tensor maps) => maps.permute(0, 2, 3, 1).reshape(maps.shape[0], -1, maps.shape[1]);

    private static bool IsPooled(long height, long width) => height % 2 == 0 && width % 2 == 0;
}
