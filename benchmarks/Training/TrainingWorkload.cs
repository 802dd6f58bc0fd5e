using Ml.Gan.Benchmarks.Training.Plain;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;

namespace Ml.Gan.Benchmarks.Training;

/// <summary>What is trained, on every side.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Description">What it is, in words.</param>
/// <param name="Architecture">Ml.Gan's networks.</param>
/// <param name="Objective">Ml.Gan's objective.</param>
/// <param name="Adam">The optimizer of both networks.</param>
/// <param name="Draw">The source of the samples.</param>
/// <param name="CreatePlain">The same networks as plain modules.</param>
/// <param name="PlainLoss">The same objective, plainly written.</param>
/// <param name="Steps">Steps in a round.</param>
internal sealed record TrainingWorkload(
    string Name,
    string Description,
    NetworkArchitecture Architecture,
    Objective Objective,
    AdamSettings Adam,
    Func<ISampleSource> Draw,
    Func<PlainNetworks> CreatePlain,
    PlainLoss PlainLoss,
    int Steps)
{
    public const int LatentSize = 64, Width = 64;

    private const int Samples = 2048, ResidualWidth = 32;

    private static readonly AdamSettings s_adam = new() { LearningRate = 2e-4, Beta1 = 0.5, Beta2 = 0.999 };

    private static readonly AdamSettings s_quickAdam = new() { LearningRate = 2e-4, Beta1 = 0, Beta2 = 0.9 };

    /// <summary>DCGAN's own settings on small gray images.</summary>
    public static TrainingWorkload Dcgan32 { get; } = new(
        "dcgan32", $"DCGAN of width {Width}, 32x32 gray images", new Dcgan { Width = Width }, new NonSaturating(),
        s_adam, () => new Glyphs(32, 1), () => PlainNetworks.Dcgan(32, 1, Width, LatentSize, batchNorm: true),
        PlainLoss.NonSaturating, Steps: 5);

    public static IReadOnlyList<TrainingWorkload> All { get; } =
    [
        Dcgan32,
        new("dcgan64", $"DCGAN of width {Width}, 64x64 color images", new Dcgan { Width = Width },
            new NonSaturating(), s_adam, () => new Glyphs(64, 3),
            () => PlainNetworks.Dcgan(64, 3, Width, LatentSize, batchNorm: true), PlainLoss.NonSaturating, Steps: 2),
        new("wgan-gp", $"WGAN-GP: DCGAN of width {Width}, 32x32 gray images, 5 updates of the critic in a step",
            new Dcgan { Width = Width }, new WassersteinGp(), s_quickAdam, () => new Glyphs(32, 1),
            () => PlainNetworks.Dcgan(32, 1, Width, LatentSize, batchNorm: false), PlainLoss.WassersteinGp, Steps: 1),
        new("mlp", "MLP of 256 and 512 units, eight normals in the plane", new Mlp(), new NonSaturating(), s_adam,
            () => NormalMixture.Ring8(), () => PlainNetworks.Mlp(2, LatentSize), PlainLoss.NonSaturating, Steps: 100)
        {
            BatchSize = 256,
        },
        new("resnet", $"residual networks of width {ResidualWidth}, 32x32 gray images",
            new ResNet { Width = ResidualWidth }, new NonSaturating(), s_adam, () => new Glyphs(32, 1),
            () => PlainNetworks.Residual(32, 1, ResidualWidth, LatentSize, isSagan: false), PlainLoss.NonSaturating,
            Steps: 1),
        new("sagan", $"SAGAN of width {ResidualWidth}, 32x32 gray images", new Sagan { Width = ResidualWidth },
            new Hinge(), s_quickAdam, () => new Glyphs(32, 1),
            () => PlainNetworks.Residual(32, 1, ResidualWidth, LatentSize, isSagan: true), PlainLoss.Hinge, Steps: 1),
    ];

    public int BatchSize { get; init; } = 64;

    /// <summary>Whether PyTorch's side, which is a DCGAN, trains the same.</summary>
    public bool HasPyTorch => PlainLoss == PlainLoss.NonSaturating && Architecture is Dcgan;

    public int DiscriminatorSteps => PlainLoss == PlainLoss.WassersteinGp ? 5 : 1;

    /// <exception cref="BenchmarkException">There is no such workload.</exception>
    public static TrainingWorkload Of(string name) => All.FirstOrDefault(workload => workload.Name == name)
        ?? throw new BenchmarkException(
            $"There is no workload '{name}'; there are {string.Join(", ", All.Select(workload => workload.Name))}.");

    public FixedSamples DrawSamples()
    {
        using var source = Draw();
        return new FixedSamples(source, Samples);
    }

    /// <summary>Without the average of the generator's weights, which plain code doesn't keep.</summary>
    public LatentGanOptions Options(long steps, bool keepFreedMemory = true) => new()
    {
        Network = Architecture,
        Objective = Objective,
        LatentSize = LatentSize,
        BatchSize = BatchSize,
        DiscriminatorSteps = DiscriminatorSteps,
        GeneratorOptimizer = Adam,
        DiscriminatorOptimizer = Adam,
        EmaDecay = 0,
        Steps = steps,
        KeepFreedMemory = keepFreedMemory,
    };
}
