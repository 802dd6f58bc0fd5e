using Ml.Gan.Native;
using Ml.Gan.Training;
using Ml.Gan.Training.Replication;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Styles;

/// <summary>
/// A layer of StyleGAN2's synthesis network (Karras et al., 2020): a modulated 3×3 convolution, noise of a learned
/// strength that all channels share, LeakyReLU(0.2) times √2. Each sample has noise of its own in training; in
/// inference all have the same. The strength starts at 0.
/// </summary>
internal sealed class StyledConvolution : Layer, IRandomLayer
{
    private const double Slope = 0.2;

    private readonly ModulatedConvolution _convolution;
    private readonly Generator _random;
    [ComponentName(Name = "noise_strength")]
    private Parameter _strength;
    [ComponentName(Name = "noise")]
    private Tensor _noise;

    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the output.</param>
    /// <param name="size">Height and width of the output.</param>
    /// <param name="styleSize">Numbers in a style.</param>
    /// <param name="doubles">Whether it doubles height and width.</param>
    /// <param name="parameters">Makes the weights.</param>
    public StyledConvolution(
        int inputs, int outputs, int size, int styleSize, bool doubles, ParameterFactory parameters)
        : base("styled_conv")
    {
        _convolution = new ModulatedConvolution(
            inputs, outputs, kernel: 3,
            new ModulationDesign(styleSize, doubles, Gain: EqualizedWeight.RectifierGain), parameters);
        register_module("conv", _convolution);
        _strength = parameters.Zeros(1);
        register_parameter("noise_strength", _strength);
        _random = parameters.CreateGenerator();
        using var scope = NewDisposeScope();
        _noise = Draw(1, size, size).to(parameters.Device).DetachFromDisposeScope();
        register_buffer("noise", _noise);
    }

    /// <inheritdoc/>
    public Generator Random => _random;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition)
    {
        var maps = _convolution.call(input, condition);
        var noise = training ? Draw(maps.shape[0], maps.shape[2], maps.shape[3]).to(maps.dtype, maps.device) : _noise;
        // In place: neither the sum nor the activation is needed as it was for any gradient.
        maps.add_(noise * (_strength * EqualizedWeight.RectifierGain));
        return nn.functional.leaky_relu(maps, Slope, inplace: true);
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        var maps = _convolution.Export(graph, prefix, input, condition);
        double strength = _strength.ToFloats()[0] * EqualizedWeight.RectifierGain;
        float[] noise = [.. _noise.ToFloats().Select(value => (float)(value * strength))];
        var added = graph.Add(
            $"{prefix}/noisy", maps, graph.Constant($"{prefix}/noise", noise, _noise.shape));
        return graph.LeakyRelu($"{prefix}/leaky_relu", added, (float)Slope);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _random.Dispose();
        base.Dispose(disposing);
    }

    private Tensor Draw(long count, long height, long width) => Shard.Draw(
        [count, 1, height, width], shape => torch.randn(shape, ScalarType.Float32, CPU, generator: _random));
}
