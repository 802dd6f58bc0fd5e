using Ml.Gan.Objectives;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Objectives;

[TestClass]
public sealed class LeastSquaresTests
{
    [TestMethod]
    [DataRow(0.0, 1.0, 1.0)]
    [DataRow(-1.0, 1.0, 0.0)]
    public void Losses_are_half_squared_distances_to_the_targets(double a, double b, double c)
    {
        var objective = new LeastSquares { GeneratedTarget = a, RealTarget = b, GeneratorTarget = c };
        double[] real = [0.5, 2.0], generated = [-1.0, 0.25];
        double expectedD = 0.5 * real.Average(d => (d - b) * (d - b)) + 0.5 * generated.Average(d => (d - a) * (d - a));
        double expectedG = 0.5 * generated.Average(d => (d - c) * (d - c));

        using var d = objective.DiscriminatorLoss(tensor(real), tensor(generated));
        using var g = objective.GeneratorLoss(tensor(generated));

        Assert.AreEqual(expectedD, d.item<double>(), 1e-12);
        Assert.AreEqual(expectedG, g.item<double>(), 1e-12);
    }

    [TestMethod]
    public void Gradients_agree_with_finite_differences() => ObjectiveGradients.Check(new LeastSquares());
}
