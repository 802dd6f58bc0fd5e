using Ml.Gan.Data;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Metrics;

/// <summary>
/// Convolutional classifier from images (N, C, H, W), averaged to 32×32 where they are larger, to logits (N, K): two
/// strided convolutions, a hidden layer, an output.
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
        var (height, width) = (Math.Min(shape.Height, LargestSide), Math.Min(shape.Width, LargestSide));
        _shape = shape with { Height = height, Width = width };
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

/// <summary>Training of a classifier: Adam, a learning rate that falls to zero, cross-entropy.</summary>
internal static class ClassifierTraining
{
    private const int Steps = 400;
    private const int BatchSize = 64;
    private const double LearningRate = 2e-3;

    /// <returns>The network in inference mode.</returns>
    public static ClassifierNetwork Run(ISampleSource data, IReadOnlyList<long> training, int seed)
    {
        using var gradients = GradientMode.Enable();
        using var parameters = new ParameterFactory(SeedStream.Generator.Derive(seed), CPU);
        var network = new ClassifierNetwork(data.Shape, data.Labels!.ClassCount, parameters);
        using var optimizer = optim.Adam(network.parameters(), LearningRate);
        long[] order = training.ToArray();
        var random = new Xoshiro256(seed, (long)SeedStream.Shuffling);
        int batchSize = Math.Min(BatchSize, order.Length), next = order.Length;
        for (int step = 0; step < Steps; step++)
        {
            if (next + batchSize > order.Length)
            {
                random.Shuffle(order.AsSpan());
                next = 0;
            }
            foreach (var group in optimizer.ParamGroups)
                group.LearningRate = LearningRate * (1 - (double)step / Steps);
            Learn(network, optimizer, data, order.AsSpan(next, batchSize));
            next += batchSize;
        }
        network.eval();
        return network;
    }

    private static void Learn(
        ClassifierNetwork network, optim.Optimizer optimizer, ISampleSource data, ReadOnlySpan<long> indices)
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var shape = data.Shape;
        float[] images = new float[indices.Length * shape.Length];
        long[] labels = new long[indices.Length];
        data.Read(indices, images);
        data.Labels!.Read(indices, labels);
        optimizer.zero_grad();
        long[] size = [indices.Length, shape.Channels, shape.Height, shape.Width];
        var logits = network.call(TensorValues.Create(images, size));
        nn.functional.cross_entropy(logits, torch.tensor(labels, device: CPU)).backward();
        optimizer.step();
    }
}
