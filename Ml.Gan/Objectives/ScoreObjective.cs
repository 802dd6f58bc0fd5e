using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>An objective whose losses are made from D's scores alone: raw outputs, (N) each, before any sigmoid.</summary>
public abstract record ScoreObjective : Objective
{
    /// <summary>Loss of the discriminator or critic, without penalties.</summary>
    /// <param name="real">D of real samples, (N).</param>
    /// <param name="generated">D of generated samples, (N).</param>
    public abstract Tensor DiscriminatorLoss(Tensor real, Tensor generated);

    /// <summary>Loss of the generator.</summary>
    /// <param name="generated">D of generated samples, (N).</param>
    public abstract Tensor GeneratorLoss(Tensor generated);

    /// <inheritdoc/>
    public sealed override Tensor DiscriminatorLoss(EvaluatedBatch real, EvaluatedBatch generated) =>
        DiscriminatorLoss(real.Scores!, generated.Scores!);

    /// <inheritdoc/>
    public sealed override Tensor GeneratorLoss(EvaluatedBatch? real, EvaluatedBatch generated) =>
        GeneratorLoss(generated.Scores!);
}
