using Ml.Gan.Data;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Stage II of a <see cref="StackGan"/>: small images, (N, C, h, w), and conditions, (N, c), where there are any, to
/// large images.
/// </summary>
internal sealed class StackGanRefinement : Layer
{
    private const int ResidualBlocks = 4;

    private readonly LayerSequence _layers;

    /// <param name="small">Shape of the small images.</param>
    /// <param name="factor">How many times larger the large ones are, a power of two.</param>
    /// <param name="conditionSize">c.</param>
    /// <param name="width">Channels next to the large image.</param>
    /// <param name="parameters">Makes the weights.</param>
    public StackGanRefinement(
        SampleShape small, int factor, int conditionSize, int width, ParameterFactory parameters)
        : base("refinement")
    {
        _layers = new LayerSequence(
            "layers",
            [
                .. Encoder(small, conditionSize, width, parameters),
                .. Decoder(small.Channels, factor, width, parameters),
            ]);
        register_module("layers", _layers);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) => _layers.call(input, condition);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        _layers.Export(graph, prefix, input, condition);

    private static List<Layer> Encoder(SampleShape small, int conditionSize, int width, ParameterFactory parameters)
    {
        int channels = 2 * width;
        List<Layer> layers =
        [
            new Convolution(small.Channels, width, kernel: 3, stride: 1, padding: 1, bias: true, parameters),
            new Relu(),
            new Convolution(width, channels, kernel: 4, stride: 2, padding: 1, bias: false, parameters),
            new BatchNorm(channels, parameters),
            new Relu(),
        ];
        if (conditionSize > 0)
            layers.AddRange([
                new RepeatedCondition(small.Height / 2, []),
                .. NormalizedConvolution.Create(channels + conditionSize, channels, parameters),
            ]);
        return layers;
    }

    private static List<Layer> Decoder(int imageChannels, int factor, int width, ParameterFactory parameters)
    {
        int channels = 2 * width;
        List<Layer> layers = [];
        for (int block = 0; block < ResidualBlocks; block++)
            layers.AddRange(ResidualBlock(channels, parameters));
        for (int size = factor; size > 1; size /= 2)
            layers.AddRange([new NearestUpsampling(), .. NormalizedConvolution.Create(channels, channels, parameters)]);
        layers.AddRange([new NearestUpsampling(), .. NormalizedConvolution.Create(channels, width, parameters)]);
        layers.Add(new Convolution(width, imageChannels, kernel: 3, stride: 1, padding: 1, bias: true, parameters));
        layers.Add(new Tanh());
        return layers;
    }

    private static Layer[] ResidualBlock(int channels, ParameterFactory parameters)
    {
        var first = NormalizedConvolution.Create(channels, channels, parameters);
        var second = NormalizedConvolution.Create(channels, channels, parameters)[..^1];
        return [new Residual([.. first, .. second], []), new Relu()];
    }
}
