using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training.Conditions;
using Ml.Gan.Training.Labels;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>The two players' updates: D's k steps, then G's.</summary>
internal sealed class Game : IDisposable
{
    private readonly TrainingOptions _options;
    private readonly Objective _objective;
    private readonly Penalty[] _penalties;
    private readonly int _discriminatorSteps;
    private readonly long _steps;
    private readonly Device _device;
    private readonly ConditionPlan _plan;
    private readonly StageSchedule _stages;
    private readonly BatchReader _batches;
    private readonly LabelledBatches? _labelled;
    private readonly Generator _random;
    private readonly Generator _codesRandom;
    private readonly DiscriminatorView _view;
    private readonly GradientLimit _gradientLimit;
    private LearningRateSchedule _rates;

    public Game(TrainingOptions options, ISampleSource data, ConditionPlan plan, Device device)
    {
        (_options, _plan, _device) = (options, plan, device);
        _objective = options.Objective;
        _penalties = [.. options.Penalties()];
        _discriminatorSteps = options.StepsOfDiscriminator();
        _steps = options.StepsFor(data);
        _stages = new StageSchedule(options.Network.StageShares(data.Shape), _steps);
        var classifying = _objective as IClassifyingObjective;
        _batches = new BatchReader(data, plan, classifying is { NeedsEveryLabel: true }, options.BatchSize, SeedStream.Shuffling.Derive(options.SeedOrDefault), device);
        _labelled = classifying is { NeedsEveryLabel: false } ? new LabelledBatches(options, data, device) : null;
        _random = new Generator((ulong)SeedStream.Latents.Derive(options.SeedOrDefault));
        _codesRandom = new Generator((ulong)SeedStream.Codes.Derive(options.SeedOrDefault));
        _view = new DiscriminatorView(options, _steps, device);
        Players = new Players(options, data.Shape, plan, device);
        _gradientLimit = new GradientLimit(options.GradientClipping);
        _rates = new LearningRateSchedule(options, _steps, Players);
    }

    public Players Players { get; }

    /// <summary>
    /// Plays the step after <paramref name="completed"/> steps. D's last generated batch serves G's update too, so only that one
    /// records G's gradients.
    /// </summary>
    public StepTensors PlayStep(long completed)
    {
        if (Players.Enter(_stages.At(completed)))
            _rates = new LearningRateSchedule(_options, _steps, Players);
        _rates.Begin(completed);
        _view.Begin(completed);
        for (int i = 1; i < _discriminatorSteps; i++)
        {
            using var scope = NewDisposeScope();
            var batch = _batches.Next();
            UpdateDiscriminator(batch, GenerateFrozen(batch));
        }
        var real = _batches.Next();
        var generated = Generate(real);
        var judged = _objective.UsesDiscriminator ? UpdateDiscriminator(real, generated.Detach()) : null;
        return new StepTensors(_objective, judged, UpdateGenerator(real, generated), _view.AugmentationProbability);
    }

    public void Dispose()
    {
        Players.Dispose();
        _view.Dispose();
        _random.Dispose();
        _codesRandom.Dispose();
        _batches.Dispose();
        _labelled?.Dispose();
    }

    private DiscriminatorUpdate UpdateDiscriminator(RealBatch realBatch, GeneratedBatch generatedBatch)
    {
        var optimizer = Players.DiscriminatorOptimizer!;
        Players.DiscriminatorLearns = true;
        optimizer.zero_grad();
        var (real, generated) = (EvaluateReal(realBatch), EvaluateGenerated(generatedBatch, realBatch));
        var loss = _objective.DiscriminatorLoss(real, generated);
        foreach (var penalty in _penalties)
            loss += penalty.Loss(points => Penalised(points, realBatch, real, generated), real.Samples, generated.Samples, _random);
        var codesLoss = CodesLoss(generated, generatedBatch);
        var classes = Classify(real);
        foreach (var term in new[] { codesLoss, _labelled is null ? null : classes?.Loss }.OfType<Tensor>())
            loss += term;
        loss.backward();
        _gradientLimit.Apply(Players.JudgingParameters);
        optimizer.step();
        DiscriminatorLimits.Apply(_options, Players);
        var (realScores, generatedScores) = (Reported(real), Reported(generated));
        _view.Observe(realScores);
        return new DiscriminatorUpdate(loss.detach(), realScores, generatedScores)
        {
            CodesLoss = codesLoss?.detach(), Classes = classes?.Detach(),
        };
    }

