using Ml.Gan.Objectives;

namespace Ml.Gan.Tests.Objectives;

[TestClass]
public sealed class LeastSquaresTests
{
    [TestMethod]
    [DataRow(0.0, 1.0, 1.0)]
    [DataRow(-1.0, 1.0, 0.0)]
    public void Losses_are_half_squared_distances_to_the_targets(double a, double b, double c)
    {
        double[] real = [0.5, 2.0], generated = [-1.0, 0.25];
        double expectedD = 0.5 * real.Average(d => (d - b) * (d - b)) + 0.5 * generated.Average(d => (d - a) * (d - a));
        double expectedG = 0.5 * generated.Average(d => (d - c) * (d - c));

        Scores.AreWorth(Targets(a, b, c), real, generated, expectedD, expectedG);
    }

    /// <summary>
    /// With b − c = 1 and b − a = 2, the losses of G's game at the best D sum to ½χ²(p + q ‖ 2q) (Mao et al., 2017,
    /// theorem 1). Here p and q are distributions over three points.
    /// </summary>
    [TestMethod]
    public void Minus_one_one_zero_is_half_of_pearsons_chi_squared_at_the_best_discriminator()
    {
        double[] p = [0.5, 0.3, 0.2], q = [0.2, 0.2, 0.6];
        double[] best = [.. p.Zip(q, (x, y) => (x - y) / (x + y))];
        double chiSquared = p.Zip(q, (x, y) => (2 * y - (x + y)) * (2 * y - (x + y)) / (x + y)).Sum();
        var objective = Targets(-1, 1, 0);

        double ofGenerated = p.Zip(best, (x, d) => x * GeneratorLoss(objective, d)).Sum()
            + q.Zip(best, (y, d) => y * GeneratorLoss(objective, d)).Sum();

        Assert.AreEqual(chiSquared / 2, ofGenerated, 1e-12);
        double atBest = DiscriminatorLoss(objective, p, q, best);
        for (int i = 0; i < best.Length; i++)
        {
            double[] moved = [.. best];
            moved[i] += 0.1;
            Assert.IsGreaterThan(atBest, DiscriminatorLoss(objective, p, q, moved));
        }
    }

    private static LeastSquares Targets(double a, double b, double c) =>
        new() { GeneratedTarget = a, RealTarget = b, GeneratorTarget = c };

    private static double GeneratorLoss(LeastSquares objective, double score)
    {
        using var loss = objective.GeneratorLoss(TorchSharp.torch.tensor([score]));
        return loss.item<double>();
    }

    private static double DiscriminatorLoss(LeastSquares objective, double[] p, double[] q, double[] scores) =>
        Enumerable.Range(0, p.Length).Sum(
            i => p[i] * LossOf(objective, real: scores[i]) + q[i] * LossOf(objective, generated: scores[i]));

    /// <summary>The share of one score in D's loss: the other batch is on its target.</summary>
    private static double LossOf(LeastSquares objective, double? real = null, double? generated = null)
    {
        using var loss = objective.DiscriminatorLoss(
            TorchSharp.torch.tensor([real ?? objective.RealTarget]), TorchSharp.torch.tensor(
                [generated ?? objective.GeneratedTarget]));
        return loss.item<double>();
    }
}
