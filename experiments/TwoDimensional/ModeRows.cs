using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;

namespace Ml.Gan.Experiments.TwoDimensional;

/// <summary>The ways of training that <c>ring-8</c> and <c>grid-25</c> compare: a row of the table each.</summary>
internal static class ModeRows
{
    /// <summary>The row whose samples are shown to move, next to the plain GAN's.</summary>
    public const string Best = "gan-r1";

    public const string PlainGan = "gan";

    private static readonly Mlp s_network = new()
    {
        GeneratorWidths = [128, 128],
        DiscriminatorWidths = [128, 128],
        GeneratorBatchNorm = false,
    };

    private static readonly ModeTask s_ring = new(
        Steps: 20_000, LearningRate: 2e-3, Gamma: 0.001, InputScale: 3, Bandwidths: [0.01, 0.03, 0.1, 0.3, 1]);

    private static readonly ModeTask s_grid = new(
        Steps: 25_000, LearningRate: 2e-3, Gamma: 0.01, InputScale: 0.5, Bandwidths: [0.05, 0.15, 0.5, 1.5, 5]);

    public static IReadOnlyList<Variant> Ring8(ExperimentSetup setup) =>
    [
        new(PlainGan, () => Plain(s_ring, setup)),
        new("pacgan2", () => Packed(s_ring, setup, packing: 2)),
        new(Best, () => WithR1(s_ring, setup)),
        .. OtherObjectives(s_ring, setup),
    ];

    public static IReadOnlyList<Variant> Grid25(ExperimentSetup setup) =>
    [
        new(PlainGan, () => Plain(s_grid, setup)),
        new("pacgan2", () => Packed(s_grid, setup, packing: 2)),
        new("pacgan4", () => Packed(s_grid, setup, packing: 4)),
        new(Best, () => WithR1(s_grid, setup)),
        .. OtherObjectives(s_grid, setup),
    ];

    /// <summary>The non-saturating GAN and nothing else, as the others are compared with it.</summary>
    private static LatentGanOptions Plain(ModeTask task, ExperimentSetup setup) => new()
    {
        Network = s_network,
        Objective = new NonSaturating(),
        LatentSize = 2,
        BatchSize = setup.Quick ? 32 : 512,
        Steps = setup.Steps(task.Steps),
        DiscriminatorSteps = 1,
        GeneratorOptimizer = new AdamSettings { LearningRate = 1e-3, Beta1 = 0.5, Beta2 = 0.99 },
        DiscriminatorOptimizer = new AdamSettings { LearningRate = 1e-3, Beta1 = 0.5, Beta2 = 0.99 },
        EmaDecay = 0,
    };

    /// <summary>PacGAN (Lin et al., 2018).</summary>
    private static LatentGanOptions Packed(ModeTask task, ExperimentSetup setup, int packing)
    {
        var options = Plain(task, setup);
        options.Packing = packing;
        return options;
    }

    /// <summary>The non-saturating GAN with small slopes at the data, rates that fall, and averaged weights.</summary>
    private static LatentGanOptions WithR1(ModeTask task, ExperimentSetup setup)
    {
        var options = Plain(task, setup);
        options.Network = s_network with { DiscriminatorInputScale = task.InputScale };
        options.GeneratorOptimizer = new AdamSettings { LearningRate = task.LearningRate, Beta1 = 0.5, Beta2 = 0.99 };
        options.DiscriminatorOptimizer = options.GeneratorOptimizer;
        options.Penalty = new R1 { Weight = task.Gamma };
        options.LinearDecayStart = 0.3;
        options.EmaDecay = 0.999;
        return options;
    }

    private static IEnumerable<Variant> OtherObjectives(ModeTask task, ExperimentSetup setup) =>
        from entry in Catalog.Objectives.Entries
        where Catalog.Objectives.Parse(entry.Name) is not IClassifyingObjective
        where entry.Name != new NonSaturating().Name
        from name in entry.Name == "f-divergence" ? Kinds(entry.Name) : [entry.Name]
        select new Variant(name, () => WithObjective(task, setup, Catalog.Objectives.Parse(name)));

    private static IEnumerable<string> Kinds(string name) =>
        new[] { "jensen-shannon", "reverse-kullback-leibler", "squared-hellinger" }.Select(kind => $"{name}:{kind}");

    /// <summary>
    /// Another objective in the place of the plain GAN's, with its own optimizer and number of D's steps where it
    /// recommends some.
    /// </summary>
    private static LatentGanOptions WithObjective(ModeTask task, ExperimentSetup setup, Objective objective)
    {
        var options = Plain(task, setup);
        options.Objective = objective switch
        {
            Mmd mmd => mmd with
            {
                Kernel = new GaussianMixture { Bandwidths = task.Bandwidths },
                MedianDistance = 1,
            },
            WassersteinGp critic => critic with { PenaltyWeight = 1 },
            _ => objective,
        };
        options.DiscriminatorSteps = null;
        bool ownOptimizer = objective.RecommendedOptimizer != new NonSaturating().RecommendedOptimizer;
        if (ownOptimizer)
            options.GeneratorOptimizer = null;
        if (ownOptimizer || !objective.UsesDiscriminator)
            options.DiscriminatorOptimizer = null;
        return options;
    }

    /// <summary>What differs between the two mixtures.</summary>
    /// <param name="Steps">Generator steps.</param>
    /// <param name="LearningRate">Where R1 is used.</param>
    /// <param name="Gamma">Weight of R1.</param>
    /// <param name="InputScale">Factor on what D sees where R1 is used.</param>
    /// <param name="Bandwidths">Standard deviations of the kernels that compare samples.</param>
    private sealed record ModeTask(
        long Steps, double LearningRate, double Gamma, double InputScale, IReadOnlyList<double> Bandwidths);
}
