using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models;

[TestClass]
public sealed class LeCamRegularizerTests
{
    /// <summary>
    /// Means 2 and −1, then 4 and 0, then 1 and 2; averages with decay 0.9: 2, −1; 2.2, −0.9; 2.08, −0.61.
    /// </summary>
    [TestMethod]
    public void Costs_squared_distances_from_the_other_kinds_average()
    {
        using var scope = NewDisposeScope();
        using var lecam = new LeCamRegularizer(weight: 2, decay: 0.9, warmUp: 1);

        Assert.AreEqual(0, Loss(lecam, [1, 3], [-2, 0]), "the averages settle");
        Assert.AreEqual(
            2 * ((Square(3 + 0.9) + Square(5 + 0.9)) / 2 + (Square(-1 - 2.2) + Square(1 - 2.2)) / 2),
            Loss(lecam, [3, 5], [-1, 1]), 1e-9);
        Assert.AreEqual(
            2 * (Square(1 + 0.61) + (Square(0 - 2.08) + Square(4 - 2.08)) / 2),
            Loss(lecam, [1, 1], [0, 4]), 1e-9);

        lecam.Restart();
        Assert.AreEqual(0, Loss(lecam, [1, 1], [0, 0]));
        Assert.AreEqual(2 * (1.0 + 1.0), Loss(lecam, [1, 1], [0, 0]), 1e-9);
    }

    /// <summary>d/dx λ(x − f)² is 2λ(x − f): the averages are no way to D.</summary>
    [TestMethod]
    public void Gradients_come_from_the_outputs_alone()
    {
        using var scope = NewDisposeScope();
        using var lecam = new LeCamRegularizer(weight: 1, decay: 0.5, warmUp: 0);
        var real = torch.tensor([3.0]).requires_grad_();
        var generated = torch.tensor([1.0]).requires_grad_();

        lecam.Loss(real, generated).backward();

        Numeric.AreClose([2 * (3.0 - 1)], real.grad!, 1e-9);
        Numeric.AreClose([2 * (1.0 - 3)], generated.grad!, 1e-9);
    }

    [TestMethod]
    public void Begins_after_a_hundred_updates_and_is_a_metric_from_the_first_on()
    {
        List<double> lecam = [];
        using var gan = new LatentGan(
            new LatentGanOptions
            {
                Network = new Mlp { GeneratorWidths = [8], DiscriminatorWidths = [16] },
                LeCamWeight = 0.3,
                DiscriminatorSteps = 2,
                BatchSize = 8,
                Steps = 60,
            },
            NormalMixture.Ring8());
        new GanTrainer(gan).Train([new Terms(lecam)]);

        Assert.HasCount(60, lecam);
        Assert.IsTrue(lecam.Take(50).All(term => term == 0));
        Assert.IsTrue(lecam.Skip(50).All(term => term > 0));
    }

    private static double Square(double x) => x * x;

    private static double Loss(LeCamRegularizer lecam, double[] real, double[] generated) =>
        lecam.Loss(torch.tensor(real), torch.tensor(generated)).item<double>();

    private sealed class Terms(List<double> terms) : ITrainingListener
    {
        public void StepCompleted(TrainingStep step) => terms.Add(step.Metrics["d_lecam"]);
    }
}
