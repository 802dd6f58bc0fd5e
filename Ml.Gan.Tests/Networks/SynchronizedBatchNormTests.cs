using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Training.Replication;
using Ml.Gan.Training;
using Ml.Gan.Training.Replication;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

/// <summary>Batches that ranks share are normalized as a whole: in float64 a DCGAN's gradients are the same.</summary>
[TestClass]
public sealed class SynchronizedBatchNormTests
{
    private const int Batch = 16, LatentSize = 6;

    [TestMethod]
    [DataRow(2)]
    [DataRow(4)]
    public void Gradients_and_running_statistics_are_those_of_the_whole_batch(int count)
    {
        double[] whole = Compute(null, isSynchronized: true);
        foreach (double[] share in ThreadReplicas.Run(count, replicas => Compute(replicas, isSynchronized: true)))
            Assert.IsLessThan(1e-12, Difference(whole, share));
    }

    [TestMethod]
    public void Batches_that_each_rank_normalizes_by_itself_give_others()
    {
        double[] whole = Compute(null, isSynchronized: true);
        double[] share = ThreadReplicas.Run(2, replicas => Compute(replicas, isSynchronized: false))[0];
        Assert.IsGreaterThan(1e-2, Difference(whole, share));
    }

    [TestMethod]
    public void Second_derivatives_are_those_of_the_whole_batch()
    {
        double[] whole = Slopes(null);
        foreach (double[] share in ThreadReplicas.Run(2, Slopes))
            Assert.IsLessThan(1e-12, Difference(whole, share));
    }

    /// <summary>
    /// Averaged gradients of hinge losses of both networks, D evaluated twice before its backward, and all running
    /// statistics.
    /// </summary>
    private static double[] Compute(ThreadReplicas? replicas, bool isSynchronized)
    {
        using var scope = NewDisposeScope();
        var shape = new SampleShape(1, 16, 16);
        var network = new Dcgan { Width = 4 };
        using var factory = new ParameterFactory(3, CPU);
        var generator = network.CreateGenerator(new GeneratorDesign(shape, LatentSize), factory);
        var discriminator = network.CreateDiscriminator(new DiscriminatorDesign { Input = shape }, factory);
        generator.to(ScalarType.Float64);
        discriminator.to(ScalarType.Float64);
        using var random = new Generator(5);
        var latents = torch.randn([Batch, LatentSize], ScalarType.Float64, CPU, generator: random);
        var real = torch.rand([Batch, 1, 16, 16], ScalarType.Float64, CPU, generator: random) * 2 - 1;
        using (Shard.Begin(replicas))
            (latents, real) = (Shard.Rows(latents), Shard.Rows(real));
        using (Shard.Begin(isSynchronized ? replicas : null))
        {
            var generated = generator.call(latents, null);
            var (scores, others) = (discriminator.call(real, null), discriminator.call(generated.detach(), null));
            ((1 - scores).relu().mean() + (1 + others).relu().mean()).backward();
            double[] first = Gradients(discriminator, replicas);
            (-discriminator.call(generated, null).mean()).backward();
            return
            [
                .. first, .. Gradients(generator, replicas),
                .. Values([.. generator.buffers(), .. discriminator.buffers()]),
            ];
        }
    }

    /// <summary>Averaged gradients of a penalty on the slopes of a normalized layer.</summary>
    private static double[] Slopes(Replicas? replicas)
    {
        using var scope = NewDisposeScope();
        using var factory = new ParameterFactory(3, CPU);
        using var norm = new BatchNorm(3, factory);
        norm.to(ScalarType.Float64);
        using var random = new Generator(5);
        var samples = torch.randn([Batch, 3], ScalarType.Float64, CPU, generator: random);
        using var shard = Shard.Begin(replicas);
        var points = Shard.Rows(samples).detach().requires_grad_();
        var slopes = autograd.grad(
            [norm.call(points).tanh().sum()], [points], retain_graph: true, create_graph: true)[0];
        slopes.square().sum(1).mean().backward();
        return Gradients(norm, replicas);
    }

    private static double[] Gradients(nn.Module network, Replicas? replicas)
    {
        TorchSharp.Modules.Parameter[] parameters = [.. network.parameters()];
        using var average = new GradientAverage(parameters);
        if (replicas is not null)
            average.Apply(replicas);
        return Values([.. parameters.Select(parameter => parameter.grad!)]);
    }

    private static double[] Values(IEnumerable<Tensor> tensors) =>
        [.. tensors.SelectMany(tensor => tensor.detach().contiguous().data<double>().ToArray())];

    private static double Difference(double[] expected, double[] actual) => Math.Sqrt(
        expected.Zip(actual).Sum(pair => Math.Pow(pair.First - pair.Second, 2))
        / expected.Sum(value => value * value));
}
