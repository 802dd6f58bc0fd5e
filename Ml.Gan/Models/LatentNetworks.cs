using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;
using Ml.Gan.Training.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;
using BatchNorm = Ml.Gan.Networks.BatchNorm;

namespace Ml.Gan.Models;

/// <summary>
/// Networks of a <see cref="LatentGan"/>: generator, the average of its weights, discriminator (where the objective has
/// one) and Q network (where there are codes), with the phases in which they learn. A new stage has phases, and so
/// optimizers, of its own.
/// </summary>
internal sealed class LatentNetworks : IDisposable
{
    /// <summary>Names in files.</summary>
    public const string GeneratorName = "generator", DiscriminatorName = "discriminator";

    private readonly LatentGanOptions _options;
    private readonly BatchNorm[] _discriminatorNorms;
    private readonly Ema? _average;
    private readonly HashSet<Parameter> _frozen;
    private readonly HiddenLayers? _hiddenLayers;
    private readonly LossScale? _generatorScale, _discriminatorScale;

    /// <param name="options">Resolved options.</param>
    /// <param name="shape">Shape of the samples.</param>
    /// <param name="conditioning">What generator and discriminator are told.</param>
    /// <param name="random">Seeds of the initial weights.</param>
    /// <param name="device">Where the networks live.</param>
    public LatentNetworks(
        LatentGanOptions options, SampleShape shape, Conditioning conditioning, RandomStreams random, Device device)
    {
        _options = options;
        (_generatorScale, _discriminatorScale) = (LossScale.For(options.Precision), LossScale.For(options.Precision));
        Generator = CreateGenerator();
        RealView = options.Network.CreateStageView(shape, Generator);
        if (options.Objective.UsesDiscriminator)
        {
            using var parameters = new ParameterFactory(random.SeedOf(SeedStream.Discriminator), device);
            Discriminator = options.Network.CreateDiscriminator(Design(options, shape, conditioning), parameters);
            if (options.Objective.SeesHiddenLayers)
                _hiddenLayers = new HiddenLayers(Discriminator);
        }
        if (conditioning.Codes is { } codes)
        {
            using var parameters = new ParameterFactory(random.SeedOf(SeedStream.QNetwork), device);
            Q = new QNetwork(codes, Discriminator!.FeatureCount, parameters);
        }
        if (options.EmaDecay > 0)
        {
            AveragedGenerator = CreateGenerator();
            _average = new Ema(Generator, AveragedGenerator, options.EmaDecay);
        }
        _discriminatorNorms = [.. Discriminator?.modules().OfType<BatchNorm>() ?? []];
        Named =
        [
            new NamedNetwork(GeneratorName, Generator, _average),
            .. Discriminator is null ? [] : (NamedNetwork[])[new NamedNetwork(DiscriminatorName, Discriminator)],
            .. Q is null ? [] : (NamedNetwork[])[new NamedNetwork("q", Q)],
        ];
        if (options.InitialWeights is { } weights)
            RequireFrozen(weights, NetworkWeights.Load(weights, Named));
        _frozen = Frozen();
        BeginStage(new StagePosition(0, 0));

        GeneratorNetwork CreateGenerator()
        {
            using var parameters = new ParameterFactory(random.SeedOf(SeedStream.Generator), device);
            return options.Network.CreateGenerator(
                new GeneratorDesign(shape, options.LatentSize, conditioning.GeneratorSize)
                {
                    ConditionMeanSquare = conditioning.GeneratorMeanSquare,
                    ConditionIsVector = conditioning.Layout.VectorSize > 0,
                },
                parameters);
        }
    }

    public GeneratorNetwork Generator { get; }

    /// <summary>View of real samples that D is shown in the present stage.</summary>
    public StageView RealView { get; }

    /// <summary>Generator of averaged weights; null without an average.</summary>
    public GeneratorNetwork? AveragedGenerator { get; }

    public DiscriminatorNetwork? Discriminator { get; }

    /// <summary>Q network, which learns in the discriminator's phase; null without codes.</summary>
    public QNetwork? Q { get; }

    /// <summary>All of them by name.</summary>
    public IReadOnlyList<NamedNetwork> Named { get; }

    /// <summary>Phases of the present stage: the discriminator's, where there is one, then the generator's.</summary>
    public IReadOnlyList<Phase> Phases { get; private set; } = [];

    /// <summary>The generator's phase, the last one.</summary>
    public Phase GeneratorPhase => Phases[^1];

    /// <summary>Stage of the training, and the place in it.</summary>
    public StagePosition Position { get; private set; }

    /// <summary>
    /// Whether what D sees enters the running statistics that normalize in inference. They are those of real samples,
    /// which D meets in batches of their own: a mixture with generated ones would fit neither kind, and a classifier
    /// least.
    /// </summary>
    public bool DiscriminatorSeesReal
    {
        set
        {
            foreach (var norm in _discriminatorNorms)
                norm.TracksStatistics = value;
        }
    }

