using Ml.Gan.Native;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Styles;

/// <summary>
/// Modulated convolution (Karras et al., 2020) with an equalized learning rate: (N, inputs, H, W), or (1, inputs, H, W)
/// for the same of all, and styles w, (N, z), to (N, outputs, H, W), or twice the size. An affine layer makes of w a
/// scale s for each input; the weights of an output, w·s, are divided by their length (demodulation), so that inputs of
/// variance 1 give outputs of variance 1.
/// </summary>
/// <remarks>
/// Scaling inputs by s, and outputs by 1/‖w·s‖, is the same as scaling the weights of each sample, and leaves an
/// ordinary convolution for the whole batch, in libtorch as in ONNX.
/// </remarks>
internal sealed class ModulatedConvolution : Layer
{
    private const float Epsilon = 1e-8f;

    private readonly (int Inputs, int Outputs, int Kernel) _shape;
    private readonly EqualizedLinear _affine;
    private readonly EqualizedWeight _weight;
    [ComponentName(Name = "bias")]
    private Parameter _bias;
    private readonly ModulationDesign _design;
    private readonly BinomialFilter? _filter;

    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the output.</param>
    /// <param name="kernel">Height and width of the kernel, odd.</param>
    /// <param name="design">What it does besides.</param>
    /// <param name="parameters">Makes the weights.</param>
    public ModulatedConvolution(
        int inputs, int outputs, int kernel, ModulationDesign design, ParameterFactory parameters)
        : base("modulated_conv")
    {
        (_shape, _design) = ((inputs, outputs, kernel), design);
        _affine = new EqualizedLinear(design.StyleSize, inputs, gain: 1, parameters, initialBias: 1);
        register_module("affine", _affine);
        _weight = new EqualizedWeight(this, gain: 1, parameters, false, [outputs, inputs, kernel, kernel]);
        _bias = parameters.Zeros(outputs);
        register_parameter("bias", _bias);
        if (!design.Doubles)
            return;
        _filter = new BinomialFilter(gain: 4, padding: 1);
        register_module("filter", _filter);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition)
    {
        var scales = _affine.call(Required(condition));
        var weight = _weight.Scaled();
        var scaled = input * scales.view(-1, _shape.Inputs, 1, 1);
        if (!_design.Demodulates)
            return Convolutions.Conv2d(scaled, weight, _bias, stride: 1, _shape.Kernel / 2);
        var convolved = _filter is null
            ? Convolutions.Conv2d(scaled, weight, null, stride: 1, _shape.Kernel / 2)
            : _filter.call(Convolutions.ConvTranspose2d(scaled, weight.transpose(0, 1), null, stride: 2, padding: 0));
        var lengths = MixedPrecision.Exact(scales).square().matmul(weight.square().sum([2, 3]).t());
        var factors = (lengths + Epsilon).rsqrt() * _design.Gain;
        return MixedPrecision.Cast((_bias * _design.Gain).view(1, -1, 1, 1).addcmul(
            MixedPrecision.Exact(convolved), factors.view(-1, _shape.Outputs, 1, 1), 1));
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        var (inputs, outputs, kernel) = _shape;
        var scales = _affine.Export(graph, $"{prefix}/affine", Required(condition));
        var scaled = graph.Mul(
            $"{prefix}/scaled", input, graph.Reshape($"{prefix}/scales", scales, 0, inputs, 1, 1));
        float[] weight = _weight.Exported(), bias = _bias.ToFloats();
        if (!_design.Demodulates)
            return graph.Conv2d(prefix, scaled, weight, bias, outputs, kernel, padding: kernel / 2);
        var convolved = _filter is null
            ? graph.Conv2d($"{prefix}/conv", scaled, weight, null, outputs, kernel, padding: kernel / 2)
            : _filter.Export(graph, $"{prefix}/filter", graph.ConvTranspose2d(
                $"{prefix}/conv", scaled, Transposed(weight), null, outputs, kernel, stride: 2));
        float[] epsilons = [.. Enumerable.Repeat(Epsilon, outputs)];
        var lengths = graph.Linear(
            $"{prefix}/lengths", graph.Mul($"{prefix}/square", scales, scales), SquaredLengths(weight), epsilons,
            outputs);
        var factors = graph.Div(
            $"{prefix}/factors",
            graph.Constant($"{prefix}/gain", [(float)_design.Gain], 1),
            graph.Sqrt($"{prefix}/root", lengths));
        var demodulated = graph.Mul(
            $"{prefix}/demodulated", convolved, graph.Reshape($"{prefix}/each", factors, 0, outputs, 1, 1));
        float[] shift = [.. bias.Select(value => (float)(value * _design.Gain))];
        return graph.Add(prefix, demodulated, graph.Constant($"{prefix}/bias", shift, 1, outputs, 1, 1));
    }

    /// <summary>(outputs, inputs, …) to (inputs, outputs, …).</summary>
    private float[] Transposed(float[] weight)
    {
        float[][] planes = [.. weight.Chunk(_shape.Kernel * _shape.Kernel)];
        return
        [
            .. from input in Enumerable.Range(0, _shape.Inputs)
               from output in Enumerable.Range(0, _shape.Outputs)
               from value in planes[output * _shape.Inputs + input]
               select value,
        ];
    }

    /// <summary>Σ w² over the kernel, (outputs, inputs).</summary>
    private float[] SquaredLengths(float[] weight) =>
        [.. weight.Chunk(_shape.Kernel * _shape.Kernel).Select(plane => plane.Sum(value => value * value))];
}

/// <summary>What a modulated convolution does besides convolving.</summary>
/// <param name="StyleSize">Numbers in a style.</param>
/// <param name="Doubles">
/// Whether it doubles height and width: a transposed convolution of stride 2, and the filter behind it.
/// </param>
/// <param name="Demodulates">Whether weights are divided by their length.</param>
/// <param name="Gain">What a demodulated output is multiplied by.</param>
internal readonly record struct ModulationDesign(
    int StyleSize, bool Doubles = false, bool Demodulates = true, double Gain = 1);
