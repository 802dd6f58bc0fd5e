using Ml.Gan.Data;
using Ml.Gan.Networks.Layers;
using Ml.Gan.Onnx;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Stacking;

/// <summary>Stage II of a StackGAN: small images, (N, C, h, w), and conditions, (N, c), where there are any, to large images.</summary>
internal sealed class Refinement : Layer
{
    private readonly LayerSequence _layers;

    /// <param name="small">Shape of the small images.</param>
    /// <param name="factor">How many times larger the large ones are, a power of two.</param>
    /// <param name="conditionSize">c.</param>
    /// <param name="width">Channels next to the large image.</param>
    /// <param name="parameters">Makes the weights.</param>
    public Refinement(SampleShape small, int factor, int conditionSize, int width, ParameterFactory parameters)
        : base("refinement")
    {
        _layers = new LayerSequence(
            "layers", [.. Encoder(small, conditionSize, width, parameters), .. Decoder(small.Channels, factor, width, parameters)]);
        register_module("layers", _layers);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Apply(input, null);

    /// <inheritdoc/>
    public override Tensor Apply(Tensor input, Tensor? condition) => _layers.Apply(input, condition);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input) => Export(graph, prefix, input, null);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        _layers.Export(graph, prefix, input, condition);

    private static List<Layer> Encoder(SampleShape small, int conditionSize, int width, ParameterFactory parameters)
    {
        int channels = 2 * width;
        var encoded = new SampleShape(channels, small.Height / 2, small.Width / 2);
        List<Layer> layers =
        [
            new Convolution(small.Channels, width, kernel: 3, stride: 1, padding: 1, bias: true, parameters),
            new Relu(),
            new Convolution(width, channels, kernel: 4, stride: 2, padding: 1, bias: false, parameters),
            new BatchNorm(channels, parameters),
            new Relu(),
        ];
        if (conditionSize > 0)
        {
            var join = new ConditionJoin(encoded, conditionSize, parameters);
            layers.AddRange([join, .. NormalisedConvolution.Create(join.Joined.Channels, channels, parameters)]);
        }
        return layers;
    }

    private static List<Layer> Decoder(int imageChannels, int factor, int width, ParameterFactory parameters)
    {
        int channels = 2 * width;
        List<Layer> layers = [.. ResidualBlock(channels, parameters), .. ResidualBlock(channels, parameters)];
        for (int size = factor; size > 1; size /= 2)
            layers.AddRange([new Upsampling(channels, channels, bias: false, parameters), new BatchNorm(channels, parameters), new Relu()]);
        layers.AddRange([new Upsampling(channels, width, bias: false, parameters), new BatchNorm(width, parameters), new Relu()]);
        layers.AddRange([new Convolution(width, imageChannels, kernel: 3, stride: 1, padding: 1, bias: true, parameters), new Tanh()]);
        return layers;
    }

    private static Layer[] ResidualBlock(int channels, ParameterFactory parameters)
    {
        Layer[] first = NormalisedConvolution.Create(channels, channels, parameters);
        Layer[] second = NormalisedConvolution.Create(channels, channels, parameters)[..^1];
        return [new Residual([.. first, .. second], []), new Relu()];
    }
}
