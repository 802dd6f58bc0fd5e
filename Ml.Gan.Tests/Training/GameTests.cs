using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;
using Ml.Gan.Training.Conditions;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training;

[TestClass]
public sealed class GameTests
{
    [TestMethod]
    public void Clipped_weights_keep_within_their_bound()
    {
        const double Bound = 0.01;
        double largest = Largest(new LeastSquares(), bound: null), clipped = Largest(new LeastSquares(), Bound);

        Assert.IsGreaterThan(Bound, largest);
        Assert.IsLessThanOrEqualTo(Bound + 1e-8, clipped);

        static double Largest(Objective objective, double? bound) => AfterThreeSteps(
            new TrainingOptions { Objective = objective, WeightClipping = bound },
            players => players.Discriminator!.parameters().Max(p => p.abs().max().item<float>()));
    }

    [TestMethod]
    public void Both_players_gradients_are_clipped()
    {
        const double Norm = 1e-3;
        var free = Norms(null);
        var (discriminator, generator) = Norms(Norm);

        Assert.IsGreaterThan(Norm, Math.Min(free.Discriminator, free.Generator));
        Assert.AreEqual(Norm, discriminator, Norm * 0.01);
        Assert.AreEqual(Norm, generator, Norm * 0.01);

        static (double Discriminator, double Generator) Norms(double? limit) => AfterThreeSteps(
            new TrainingOptions { GradientClipping = limit },
            players => (NormOf(players.Discriminator!.parameters()), NormOf(players.Generator.parameters())));
    }

    private static double NormOf(IEnumerable<Parameter> parameters) =>
        Math.Sqrt(parameters.Sum(p => (double)p.grad!.square().sum().item<float>()));

    private static T AfterThreeSteps<T>(TrainingOptions options, Func<Players, T> look)
    {
        using var scope = NewDisposeScope();
        using var data = new Glyphs(size: 16);
        (options.Network, options.BatchSize, options.Steps) = (new Dcgan { Width = 2 }, 4, 3);
        using var game = new Game(options, data, ConditionPlan.None, CPU);
        for (int completed = 0; completed < 3; completed++)
            game.PlayStep(completed);
        return look(game.Players);
    }
}
