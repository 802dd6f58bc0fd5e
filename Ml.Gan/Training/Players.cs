using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Training.Conditions;
using TorchSharp.Modules;
using static TorchSharp.torch;
using BatchNorm = Ml.Gan.Networks.BatchNorm;

namespace Ml.Gan.Training;

/// <summary>
/// Generator and discriminator (where the objective has one, with what recognises codes from its features), each with the optimiser of
/// the weights that learn in the present stage.
/// </summary>
internal sealed class Players : IDisposable
{
    private readonly TrainingOptions _options;
    private readonly BatchNorm[] _discriminatorNorms;

    public Players(TrainingOptions options, SampleShape shape, ConditionPlan plan, Device device)
    {
        _options = options;
        using (var parameters = new ParameterFactory(SeedStream.Generator.Derive(options.SeedOrDefault), device))
            Generator = options.Network.CreateGenerator(new GeneratorDesign(shape, options.LatentSize, plan.GeneratorSize), parameters);
        RealView = options.Network.CreateStageView(shape);
        if (options.Objective.UsesDiscriminator)
        {
            using var parameters = new ParameterFactory(SeedStream.Discriminator.Derive(options.SeedOrDefault), device);
            Discriminator = options.Network.CreateDiscriminator(Design(options, shape, plan), parameters);
        }
        if (plan.Codes is { } codes)
        {
            using var parameters = new ParameterFactory(SeedStream.Recognition.Derive(options.SeedOrDefault), device);
            Recognition = new CodesRecognition(codes, Discriminator!.FeatureCount, parameters);
        }
        _discriminatorNorms = [.. Discriminator?.modules().OfType<BatchNorm>() ?? []];
        BeginStage(new StagePosition(0, 0));
    }

    public GeneratorNetwork Generator { get; }

    public DiscriminatorNetwork? Discriminator { get; }

    /// <summary>View of real samples that D is shown in the present stage.</summary>
    public StageView RealView { get; }

    /// <summary>Recognises the codes of generated samples; null where there are none. It learns together with the discriminator.</summary>
    public CodesRecognition? Recognition { get; }

    /// <summary>Where the training is.</summary>
    public StagePosition Position { get; private set; }

    /// <summary>G's weights that learn, listed once for each stage: asking a network for them walks its layers.</summary>
    public IReadOnlyList<Parameter> GeneratorParameters { get; private set; } = null!;

    /// <summary>D's weights that learn; none where there is no D.</summary>
    public IReadOnlyList<Parameter> DiscriminatorParameters { get; private set; } = [];

    /// <summary>The weights that D's optimiser changes: D's, and those that recognise codes.</summary>
    public IReadOnlyList<Parameter> JudgingParameters { get; private set; } = [];

    public optim.Optimizer GeneratorOptimizer { get; private set; } = null!;

    public optim.Optimizer? DiscriminatorOptimizer { get; private set; }

    public IEnumerable<optim.Optimizer> Optimizers => new[] { GeneratorOptimizer, DiscriminatorOptimizer }.OfType<optim.Optimizer>();

    /// <summary>
    /// Whether D's weights collect gradients. They need none in G's step, which saves computing them.
    /// </summary>
    public bool DiscriminatorLearns
    {
        set
        {
            foreach (var parameter in JudgingParameters)
                parameter.requires_grad = value;
        }
    }

    /// <summary>
    /// Whether what D sees enters the running statistics that normalise in inference. They are those of real samples, which D meets in batches
    /// of their own: a mixture with generated ones would fit neither kind, and a classifier least.
    /// </summary>
    public bool DiscriminatorSeesReal
    {
        set
        {
            foreach (var norm in _discriminatorNorms)
                norm.TracksStatistics = value;
        }
    }

    /// <summary>Moves both players; a new stage has optimisers of its own.</summary>
    /// <returns>Whether a new stage began.</returns>
    public bool Enter(StagePosition position)
    {
        bool isNew = position.Stage != Position.Stage;
        if (isNew)
        {
            GeneratorOptimizer.Dispose();
            DiscriminatorOptimizer?.Dispose();
            BeginStage(position);
        }
        else
        {
            Move(position);
        }
        return isNew;
    }

    public void Dispose()
    {
        GeneratorOptimizer.Dispose();
        DiscriminatorOptimizer?.Dispose();
        Generator.Dispose();
        Discriminator?.Dispose();
        Recognition?.Dispose();
    }

    private void BeginStage(StagePosition position)
    {
        Move(position);
        var network = _options.Network;
        GeneratorParameters = [.. Generator.StageParameters];
        GeneratorOptimizer = (_options.GeneratorOptimizer ?? network.RecommendedOptimizer(_options.Objective)).Create(GeneratorParameters);
        if (Discriminator is null)
            return;
        DiscriminatorParameters = [.. Discriminator.StageParameters];
        JudgingParameters = [.. DiscriminatorParameters, .. Recognition?.parameters() ?? []];
        DiscriminatorOptimizer = (_options.DiscriminatorOptimizer ?? network.RecommendedDiscriminatorOptimizer(_options.Objective))
            .Create(JudgingParameters, _options.DiscriminatorWeightDecay);
    }

    private void Move(StagePosition position)
    {
        Position = position;
        Generator.Enter(position);
        Discriminator?.Enter(position);
        RealView.Enter(position);
    }

    private static DiscriminatorDesign Design(TrainingOptions options, SampleShape shape, ConditionPlan plan)
    {
        var design = options.DesignDiscriminator(shape);
        return design with
        {
            ConditionSize = plan.DiscriminatorSize * options.Packing,
            Outputs = plan.Classes.Count > 0 ? plan.Classes.Count : design.Outputs,
        };
    }
}
