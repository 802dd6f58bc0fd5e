using Ml.Gan.Objectives;

namespace Ml.Gan.Tests.Objectives;

[TestClass]
public sealed class FDivergenceTests
{
    private static readonly double[] s_real = [0.3, -1.2], s_generated = [2.0, -0.7];

    [TestMethod]
    public void Losses_are_the_bound_and_its_share_of_generated_samples()
    {
        double ofGenerated = s_generated.Average(v => Math.Exp(v - 1));

        Scores.AreWorth(
            new FDivergence { Kind = new KullbackLeibler() }, s_real, s_generated, ofGenerated - s_real.Average(),
            -ofGenerated);
    }

    [TestMethod]
    public void The_alternative_generator_wants_a_high_activation()
    {
        double ofGenerated = s_generated.Average(v => Math.Exp(v) - 1);

        Scores.AreWorth(
            new FDivergence { Kind = new SquaredHellinger(), AlternativeGeneratorLoss = true }, s_real, s_generated,
            ofGenerated - s_real.Average(v => 1 - Math.Exp(-v)), -s_generated.Average(v => 1 - Math.Exp(-v)));
    }

    [TestMethod]
    public void With_the_kind_gan_it_is_minimax()
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var (real, generated) = (TorchSharp.torch.tensor(s_real), TorchSharp.torch.tensor(s_generated));
        var minimax = new Minimax();

        Scores.AreWorth(
            new FDivergence { Kind = new GanDivergence() }, s_real, s_generated,
            minimax.DiscriminatorLoss(real, generated).item<double>(), minimax.GeneratorLoss(generated).item<double>());
    }
}
