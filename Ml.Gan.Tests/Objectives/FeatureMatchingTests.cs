using Ml.Gan.Objectives;
using TorchSharp;

namespace Ml.Gan.Tests.Objectives;

[TestClass]
public sealed class FeatureMatchingTests
{
    private readonly EvaluatedBatch _real =
        SeenBatch.Scored(0.3, -1.2) with { Features = torch.tensor(new double[] { 1, 2, 3, -4 }, [2, 2]) };
    private readonly EvaluatedBatch _generated =
        SeenBatch.Scored(2, -0.7) with { Features = torch.tensor(new double[] { 0, 1, 1, 1 }, [2, 2]) };

    /// <summary>The means are (2, −1) and (½, 1).</summary>
    [TestMethod]
    public void The_generator_minimizes_the_squared_distance_of_the_mean_features()
    {
        using var loss = new FeatureMatching().GeneratorLoss(_real, _generated);
        Assert.AreEqual(1.5 * 1.5 + 2 * 2, loss.item<double>(), 1e-12);
    }

    [TestMethod]
    public void The_discriminator_minimizes_cross_entropies()
    {
        using var expected = new NonSaturating().DiscriminatorLoss(_real.Outputs!, _generated.Outputs!);
        using var actual = new FeatureMatching().DiscriminatorLoss(_real, _generated);
        Assert.AreEqual(expected.item<double>(), actual.item<double>());
    }
}
