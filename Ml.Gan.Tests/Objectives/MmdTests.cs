using Ml.Gan.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Objectives;

[TestClass]
public sealed class MmdTests
{
    /// <summary>k is exp(−d²); the samples lie at the corners of a unit square.</summary>
    [TestMethod]
    public void The_generator_minimizes_the_discrepancy_of_the_samples_themselves()
    {
        using var scope = NewDisposeScope();
        var objective = new Mmd { Kernel = new GaussianMixture { Bandwidths = [0.5] } };
        EvaluatedBatch real = new(torch.tensor(new double[] { 0, 0, 0, 1 }, [2, 2])), generated = new(
            torch.tensor(new double[] { 1, 0, 1, 1 }, [2, 2]));
        double expected = 2 * Math.Exp(-1) - (Math.Exp(-1) + Math.Exp(-2));

        Assert.AreEqual(expected, objective.GeneratorLoss(real, generated).item<double>(), 1e-12);
        Assert.ThrowsExactly<NotSupportedException>(() => objective.DiscriminatorLoss(real, generated));
    }

    [TestMethod]
    public void Equal_distributions_differ_by_no_more_than_the_estimators_error()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(3);
        double[] losses = [.. Enumerable.Range(0, 50).Select(
            _ => new Mmd().GeneratorLoss(Normal(random), Normal(random)).item<double>())];
        double standardError = Math.Sqrt(losses.Average(loss => loss * loss) / losses.Length);

        Assert.IsLessThan(4 * standardError, Math.Abs(losses.Average()));
        Assert.IsTrue(losses.Any(loss => loss < 0));
    }

    private static EvaluatedBatch Normal(Generator random) =>
        new(torch.randn([32, 3], dtype: ScalarType.Float64, generator: random));
}
