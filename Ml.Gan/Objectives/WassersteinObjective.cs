using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// A critic that minimises E D(G(z)) − E D(x), and G minimises −E D(G(z)): for critics whose slope is kept at most 1, minus that
/// loss is the Wasserstein distance (Arjovsky, Chintala and Bottou, 2017).
/// </summary>
public abstract record WassersteinObjective : ScoreObjective
{
    /// <inheritdoc/>
    public sealed override bool OutputsLogits => false;

    /// <inheritdoc/>
    public sealed override Tensor DiscriminatorLoss(Tensor real, Tensor generated) => generated.mean() - real.mean();

    /// <inheritdoc/>
    public sealed override Tensor GeneratorLoss(Tensor generated) => -generated.mean();

    /// <inheritdoc/>
    public override int RecommendedDiscriminatorSteps => 5;
}
