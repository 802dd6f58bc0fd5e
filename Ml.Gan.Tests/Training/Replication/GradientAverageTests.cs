using Ml.Gan.Training;
using Ml.Gan.Training.Replication;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training.Replication;

/// <summary>Gradients of any size and layout in memory become their means over the ranks.</summary>
[TestClass]
public sealed class GradientAverageTests
{
    /// <summary>Small ones, one of several buckets, and one that lies in memory with its channels last.</summary>
    private static readonly long[][] s_shapes = [[3], [17, 5], [Replicas.BucketLength + 7], [64, 32, 4, 4], [2, 2]];

    [TestMethod]
    public void Each_number_is_the_mean_of_those_of_the_ranks()
    {
        const int Count = 3;
        float[][][] ranks = ThreadReplicas.Run(Count, replicas =>
        {
            using var scope = NewDisposeScope();
            Parameter[] parameters = [.. s_shapes.Select(shape => Parameter(shape, replicas.Rank))];
            using var average = new GradientAverage(parameters);
            // Twice, as each step does: means of means are means of equal numbers.
            average.Apply(replicas);
            average.Apply(replicas);
            Assert.IsFalse(parameters[3].grad!.is_contiguous());
            return parameters.Select(parameter => parameter.grad!.cpu().contiguous().data<float>().ToArray()).ToArray();
        });
        using var scope = NewDisposeScope();
        for (int i = 0; i < s_shapes.Length; i++)
        {
            var expected = Enumerable.Range(0, Count)
                .Select(rank => Gradient(s_shapes[i], rank).to_type(ScalarType.Float64))
                .Aggregate((sum, gradient) => sum + gradient) / Count;
            double[] means = expected.contiguous().data<double>().ToArray();
            foreach (float[][] rank in ranks)
                Assert.IsLessThan(1e-6, rank[i].Zip(means, (value, mean) => Math.Abs(value - mean)).Max());
        }
    }

    private static Parameter Parameter(long[] shape, int rank)
    {
        var parameter = new Parameter(zeros(shape));
        parameter.grad = shape is [_, _, > 2, _]
            ? Gradient(shape, rank).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2)
            : Gradient(shape, rank);
        return parameter;
    }

    private static Tensor Gradient(long[] shape, int rank)
    {
        using var random = new Generator((ulong)(rank + shape.Length));
        return randn(shape, ScalarType.Float32, CPU, generator: random);
    }
}
