using Ml.Gan.Data;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Objectives;

/// <summary>
/// Losses of a generator and a discriminator. One that needs no more than D's scores is a <see cref="ScoreObjective"/>.
/// </summary>
public abstract record Objective
{
    /// <summary>Name on the command line, in metadata and messages, for example <c>non-saturating</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Objective with what it takes from the data, where that was left open. Default the objective as it is.
    /// </summary>
    /// <param name="data">What is learned from.</param>
    public virtual Objective Resolve(ISampleSource data) => this;

    /// <summary>Loss of the discriminator or critic, a scalar, without penalties.</summary>
    /// <param name="real">Real samples, N of them.</param>
    /// <param name="generated">Generated samples, N of them, without gradient to G.</param>
    public abstract Tensor DiscriminatorLoss(EvaluatedBatch real, EvaluatedBatch generated);

    /// <summary>Terms of its own that the objective adds to the discriminator's loss, weighted. Default none.</summary>
    /// <param name="real">Real samples, N of them.</param>
    /// <param name="generated">Generated samples, N of them, without gradient to G.</param>
    /// <returns>Scalars, by the names of their metrics.</returns>
    public virtual IEnumerable<(string Name, Tensor Value)> OwnLosses(EvaluatedBatch real, EvaluatedBatch generated) =>
        [];

    /// <summary>
    /// Whether the objective looks at all of D's hidden layers (<see cref="EvaluatedBatch.HiddenLayers"/>). Default
    /// false.
    /// </summary>
    public virtual bool SeesHiddenLayers => false;

    /// <summary>Loss of the generator, a scalar.</summary>
    /// <param name="real">
    /// Real samples, evaluated without gradient; null unless <see cref="GeneratorSeesReal"/>.
    /// </param>
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
    /// Penalty on the discriminator where the options name none, nor weight clipping or spectral normalization in its
    /// place. Default null: none.
    /// </summary>
    public virtual Penalty? RecommendedPenalty => null;

    /// <summary>
    /// Value that <see cref="Penalty"/> differentiates, (N): D's one output, or for a D of several outputs a function
    /// of them.
    /// </summary>
    /// <param name="outputs">D's raw outputs at the points of the penalty, (N) or (N, K).</param>
    /// <param name="real">D of the real batch.</param>
    /// <param name="generated">D of the generated batch.</param>
    public virtual Tensor PenalizedValue(Tensor outputs, EvaluatedBatch real, EvaluatedBatch generated) => outputs;

    /// <summary>Whether D scores single samples. Default true where there is a D.</summary>
    public virtual bool ScoresSamples => UsesDiscriminator;

    /// <summary>
    /// Scores, (N), of how real D takes samples to be: the larger, the more real. Default D's one output.
    /// </summary>
    /// <param name="outputs">D's raw outputs, (N) or (N, K).</param>
    /// <exception cref="NotSupportedException">
    /// D doesn't score single samples (<see cref="ScoresSamples"/>).
    /// </exception>
    public virtual Tensor Score(Tensor outputs) => outputs;

    /// <summary>Writes what <see cref="Score"/> computes.</summary>
    /// <param name="graph">The graph to write to.</param>
    /// <param name="outputs">D's raw outputs, (N, K).</param>
    /// <returns>Shape (N, 1).</returns>
    /// <exception cref="NotSupportedException">
    /// D doesn't score single samples (<see cref="ScoresSamples"/>).
    /// </exception>
    public virtual OnnxValue ExportScore(OnnxGraph graph, OnnxValue outputs) => outputs;

    /// <summary>
    /// Bound c of D's weights, which are clipped to [-c, c] after each of its steps, where the options give none; null
    /// for no clipping. Default null.
    /// </summary>
    public virtual double? RecommendedWeightClipping => null;

    /// <summary>
    /// Optimizer of both networks where the options name none. Default Adam(5e-4, 0.5, 0.99), which takes larger steps
    /// than DCGAN's Adam(2e-4, 0.5, 0.999) and forgets the first, large gradients sooner: trainings can be short.
    /// </summary>
    public virtual OptimizerSettings RecommendedOptimizer => new AdamSettings { LearningRate = 5e-4, Beta2 = 0.99 };

    /// <summary>Discriminator steps per generator step where the options give none. Default 1.</summary>
    public virtual int RecommendedDiscriminatorSteps => 1;
}

/// <summary>
/// An objective whose losses are made from D's scores alone: raw outputs, (N) each, before any sigmoid.
/// </summary>
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
        DiscriminatorLoss(real.Outputs!, generated.Outputs!);

    /// <inheritdoc/>
    public sealed override Tensor GeneratorLoss(EvaluatedBatch? real, EvaluatedBatch generated) =>
        GeneratorLoss(generated.Outputs!);
}

/// <summary>Batch as an objective sees it: the samples, and D's outputs and features where there is a D.</summary>
/// <param name="Samples">The samples as D gets them, (N, C, H, W) or (N, D).</param>
/// <param name="Outputs">
/// D's raw outputs, (N), or (N, K) where the objective asks for K outputs; null without a discriminator.
/// </param>
/// <param name="Features">D's last hidden layer, (N, F); null without a discriminator.</param>
public sealed record EvaluatedBatch(Tensor Samples, Tensor? Outputs = null, Tensor? Features = null)
{
    /// <summary>The samples' classes, int64 (N); null where they are not known.</summary>
    public Tensor? Labels { get; init; }

    /// <summary>
    /// Feature maps from inside of D, (N, C, H, W) each, that terms of its own begin from; none where it has no such
    /// terms. Default none.
    /// </summary>
    public IReadOnlyList<Tensor> FeatureMaps { get; init; } = [];

    /// <summary>
    /// What D's activation functions gave, (N, …) each; none unless <see cref="Objective.SeesHiddenLayers"/>.
    /// </summary>
    public IReadOnlyList<Tensor> HiddenLayers { get; init; } = [];

    /// <summary>Some of the samples with D's outputs and features.</summary>
    /// <param name="indices">Their places in the batch, int64.</param>
    internal EvaluatedBatch Select(Tensor indices) => new(
        Samples.index_select(0, indices), Outputs?.index_select(0, indices), Features?.index_select(0, indices));
}

/// <summary>
/// An objective whose D is a classifier too: it has an output for each of the data's K classes, and the softmax of the
/// outputs is the classes' probabilities. D is never told a condition.
/// </summary>
public interface IClassifyingObjective
{
    /// <summary>
    /// Whether every sample has to come with its label, so that the real batch says what its samples are. Where not, D
    /// learns the classes from a batch of labeled samples of its own in each of its steps
    /// (<see cref="LabeledLoss"/>), and the real batch is taken as unlabeled.
    /// </summary>
    bool NeedsEveryLabel { get; }

    /// <summary>
    /// Whether samples are generated for the classes of labeled ones, so that the condition has to be the label.
    /// Default where every label is needed.
    /// </summary>
    bool GeneratesByLabel => NeedsEveryLabel;

    /// <summary>
    /// Loss of D on labeled samples beside the objective's own, a scalar; for objectives that don't need every label.
    /// Default their cross-entropy.
    /// </summary>
    /// <param name="labeled">Labeled samples, M of them.</param>
    /// <param name="generated">
    /// Generated samples; where they are generated by label, as many, and sample i for the label of labeled sample i.
    /// </param>
    Tensor LabeledLoss(EvaluatedBatch labeled, EvaluatedBatch generated) =>
        nn.functional.cross_entropy(labeled.Outputs!, labeled.Labels!);
}
