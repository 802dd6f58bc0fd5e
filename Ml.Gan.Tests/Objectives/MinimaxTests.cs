using Ml.Gan.Objectives;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Objectives;

[TestClass]
public sealed class MinimaxTests
{
    [TestMethod]
    public void The_discriminator_minimizes_what_that_of_the_non_saturating_gan_does()
    {
        using var real = tensor(new[] { 0.3, -1.2 });
        using var generated = tensor(new[] { 2.0, -0.7 });
        using var one = new Minimax { RealLabel = 0.8 }.DiscriminatorLoss(real, generated);
        using var other = new NonSaturating { RealLabel = 0.8 }.DiscriminatorLoss(real, generated);

        Assert.AreEqual(other.item<double>(), one.item<double>());
    }

    [TestMethod]
    public void Both_play_for_one_value()
    {
        double[] real = [0.3, -1.2], generated = [2.0, -0.7];
        double ofReal = real.Average(d => Math.Log(1 / (1 + Math.Exp(-d))));
        double ofGenerated = generated.Average(d => Math.Log(1 - 1 / (1 + Math.Exp(-d))));

        Scores.AreWorth(new Minimax(), real, generated, -(ofReal + ofGenerated), ofGenerated);
    }
}
