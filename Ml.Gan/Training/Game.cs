using Ml.Gan.Data;
using Ml.Gan.Objectives;
using Ml.Gan.Objectives.Penalties;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>The two players' updates: D's k steps, then G's.</summary>
internal sealed class Game : IDisposable
{
    private readonly Objective _objective;
    private readonly Penalty[] _penalties;
    private readonly int _discriminatorSteps;
    private readonly long[] _latentShape;
    private readonly Device _device;
    private readonly BatchReader _batches;
    private readonly Generator _random;
    private readonly DiscriminatorView _view;
    private readonly DiscriminatorLimits _limits;
    private readonly GradientLimit _gradientLimit;
    private readonly LearningRateSchedule _rates;

    public Game(TrainingOptions options, ISampleSource data, Device device)
    {
        _objective = options.Objective;
        _penalties = [.. options.Penalties()];
        _discriminatorSteps = options.StepsOfDiscriminator();
        (_latentShape, _device) = ([options.BatchSize, options.LatentSize], device);
        _batches = new BatchReader(data, options.BatchSize, SeedStream.Shuffling.Derive(options.SeedOrDefault), device);
        _random = new Generator((ulong)SeedStream.Latents.Derive(options.SeedOrDefault));
        long steps = options.StepsFor(data);
        _view = new DiscriminatorView(options, steps, device);
        Players = new Players(options, data.Shape, device);
        _limits = new DiscriminatorLimits(options, Players);
        _gradientLimit = new GradientLimit(options.GradientClipping);
        _rates = new LearningRateSchedule(options, steps, Players);
    }

    public Players Players { get; }

    /// <summary>
    /// Plays the step after <paramref name="completed"/> steps. D's last generated batch serves G's update too, so only that one
    /// records G's gradients.
    /// </summary>
    public StepTensors PlayStep(long completed)
    {
        _rates.Begin(completed);
        _view.Begin(completed);
        for (int i = 1; i < _discriminatorSteps; i++)
        {
            using var scope = NewDisposeScope();
            UpdateDiscriminator(_batches.Next(), GenerateFrozen());
        }
        var real = _batches.Next();
        var generated = Players.Generator.call(DrawLatents());
        var judged = _objective.UsesDiscriminator ? UpdateDiscriminator(real, generated.detach()) : null;
        return new StepTensors(_objective, judged, UpdateGenerator(real, generated), _view.AugmentationProbability);
    }

    public void Dispose()
    {
        Players.Dispose();
        _view.Dispose();
        _random.Dispose();
        _batches.Dispose();
    }

    private DiscriminatorUpdate UpdateDiscriminator(Tensor realSamples, Tensor generatedSamples)
    {
        var optimizer = Players.DiscriminatorOptimizer!;
        Players.DiscriminatorLearns = true;
        optimizer.zero_grad();
        var (real, generated) = (Evaluate(realSamples), Evaluate(generatedSamples));
        var loss = _objective.DiscriminatorLoss(real, generated);
        foreach (var penalty in _penalties)
            loss += penalty.Loss(points => Penalised(points, real, generated), real.Samples, generated.Samples, _random);
        loss.backward();
        _gradientLimit.Apply(Players.DiscriminatorParameters);
        optimizer.step();
        _limits.Apply();
        _view.Observe(real.Scores!);
        return new DiscriminatorUpdate(loss.detach(), real.Scores!.detach(), generated.Scores!.detach());
    }

    private Tensor UpdateGenerator(Tensor realSamples, Tensor generatedSamples)
    {
        Players.DiscriminatorLearns = false;
        Players.GeneratorOptimizer.zero_grad();
        var real = _objective.GeneratorSeesReal ? EvaluateFrozen(realSamples) : null;
        var loss = _objective.GeneratorLoss(real, Evaluate(generatedSamples));
        loss.backward();
        _gradientLimit.Apply(Players.GeneratorParameters);
        Players.GeneratorOptimizer.step();
        return loss.detach();
    }

    private EvaluatedBatch Evaluate(Tensor samples)
    {
        var seen = _view.Of(samples);
        return Players.Discriminator?.Evaluate(seen, _objective.UsesFeatures) ?? new EvaluatedBatch(seen);
    }

    private EvaluatedBatch EvaluateFrozen(Tensor samples)
    {
        using var frozen = no_grad();
        return Evaluate(samples);
    }

    private Tensor Penalised(Tensor points, EvaluatedBatch real, EvaluatedBatch generated) =>
        _objective.PenalisedValue(Players.Discriminator!.call(points), real, generated);

    private Tensor GenerateFrozen()
    {
        using var frozen = no_grad();
        return Players.Generator.call(DrawLatents());
    }

    private Tensor DrawLatents() => torch.randn(_latentShape, generator: _random).to(_device);
}