    /// <summary>How well D classifies labelled samples: a batch of their own, or the real one; null where it doesn't classify.</summary>
    private ClassifiedBatch? Classify(EvaluatedBatch real) =>
        _labelled is not null ? ClassifiedBatch.Of(EvaluateReal(_labelled.Next()))
        : _objective is IClassifyingObjective ? ClassifiedBatch.Of(real)
        : null;

    /// <summary>What metrics tell of D's outputs: D's raw ones, or where it has one for each class how real it takes the samples to be.</summary>
    private Tensor Reported(EvaluatedBatch batch) =>
        (_objective is IClassifyingObjective ? _objective.Score(batch.Outputs!) : batch.Outputs!).detach();

    private Tensor? CodesLoss(EvaluatedBatch generated, GeneratedBatch batch) =>
        batch.Codes is { } codes ? Players.Recognition!.Loss(generated.Features!, codes) : null;

    private Tensor UpdateGenerator(RealBatch realBatch, GeneratedBatch generatedBatch)
    {
        Players.DiscriminatorLearns = false;
        Players.GeneratorOptimizer.zero_grad();
        var real = _objective.GeneratorSeesReal ? EvaluateFrozen(realBatch) : null;
        var generated = EvaluateGenerated(generatedBatch, realBatch);
        var loss = _objective.GeneratorLoss(real, generated);
        if (CodesLoss(generated, generatedBatch) is { } codesLoss)
            loss += codesLoss;
        loss.backward();
        _gradientLimit.Apply(Players.GeneratorParameters);
        Players.GeneratorOptimizer.step();
        return loss.detach();
    }

    private EvaluatedBatch EvaluateReal(RealBatch batch) => Evaluate(Players.RealView.Of(batch.Samples), batch);

    private EvaluatedBatch EvaluateGenerated(GeneratedBatch batch, RealBatch realBatch)
    {
        Players.DiscriminatorSeesReal = false;
        var generated = Evaluate(batch.Samples, realBatch);
        Players.DiscriminatorSeesReal = true;
        return generated;
    }

    /// <summary>What D makes of samples that are what those of a batch are.</summary>
    private EvaluatedBatch Evaluate(Tensor samples, RealBatch batch)
    {
        var seen = _view.Of(samples);
        var evaluated = Players.Discriminator?.Evaluate(seen, _view.OfCondition(_plan.ForDiscriminator(batch.Condition))) ?? new EvaluatedBatch(seen);
        return evaluated with { Labels = batch.Labels };
    }

    private EvaluatedBatch EvaluateFrozen(RealBatch batch)
    {
        using var frozen = no_grad();
        return EvaluateReal(batch);
    }

    private Tensor Penalised(Tensor points, RealBatch batch, EvaluatedBatch real, EvaluatedBatch generated) =>
        _objective.PenalizedValue(Players.Discriminator!.call(points, _view.OfCondition(_plan.ForDiscriminator(batch.Condition))), real, generated);

    private GeneratedBatch GenerateFrozen(RealBatch batch)
    {
        using var frozen = no_grad();
        return Generate(batch);
    }

    /// <summary>Samples that are to be what those of a real batch are.</summary>
    private GeneratedBatch Generate(RealBatch batch)
    {
        var latents = torch.randn(_options.BatchSize, _options.LatentSize, generator: _random).to(_device);
        var codes = _plan.Codes?.Draw(_options.BatchSize, _codesRandom).to(_device);
        var samples = Players.Generator.GenerateStage(latents, ConditionPlan.ForGenerator(batch.Condition, codes), batch.Samples);
        return new GeneratedBatch(samples, codes);
    }
}
