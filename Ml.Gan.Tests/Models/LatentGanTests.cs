using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Tests.Training;
using Ml.Gan.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models;

[TestClass]
public sealed class LatentGanTests
{
    [TestMethod]
    public void Clipped_weights_keep_within_their_bound()
    {
        const double Bound = 0.01;
        double largest = Largest(bound: null), clipped = Largest(Bound);

        Assert.IsGreaterThan(Bound, largest);
        Assert.IsLessThanOrEqualTo(Bound + 1e-8, clipped);

        static double Largest(double? bound) => AfterThreeSteps(
            new LatentGanOptions { Objective = new LeastSquares(), WeightClipping = bound },
            gan => Phase(gan, "d").Parameters.Max(p => p.abs().max().item<float>()));
    }

    [TestMethod]
    public void The_gradients_of_both_phases_are_clipped()
    {
        const double Norm = 1e-3;
        var free = Norms(null);
        var (discriminator, generator) = Norms(Norm);

        Assert.IsGreaterThan(Norm, Math.Min(free.Discriminator, free.Generator));
        Assert.AreEqual(Norm, discriminator, Norm * 0.01);
        Assert.AreEqual(Norm, generator, Norm * 0.01);

        static (double Discriminator, double Generator) Norms(double? limit) => AfterThreeSteps(
            new LatentGanOptions { GradientClipping = limit },
            gan => (NormOf(Phase(gan, "d").Parameters), NormOf(Phase(gan, "g").Parameters)));
    }

    [TestMethod]
    public void Metrics_name_the_terms_that_losses_consist_of()
    {
        var options = new LatentGanOptions
        {
            Objective = new WassersteinGp(),
            Penalty = new R1(),
            DiscriminatorSteps = 1,
            Codes = new LatentCodes { Continuous = 1 },
        };
        var metrics = AfterThreeSteps(options, _ => { });

        CollectionAssert.AreEqual(
            new[]
            {
                "d_loss", "d_adversarial", "d_gp", "d_r1", "d_codes", "d_real", "d_fake", "g_loss",
                "g_adversarial", "g_codes",
            },
            metrics.Keys.ToArray());
        Assert.AreEqual(
            metrics["d_loss"], metrics["d_adversarial"] + metrics["d_gp"] + metrics["d_r1"] + metrics["d_codes"], 1e-4);
        Assert.AreEqual(metrics["d_adversarial"], metrics["d_fake"] - metrics["d_real"], 1e-4, "a critic's loss");
    }

    private static double NormOf(IEnumerable<Parameter> parameters) =>
        Math.Sqrt(parameters.Sum(p => (double)p.grad!.square().sum().item<float>()));

    private static Phase Phase(LatentGan gan, string name) => gan.Phases.Single(phase => phase.Name == name);

    private static T AfterThreeSteps<T>(LatentGanOptions options, Func<LatentGan, T> look)
    {
        T seen = default!;
        AfterThreeSteps(options, gan => { seen = look(gan); });
        return seen;
    }

    private static IReadOnlyDictionary<string, double> AfterThreeSteps(LatentGanOptions options, Action<LatentGan> look)
    {
        using var scope = NewDisposeScope();
        using var data = new Glyphs(size: 16);
        (options.Network, options.BatchSize, options.Steps) = (new Dcgan { Width = 2 }, 4, 3);
        using var gan = new LatentGan(options, data);
        var last = new LastMetrics();
        new GanTrainer(gan).Train([last]);
        look(gan);
        return last.Metrics;
    }
}
