using Ml.Gan.Networks.Layers;
using Ml.Gan.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Pyramids;

/// <summary>
/// Draws what one level of a Laplacian pyramid adds: from a blurred image, (N, C, H, W), and numbers, (N, k), which become a plane beside it,
/// a difference of the image's shape.
/// </summary>
internal sealed class DifferenceGenerator : nn.Module<Tensor, Tensor, Tensor>
{
    private const int Kernel = 5;

    private readonly LayerSequence _plane;
    private readonly LayerSequence _layers;

    public DifferenceGenerator(int channels, int size, int numbers, int width, ParameterFactory parameters)
        : base("difference")
    {
        _plane = new LayerSequence("plane", [new Linear(numbers, size * size, parameters), new Unflatten(1, size, size)]);
        _layers = new LayerSequence(
            "layers",
            [
                .. NormalisedConvolution.Create(channels + 1, width, parameters, Kernel),
                .. NormalisedConvolution.Create(width, width, parameters, Kernel),
                new Convolution(width, channels, kernel: 3, stride: 1, padding: 1, bias: true, parameters),
            ]);
        register_module("plane", _plane);
        register_module("layers", _layers);
    }

    public override Tensor forward(Tensor blurred, Tensor numbers) => _layers.call(torch.cat([blurred, _plane.call(numbers)], 1));

    public OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue blurred, OnnxValue numbers)
    {
        var plane = _plane.Export(graph, $"{prefix}/plane", numbers);
        return _layers.Export(graph, prefix, graph.Concat($"{prefix}/input", [blurred, plane]));
    }
}
