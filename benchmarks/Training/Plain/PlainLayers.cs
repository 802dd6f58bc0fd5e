using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Ml.Gan.Benchmarks.Training.Plain;

/// <summary>Convolutions with or without spectral normalization.</summary>
internal static class PlainLayers
{
    public static Module<Tensor, Tensor> Conv(
        int inputs, int outputs, int kernel, bool spectralNorm, int? padding = null, bool bias = true)
    {
        var layer = Conv2d(inputs, outputs, kernel, padding: padding ?? kernel / 2, bias: bias);
        return spectralNorm
            ? new PlainSpectralNorm(
                layer, layer.weight, (input, weight) => functional.conv2d(
                    input, weight, layer.bias, padding: [padding ?? kernel / 2, padding ?? kernel / 2]))
            : layer;
    }

    /// <summary>From maps of one pixel.</summary>
    public static Module<Tensor, Tensor> ConvTranspose(int inputs, int outputs, int kernel, bool spectralNorm)
    {
        var layer = ConvTranspose2d(inputs, outputs, kernel, bias: false);
        return spectralNorm
            ? new PlainSpectralNorm(
                layer, layer.weight, (input, weight) => functional.conv_transpose2d(input, weight))
            : layer;
    }
}

/// <summary>
/// Layer whose weight is divided by its largest singular value, found by one power iteration at each use (Miyato et
/// al., 2018), as PyTorch's <c>spectral_norm</c> does it, which TorchSharp lacks.
/// </summary>
internal sealed class PlainSpectralNorm : Module<Tensor, Tensor>
{
    private readonly Parameter _weight;
    private readonly Func<Tensor, Tensor, Tensor> _apply;
    private readonly Tensor _u;

    public PlainSpectralNorm(Module<Tensor, Tensor> layer, Parameter weight, Func<Tensor, Tensor, Tensor> apply)
        : base("spectral_norm")
    {
        (_weight, _apply) = (weight, apply);
        _u = functional.normalize(randn(weight.shape[0]), dim: 0).DetachFromDisposeScope();
        register_module("layer", layer);
        register_buffer("u", _u);
    }

    public override Tensor forward(Tensor input)
    {
        var matrix = _weight.flatten(1);
        Tensor v;
        using (no_grad())
        {
            v = functional.normalize(matrix.t().mv(_u), dim: 0);
            _u.copy_(functional.normalize(matrix.mv(v), dim: 0));
        }
        return _apply(input, _weight / _u.clone().dot(matrix.mv(v)));
    }
}

/// <summary>SAGAN's self-attention (Zhang et al., 2019), keys and values pooled over 2×2 pixels.</summary>
internal sealed class PlainAttention : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> _query;
    private readonly Module<Tensor, Tensor> _key;
    private readonly Module<Tensor, Tensor> _value;
    private readonly Module<Tensor, Tensor> _output;
    private readonly Parameter _gamma = new(zeros(1));
    private readonly int _channels;

    public PlainAttention(int channels)
        : base("attention")
    {
        _channels = channels;
        _query = PlainLayers.Conv(channels, channels / 8, 1, spectralNorm: true, bias: false);
        _key = PlainLayers.Conv(channels, channels / 8, 1, spectralNorm: true, bias: false);
        _value = PlainLayers.Conv(channels, channels / 2, 1, spectralNorm: true, bias: false);
        _output = PlainLayers.Conv(channels / 2, channels, 1, spectralNorm: true, bias: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var pooled = functional.avg_pool2d(input, 2);
        var queries = _query.call(input).flatten(2).transpose(1, 2);
        var weights = queries.bmm(_key.call(pooled).flatten(2)).softmax(2);
        var mixed = _value.call(pooled).flatten(2).bmm(weights.transpose(1, 2));
        return input + _gamma * _output.call(mixed.view(-1, _channels / 2, input.shape[2], input.shape[3]));
    }
}