    /// <summary>What D, where there is one, makes of samples as it sees them, and their conditions.</summary>
    public EvaluatedBatch Evaluate(Tensor samples, Tensor? condition)
    {
        if (Discriminator is null)
            return new EvaluatedBatch(samples);
        return _hiddenLayers?.Of(() => Discriminator.Evaluate(samples, condition))
            ?? Discriminator.Evaluate(samples, condition);
    }

    /// <summary>Moves all networks; tells whether a stage begins.</summary>
    public bool Enter(StagePosition position)
    {
        if (position.Stage == Position.Stage)
        {
            Move(position);
            return false;
        }
        DisposePhases();
        nn.Module[] before = [.. Generator.StageParts], averages = [.. AveragedGenerator?.StageParts ?? []];
        BeginStage(position);
        if (AveragedGenerator is not null)
            TakeAverages(before.Zip(averages));
        return true;
    }

    public void Dispose()
    {
        DisposePhases();
        Generator.Dispose();
        Discriminator?.Dispose();
        Q?.Dispose();
        _average?.Dispose();
    }

    private void BeginStage(StagePosition position)
    {
        Move(position);
        if (AveragedGenerator is not null)
            _average!.Restart(Generator.StageParts, AveragedGenerator.StageParts);
        Parameter[] generator = [.. Generator.StageParameters];
        Phases =
        [
            .. Discriminator is null ? [] : (Phase[])[DiscriminatorPhase(Discriminator)],
            new Phase("g", generator, _options.GeneratorOptimizer!.Create(generator)) { LossScale = _generatorScale },
        ];
    }

    /// <summary>
    /// What learns no more is sampled with its averaged weights, so that what comes behind it learns from them.
    /// </summary>
    private void TakeAverages(IEnumerable<(nn.Module Part, nn.Module Average)> before)
    {
        var learning = new HashSet<nn.Module>(Generator.StageParts, ReferenceEqualityComparer.Instance);
        using var frozen = no_grad();
        foreach (var (part, average) in before.Where(pair => !learning.Contains(pair.Part)))
        {
            foreach (var (state, averaged) in Ema.States(part).Zip(Ema.States(average)))
                state.copy_(averaged);
        }
    }

    /// <summary>The discriminator's phase, with the Q network's parameters behind its own.</summary>
    private Phase DiscriminatorPhase(DiscriminatorNetwork discriminator)
    {
        Parameter[] own = [.. discriminator.StageParameters.Where(weight => !_frozen.Contains(weight))];
        Parameter[] all = [.. own, .. Q?.parameters() ?? []];
        var optimizer = _options.DiscriminatorOptimizer!.Create(all, _options.DiscriminatorWeightDecay);
        return new Phase(
            "d", all, optimizer, _options.DiscriminatorSteps!.Value, WeightBound.Of(own, _options.WeightClipping))
        {
            LossScale = _discriminatorScale,
        };
    }

    private void RequireFrozen(string weights, IReadOnlyCollection<string> loaded) => OptionValue.Require(
        _options.FrozenDiscriminatorLayers == 0 || loaded.Contains(DiscriminatorName),
        nameof(_options.FrozenDiscriminatorLayers),
        $"Layers of the discriminator are to stay as '{weights}' has them, but that file holds no discriminator. "
        + "Freeze nothing, or give the weights of a training with one.");

    /// <summary>Parameters of the discriminator that don't learn.</summary>
    private HashSet<Parameter> Frozen()
    {
        int count = _options.FrozenDiscriminatorLayers;
        var layers = count == 0 ? [] : WeightLayers.Of(Discriminator!);
        OptionValue.Require(count == 0 || count < layers.Count, nameof(_options.FrozenDiscriminatorLayers),
            $"The discriminator has {layers.Count} layers with weights, of which at most {layers.Count - 1} can be "
            + $"frozen, not {count}.");
        var frozen = new HashSet<Parameter>(
            layers.Take(count).SelectMany(layer => layer), ReferenceEqualityComparer.Instance);
        foreach (var weight in frozen)
            weight.requires_grad = false;
        return frozen;
    }

    private void Move(StagePosition position)
    {
        Position = position;
        Generator.Enter(position);
        RealView.Enter(position);
        Discriminator?.Enter(position);
        AveragedGenerator?.Enter(position);
    }

    private void DisposePhases()
    {
        foreach (var phase in Phases)
            phase.Dispose();
    }

    private static DiscriminatorDesign Design(LatentGanOptions options, SampleShape shape, Conditioning conditioning)
    {
        var design = options.DesignDiscriminator(shape);
        return design with
        {
            ConditionSize = conditioning.DiscriminatorSize * options.Packing,
            ConditionMeanSquare = conditioning.MeanSquare * options.Packing,
            Outputs = conditioning.Classes.Count > 0 ? conditioning.Classes.Count : design.Outputs,
        };
    }
}
