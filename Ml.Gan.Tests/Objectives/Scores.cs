using Ml.Gan.Objectives;
using TorchSharp;

namespace Ml.Gan.Tests.Objectives;

/// <summary>Checks the losses of an objective that reads scores alone.</summary>
internal static class Scores
{
    public static void AreWorth(
        ScoreObjective objective, double[] real, double[] generated, double discriminatorLoss, double generatorLoss,
        double tolerance = 1e-12)
    {
        using var scope = torch.NewDisposeScope();
        var d = objective.DiscriminatorLoss(torch.tensor(real), torch.tensor(generated));
        var g = objective.GeneratorLoss(torch.tensor(generated));

        Assert.AreEqual(discriminatorLoss, d.item<double>(), tolerance);
        Assert.AreEqual(generatorLoss, g.item<double>(), tolerance);
    }
}
