using Ml.Gan.Models;
using static Ml.Gan.Cli.Training.TrainOptionKinds;

namespace Ml.Gan.Cli.Training;

/// <summary>The options of <c>mlgan train</c> for how the weights are changed by their gradients.</summary>
internal static class OptimizerOptionGroup
{
    /// <param name="notice">Is told of names that parts had formerly; null for nobody.</param>
    public static IReadOnlyList<TrainOption> Create(Action<string>? notice) =>
    [
        Part("--optimizer", s => s.Optimizer, "Optimizer of both networks.",
            text => Catalog.Optimizers.Parse(text, notice), optimizer => optimizer.Name, Names(Catalog.Optimizers))
            with
            {
                AlsoStandsFor = [nameof(LatentGanOptions.GeneratorOptimizer)],
                Default = "what network and objective recommend",
            },
        Number("--learning-rate", s => s.LearningRate, 1e-12, 1000, "Step size of both networks.")
            with { Default = "what network and objective recommend" },
        Number("--disc-learning-rate", s => s.DiscriminatorLearningRate, 1e-12, 1000,
            "Step size of the discriminator, if another one: two time scales.") with
        {
            AlsoStandsFor = [nameof(LatentGanOptions.DiscriminatorOptimizer)],
            IsListed = true,
            Paper = "TTUR: Heusel et al., 2017",
        },
        Number("--beta1", s => s.Beta1, 0, BelowOne, "Adam's decay of the gradient's mean, below 1."),
        Number("--beta2", s => s.Beta2, 0, BelowOne, "Adam's decay of the squared gradient's mean, below 1."),
        Number("--linear-decay", s => s.Options.LinearDecayStart, 0, BelowOne,
            "Part of the training after which both step sizes fall to 0, as 0.5.") with { IsListed = true },
        Number("--clip-grad-norm", s => s.Options.GradientClipping, 1e-12, double.MaxValue,
            "Largest norm of each network's gradient; a longer one is scaled down.")
            with { IsListed = true, Paper = "Pascanu, Mikolov and Bengio, 2013" },
        Number("--ema", s => s.Options.EmaDecay, 0, BelowOne,
            "Decay of the moving average of the generator's weights, below 1; 0 for none.")
            with { IsListed = true, Paper = "Yazıcı et al., 2019" },
    ];
}
