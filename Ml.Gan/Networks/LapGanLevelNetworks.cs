using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Networks that generate and discriminate a Laplacian pyramid's smallest images. They show already what the whole
/// image does, so they are the largest of the pyramid's, with up to four times the feature maps of the other levels.
/// </summary>
internal static class CoarsestLevel
{
    public static GeneratorNetwork CreateGenerator(GeneratorDesign design, int width, ParameterFactory parameters) =>
        new SequentialGenerator(
            design,
            [
                new LinearToFeatureMaps(design.InputSize, 4 * width, design.Output.Height, parameters),
                new BatchNorm(4 * width, parameters),
                new Relu(),
                .. NormalizedConvolution.Create(4 * width, 2 * width, parameters),
                new Convolution(
                    2 * width, design.Output.Channels, kernel: 3, stride: 1, padding: 1, bias: true, parameters),
                new Tanh(),
            ]);

    public static DiscriminatorNetwork CreateDiscriminator(
        DiscriminatorDesign design, int width, ParameterFactory parameters)
    {
        var builder = new DiscriminatorBuilder(design, parameters);
        int half = design.Input.Height / 2;
        builder.AddConvolution(builder.Input.Channels, 2 * width, kernel: 3, stride: 1, padding: 1, batchNorm: false);
        builder.AddConvolution(2 * width, 4 * width, kernel: 4, stride: 2, padding: 1, batchNorm: true);
        builder.Flatten();
        return builder.Build(4 * width * half * half);
    }
}

/// <summary>
/// Draws what one level of a Laplacian pyramid adds: from a blurred image, (N, C, H, W), and numbers, (N, k), which
/// become a plane beside it, a difference of the image's shape.
/// </summary>
internal sealed class DifferenceGenerator : nn.Module<Tensor, Tensor, Tensor>
{
    private const int Kernel = 5;

    private readonly LayerSequence _plane;
    private readonly LayerSequence _layers;

    public DifferenceGenerator(int channels, int size, int numbers, int width, ParameterFactory parameters)
        : base("difference")
    {
        _plane = new LayerSequence(
            "plane", [new Linear(numbers, size * size, parameters), new Unflatten(1, size, size)]);
        _layers = new LayerSequence(
            "layers",
            [
                .. NormalizedConvolution.Create(channels + 1, width, parameters, Kernel),
                .. NormalizedConvolution.Create(width, width, parameters, Kernel),
                new Convolution(width, channels, kernel: 3, stride: 1, padding: 1, bias: true, parameters),
            ]);
        register_module("plane", _plane);
        register_module("layers", _layers);
    }

    public override Tensor forward(Tensor blurred, Tensor numbers) =>
        _layers.call(ChannelsLast.Join(blurred, _plane.call(numbers)));

    public OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue blurred, OnnxValue numbers)
    {
        var plane = _plane.Export(graph, $"{prefix}/plane", numbers);
        return _layers.Export(graph, prefix, graph.Concat($"{prefix}/input", [blurred, plane]));
    }
}
