using Ml.Gan.Objectives.Penalties;
using Ml.Gan.Onnx;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// What the two players minimise. One that needs no more than D's scores is a <see cref="ScoreObjective"/>.
/// </summary>
public abstract record Objective
{
    /// <summary>Name on the command line, in metadata and messages, for example <c>non-saturating</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Loss of the discriminator or critic, a scalar, without penalties.</summary>
    /// <param name="real">Real samples, N of them.</param>
    /// <param name="generated">Generated samples, N of them, without gradient to G.</param>
    public abstract Tensor DiscriminatorLoss(EvaluatedBatch real, EvaluatedBatch generated);

    /// <summary>Loss of the generator, a scalar.</summary>
    /// <param name="real">Real samples, evaluated without gradient; null unless <see cref="GeneratorSeesReal"/>.</param>
    /// <param name="generated">Generated samples, differentiable in G's weights.</param>
    public abstract Tensor GeneratorLoss(EvaluatedBatch? real, EvaluatedBatch generated);

    /// <summary>Whether there is a discriminator at all. Default true.</summary>
    public virtual bool UsesDiscriminator => true;

    /// <summary>Number K of D's outputs per sample. Default 1.</summary>
    public virtual int DiscriminatorOutputs => 1;

    /// <summary>The fewest samples in a batch, at least 1. Default 1.</summary>
    public virtual int MinimumBatchSize => 1;

    /// <summary>Whether the generator's loss compares with real samples. Default false.</summary>
    public virtual bool GeneratorSeesReal => false;

    /// <summary>Whether D's output is the logit of a probability, rather than a critic's value. Default true.</summary>
    public virtual bool OutputsLogits => true;

    /// <summary>A term that is added to the discriminator's loss, or null. Default null.</summary>
    public virtual Penalty? Penalty => null;

    /// <summary>
    /// What <see cref="Penalty"/> differentiates, (N): D's score, or for a D of several outputs a function of them.
    /// </summary>
    /// <param name="scores">D's raw outputs at the points of the penalty, (N) or (N, K).</param>
    /// <param name="real">D of the real batch.</param>
    /// <param name="generated">D of the generated batch.</param>
    public virtual Tensor PenalisedValue(Tensor scores, EvaluatedBatch real, EvaluatedBatch generated) => scores;

    /// <summary>Whether D says how real single samples are. Default true where there is a D.</summary>
    public virtual bool JudgesRealness => UsesDiscriminator;

    /// <summary>How real D takes samples to be, (N): the larger, the more real. Default D's score.</summary>
    /// <param name="scores">D's raw outputs, (N) or (N, K).</param>
    /// <exception cref="NotSupportedException">D doesn't say (<see cref="JudgesRealness"/>).</exception>
    public virtual Tensor Realness(Tensor scores) => scores;

    /// <summary>Writes what <see cref="Realness"/> computes.</summary>
    /// <param name="graph">The graph to write to.</param>
    /// <param name="scores">D's raw outputs, (N, K).</param>
    /// <returns>Shape (N, 1).</returns>
    /// <exception cref="NotSupportedException">D doesn't say (<see cref="JudgesRealness"/>).</exception>
    public virtual OnnxValue ExportRealness(OnnxGraph graph, OnnxValue scores) => scores;

    /// <summary>
    /// Bound c of D's weights, which are clipped to [-c, c] after each of its steps, where the options give none; null for no
    /// clipping. Default null.
    /// </summary>
    public virtual double? RecommendedWeightClipping => null;

    /// <summary>
    /// Optimiser of both players where the options name none. Default Adam(5e-4, 0.5, 0.99), which takes larger steps
    /// than DCGAN's Adam(2e-4, 0.5, 0.999) and forgets the first, large gradients sooner: trainings can be short.
    /// </summary>
    public virtual OptimizerSettings RecommendedOptimizer => new AdamSettings { LearningRate = 5e-4, Beta2 = 0.99 };

    /// <summary>Discriminator steps per generator step where the options give none. Default 1.</summary>
    public virtual int RecommendedDiscriminatorSteps => 1;
}
