using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;
using Ml.Gan.Training.Optimizers;

namespace Ml.Gan.Cli.Experiments.TwoDimensional;

/// <summary>The ways of training that <c>ring-8</c> and <c>grid-25</c> compare: a row of the table each.</summary>
internal static class ModeRows
{
    public const string PlainGan = "GAN";

    private static readonly Mlp s_network = new()
    {
        GeneratorWidths = [128, 128], DiscriminatorWidths = [128, 128], GeneratorBatchNorm = false,
    };

    public static IReadOnlyList<Variant> Ring8(ExperimentSetup setup) =>
    [
        new(PlainGan, () => Plain(setup.Steps(10_000))),
        new("GAN, packing 2", () => Packed(setup.Steps(10_000), packing: 2)),
    ];

    public static IReadOnlyList<Variant> Grid25(ExperimentSetup setup) =>
    [
        new(PlainGan, () => Plain(setup.Steps(10_000))),
        new("GAN, packing 4", () => Packed(setup.Steps(10_000), packing: 4)),
    ];

    private static TrainingOptions Plain(long steps)
    {
        var optimizer = new AdamSettings { LearningRate = 1e-3, Beta1 = 0.5, Beta2 = 0.99 };
        return new TrainingOptions
        {
            Network = s_network,
            Objective = new NonSaturating(),
            LatentSize = 2,
            BatchSize = 128,
            Steps = steps,
            GeneratorOptimizer = optimizer,
            DiscriminatorOptimizer = optimizer,
            EmaDecay = 0,
        };
    }

    private static TrainingOptions Packed(long steps, int packing)
    {
        var options = Plain(steps);
        options.Packing = packing;
        return options;
    }
}
