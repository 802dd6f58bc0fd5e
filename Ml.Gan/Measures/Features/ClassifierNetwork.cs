using Ml.Gan.Data;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Measures;

/// <summary>
/// Images (N, C, H, W), averaged to 32×32 where they are larger, to logits (N, K): two strided convolutions, a hidden layer, an output.
/// </summary>
internal sealed class ClassifierNetwork : nn.Module<Tensor, Tensor>
{
    /// <summary>Units of the hidden layer.</summary>
    public const int FeatureCount = 64;

    private const int LargestSide = 32;
    private const int Width = 16;

    private readonly LayerSequence _trunk;
    private readonly Linear _head;
    private readonly SampleShape _shape;

    public ClassifierNetwork(SampleShape shape, int classes, ParameterFactory parameters)
        : base("classifier")
    {
        _shape = shape with { Height = Math.Min(shape.Height, LargestSide), Width = Math.Min(shape.Width, LargestSide) };
        _trunk = new LayerSequence("trunk",
        [
            new Convolution(shape.Channels, Width, kernel: 4, stride: 2, padding: 1, bias: false, parameters),
            new BatchNorm(Width, parameters),
            new Relu(),
            new Convolution(Width, 2 * Width, kernel: 4, stride: 2, padding: 1, bias: false, parameters),
            new BatchNorm(2 * Width, parameters),
            new Relu(),
            new Flatten(),
            new Linear(2 * Width * (_shape.Height / 4) * (_shape.Width / 4), FeatureCount, parameters),
            new Relu(),
        ]);
        _head = new Linear(FeatureCount, classes, parameters);
        register_module("trunk", _trunk);
        register_module("head", _head);
    }

    /// <summary>The hidden layer, (N, 64), not negative.</summary>
    public Tensor Features(Tensor images)
    {
        bool fits = images.shape[2] == _shape.Height && images.shape[3] == _shape.Width;
        return _trunk.call(fits ? images : nn.functional.adaptive_avg_pool2d(images, [_shape.Height, _shape.Width]));
    }

    public override Tensor forward(Tensor input) => _head.call(Features(input));
}
