using Ml.Gan.Data;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Measures;

/// <summary>Trains a classifier: Adam, a learning rate that falls to zero, cross-entropy.</summary>
internal static class ClassifierTraining
{
    private const int Steps = 400;
    private const int BatchSize = 64;
    private const double LearningRate = 2e-3;

    /// <returns>The network in inference mode.</returns>
    public static ClassifierNetwork Run(ILabelledSampleSource data, IReadOnlyList<long> training, int seed)
    {
        using var parameters = new ParameterFactory(SeedStream.Generator.Derive(seed), CPU);
        var network = new ClassifierNetwork(data.Shape, data.ClassCount, parameters);
        using var optimizer = optim.Adam(network.parameters(), LearningRate);
        var order = training.ToArray();
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

    private static void Learn(ClassifierNetwork network, optim.Optimizer optimizer, ILabelledSampleSource data, ReadOnlySpan<long> indices)
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var shape = data.Shape;
        float[] images = new float[indices.Length * shape.Length];
        long[] labels = new long[indices.Length];
        data.Read(indices, images);
        data.ReadLabels(indices, labels);
        optimizer.zero_grad();
        var logits = network.call(torch.tensor(images, [indices.Length, shape.Channels, shape.Height, shape.Width]));
        nn.functional.cross_entropy(logits, torch.tensor(labels)).backward();
        optimizer.step();
    }
}
