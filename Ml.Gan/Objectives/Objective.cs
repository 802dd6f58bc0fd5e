using Ml.Gan.Objectives.Penalties;
using Ml.Gan.Training.Optimizers;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// What the two players minimise. Both losses are scalars made from D's raw outputs, (N) each, before any sigmoid.
/// </summary>
public abstract record Objective
{
    /// <summary>Name on the command line, in metadata and messages, for example <c>non-saturating</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Loss of the discriminator or critic, without penalties.</summary>
    /// <param name="real">D of real samples, (N).</param>
    /// <param name="generated">D of generated samples, (N).</param>
    public abstract Tensor DiscriminatorLoss(Tensor real, Tensor generated);

    /// <summary>Loss of the generator.</summary>
    /// <param name="generated">D of generated samples, (N).</param>
    public abstract Tensor GeneratorLoss(Tensor generated);

    /// <summary>A term that is added to the discriminator's loss, or null. Default null.</summary>
    public virtual Penalty? Penalty => null;

    /// <summary>Whether D's output is the logit of a probability, rather than a critic's value. Default true.</summary>
    public virtual bool OutputsLogits => true;

    /// <summary>
    /// Optimiser of both players where the options name none. Default Adam(5e-4, 0.5, 0.99), which takes larger steps
    /// than DCGAN's Adam(2e-4, 0.5, 0.999) and forgets the first, large gradients sooner: trainings can be short.
    /// </summary>
    public virtual OptimizerSettings RecommendedOptimizer => new AdamSettings { LearningRate = 5e-4, Beta2 = 0.99 };

    /// <summary>Discriminator steps per generator step where the options give none. Default 1.</summary>
    public virtual int RecommendedDiscriminatorSteps => 1;
}
