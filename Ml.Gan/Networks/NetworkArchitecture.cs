using Ml.Gan.Data;
using Ml.Gan.Objectives;
using Ml.Gan.Training;

namespace Ml.Gan.Networks;

/// <summary>
/// Architecture of a generator and the discriminator that is trained against it: an immutable description.
/// </summary>
public abstract record NetworkArchitecture
{
    /// <summary>Name on the command line, in metadata and messages, for example <c>dcgan</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Refuses sample shapes that the networks can't produce.</summary>
    /// <exception cref="GanOptionException">The shape isn't supported; the message names those that are.</exception>
    public abstract void Check(SampleShape shape);

    /// <summary>Refuses discriminators that the architecture doesn't have. Default none.</summary>
    /// <param name="design">What is asked for; conditions and outputs may be missing still.</param>
    /// <exception cref="GanOptionException">There is no such discriminator.</exception>
    public virtual void Check(DiscriminatorDesign design)
    {
    }

    /// <summary>The fewest samples in a batch, at least 1. Default 2, which batch normalization needs.</summary>
    public virtual int MinimumBatchSize => 2;

    /// <summary>Objective where the options name none. Default <see cref="NonSaturating"/>.</summary>
    public virtual Objective RecommendedObjective => new NonSaturating();

    /// <summary>
    /// Penalty on the discriminator beside <see cref="RecommendedObjective"/>, where the options name neither objective
    /// nor penalty, nor spectral normalization in its place. Default null: none.
    /// </summary>
    public virtual Penalty? RecommendedPenalty => null;

    /// <summary>
    /// Discriminator steps per generator step where the options give none. Default what the objective recommends.
    /// </summary>
    public virtual int RecommendedDiscriminatorSteps(Objective objective) => objective.RecommendedDiscriminatorSteps;

    /// <summary>
    /// Whether the discriminator learns too that real samples with the conditions of other samples are wrong
    /// (matching-aware: StackGAN, Zhang et al., 2017); for conditions that it is told. Default false.
    /// </summary>
    public virtual bool IsMatchingAware => false;

    /// <summary>
    /// Optimizer of the generator where the options name none. Default what the objective recommends.
    /// </summary>
    public virtual OptimizerSettings RecommendedOptimizer(Objective objective) => objective.RecommendedOptimizer;

    /// <summary>Optimizer of the discriminator where the options name none. Default the generator's.</summary>
    public virtual OptimizerSettings RecommendedDiscriminatorOptimizer(Objective objective) =>
        RecommendedOptimizer(objective);

    /// <summary>
    /// Stages that the networks are trained in, as the part of the training that each takes. Default one, the whole
    /// training.
    /// </summary>
    public virtual IReadOnlyList<double> StageShares(SampleShape shape) => [1];

    /// <summary>
    /// Creates the view of real samples that each stage's discriminator is shown. Default the samples themselves.
    /// </summary>
    /// <param name="shape">Shape of one sample.</param>
    public virtual StageView CreateStageView(SampleShape shape) => new();

    /// <summary>The same where the view is made by parts of the generator. Default one that isn't.</summary>
    /// <param name="shape">Shape of one sample.</param>
    /// <param name="generator">The generator that is trained.</param>
    public virtual StageView CreateStageView(SampleShape shape, GeneratorNetwork generator) => CreateStageView(shape);

    /// <summary>
    /// Objective with what it takes from the data as the networks show them to it. Default what it takes from the data
    /// as they are (<see cref="Objective.Resolve"/>).
    /// </summary>
    /// <param name="objective">The objective.</param>
    /// <param name="data">What is learned from.</param>
    public virtual Objective Resolve(Objective objective, ISampleSource data) => objective.Resolve(data);

    /// <summary>
    /// Refuses batches that several ranks (<see cref="TrainingOptions.Replicas"/>) can't share so that they give the
    /// same as one. Default none.
    /// </summary>
    /// <param name="batchSize">Samples of a batch, a multiple of the ranks.</param>
    /// <param name="ranks">Number of ranks.</param>
    /// <exception cref="GanOptionException">They can't share it.</exception>
    internal virtual void CheckReplicas(int batchSize, int ranks)
    {
    }

    /// <summary>Creates an untrained generator.</summary>
    public abstract GeneratorNetwork CreateGenerator(GeneratorDesign design, ParameterFactory parameters);

    /// <summary>Creates an untrained discriminator, best by a <see cref="DiscriminatorBuilder"/>.</summary>
    public abstract DiscriminatorNetwork CreateDiscriminator(DiscriminatorDesign design, ParameterFactory parameters);
}

/// <summary>
/// Architecture of convolutions, for square images of 28 or a power of two from 16 to 256, with 1 or 3 channels.
/// </summary>
public abstract record ConvolutionalNetwork : NetworkArchitecture
{
    /// <summary>Describes networks of a width.</summary>
    /// <param name="width">The default of <see cref="Width"/>. Default 32.</param>
    protected ConvolutionalNetwork(int width = 32) => Width = width;

    /// <summary>
    /// Channels of the feature maps next to the image, at least 1; from there they double at each halving, up to 8
    /// times, unless the architecture says otherwise. Default 32, but 64 for <see cref="Dcgan"/> and
    /// <see cref="ProgressiveGan"/>, 16 for <see cref="FastGan"/>.
    /// </summary>
    [CatalogSetting("--width", 1, 4096, "Channels next to the image; more take longer and draw finer.")]
    public int Width { get; init; }

    /// <inheritdoc/>
    public override void Check(SampleShape shape) => SquareImages.Check(Name, Width, shape);
}
