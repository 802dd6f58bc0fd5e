using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// The least-squares GAN (Mao et al., 2017): D minimizes ½E(D(x) − b)² + ½E(D(G(z)) − a)², G minimizes
/// ½E(D(G(z)) − c)². With (a, b, c) = (−1, 1, 0) G minimizes the Pearson χ² divergence.
/// </summary>
[CatalogEntry("squared distances to targets instead of cross entropies", "Mao et al., 2017")]
public sealed record LeastSquares : ScoreObjective
{
    /// <inheritdoc/>
    public override string Name => "least-squares";

    /// <summary>a: D's target for generated samples. Default 0.</summary>
    public double GeneratedTarget { get; init; }

    /// <summary>b: D's target for real samples. Default 1.</summary>
    public double RealTarget { get; init; } = 1;

    /// <summary>c: what G wants D to give for generated samples. Default 1.</summary>
    public double GeneratorTarget { get; init; } = 1;

    /// <inheritdoc/>
    public override bool OutputsLogits => false;

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(Tensor real, Tensor generated) =>
        HalfSquare(real, RealTarget) + HalfSquare(generated, GeneratedTarget);

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(Tensor generated) => HalfSquare(generated, GeneratorTarget);

    private static Tensor HalfSquare(Tensor output, double target) => (output - target).square().mean() * 0.5;
}
