using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Objectives;

[TestClass]
public sealed class PenaltySumTests
{
    /// <summary>D(x) = x², whose slope is 2|x|: γ/2·4x² at the real 1 and 3, and at the generated 2 and 0.</summary>
    [TestMethod]
    public void Costs_what_its_penalties_cost_together()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(1);
        var real = torch.tensor(new double[] { 1, 3 }, [2, 1]);
        var generated = torch.tensor(new double[] { 2, 0 }, [2, 1]);

        var loss = new PenaltySum(new R1 { Weight = 10 }, new R2 { Weight = 3 }).Loss(
            points => points.square().sum(1), real, generated, random);

        Assert.AreEqual(10 / 2.0 * (4 + 36) / 2 + 3 / 2.0 * (16 + 0) / 2, loss.item<double>(), 1e-9);
    }

    [TestMethod]
    public void Is_called_by_the_names_of_its_penalties()
    {
        Assert.AreEqual("r1:5+r2:10", new PenaltySum(new R1 { Weight = 5 }, new R2()).Name);
        Assert.IsFalse(new PenaltySum(new R1()).AllowsBatchNorm);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new PenaltySum());
    }

    [TestMethod]
    public void Metrics_have_each_by_its_name()
    {
        var listener = new Names();
        using var gan = new LatentGan(
            new LatentGanOptions
            {
                Network = new Mlp(),
                Penalty = new PenaltySum(new R1(), new R2()),
                Steps = 1,
                BatchSize = 8,
            },
            NormalMixture.Ring8());

        new GanTrainer(gan).Train([listener]);

        CollectionAssert.IsSubsetOf(new[] { "d_adversarial", "d_r1", "d_r2" }, listener.Found);
    }

    private sealed class Names : ITrainingListener
    {
        public string[] Found { get; private set; } = [];

        public void StepCompleted(TrainingStep step) => Found = [.. step.Metrics.Keys];
    }
}
