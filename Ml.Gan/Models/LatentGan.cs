using Ml.Gan.Data;
using Ml.Gan.Models.Export;
using Ml.Gan.Models.Labels;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;
using Ml.Gan.Training.Replication;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>
/// GAN of one generator from latent vectors, and one discriminator or none (Goodfellow et al., 2014, and its
/// successors). With a condition it is a conditional GAN, with codes an InfoGAN, with a classifying objective its
/// discriminator is a classifier. In each step the discriminator learns in the phase <c>d</c>, as often as the options
/// say, then the generator in the phase <c>g</c>.
/// </summary>
/// <remarks>
/// Metrics: <c>d_loss</c> and <c>g_loss</c>; their terms <c>adversarial</c>, <c>matching</c> where D is matching-aware,
/// the penalties by name, <c>lecam</c>, <c>consistency</c>, those that objective and networks add, <c>codes</c> and
/// <c>classes</c> where there are several; <c>d_real</c> and <c>d_fake</c>, the means of D's scores of both batches, as
/// probabilities where D gives logits; <c>class_loss</c> and <c>class_accuracy</c> where D classifies; <c>ada_p</c>
/// with an adaptive augmentation.
/// <code>
/// using var gan = new LatentGan(new LatentGanOptions { Steps = 1000 }, new Glyphs());
/// new GanTrainer(gan).Train();
/// gan.Export().Save("generator.onnx");
/// </code>
/// </remarks>
public sealed partial class LatentGan : GanModel
{
    private readonly LatentGanOptions _options;
    private readonly Objective _objective;
    private readonly DiscriminatorPenalties _penalties;
    private readonly LeCamRegularizer? _leCam;
    private readonly ConsistencyRegularizer? _consistency;
    private readonly ISampleSource _data;
    private readonly SampleShape _shape;
    private readonly Device _device;
    private readonly RandomStreams _random;
    private readonly Conditioning _conditioning;
    private readonly StageSchedule _stages;
    private readonly BatchReader _batches;
    private readonly DiscriminatorView _view;
    private readonly LatentNetworks _networks;
    private readonly Classification? _classification;
    private readonly GeneratorDescription _description;

    /// <summary>Creates untrained networks for <paramref name="data"/>, which stays the caller's.</summary>
    /// <exception cref="GanOptionException">An option is out of range or doesn't fit the data.</exception>
    /// <exception cref="GanDataException">
    /// The data don't carry the labels or vectors that the options ask for.
    /// </exception>
    public LatentGan(LatentGanOptions options, ISampleSource data)
        : base(Resolve(options, data))
    {
        using var computation = FinalizerPause.Begin();
        using var gradients = GradientMode.Enable();
        _options = (LatentGanOptions)base.Options;
        (_objective, _data, _shape, _device) = (_options.Objective, data, data.Shape, _options.Device.ToTorch());
        _penalties = new DiscriminatorPenalties(_options.Penalties());
        _random = new RandomStreams(_options.SeedOrDefault);
        _leCam = _options.LeCamWeight > 0 ? new LeCamRegularizer(_options.LeCamWeight) : null;
        _consistency = _options.ConsistencyWeight > 0
            ? new ConsistencyRegularizer(_options.ConsistencyWeight, _random[SeedStream.Consistency], _device) : null;
        _conditioning = Conditioning.For(_options, data);
        _stages = new StageSchedule(_options.Network.StageShares(data.Shape), _options.Steps!.Value);
        _classification = Classification.For(_options, data, _conditioning, _random, _device);
        bool isUnlabeled = _classification is { UsesRealBatch: false };
        _batches = new BatchReader(
            data, isUnlabeled ? Conditioning.None : _conditioning, _classification is { UsesRealBatch: true },
            _options.BatchSize,
            _random.SeedOf(SeedStream.Shuffling), _device, _options.Prefetch,
            _options.Mirror ? _random[SeedStream.Mirroring] : null, replicas: Replicas);
        _view = new DiscriminatorView(_options, _options.Steps.Value, _random[SeedStream.View], _device);
        _networks = new LatentNetworks(_options, data.Shape, _conditioning, _random, _device);
        _description = new GeneratorDescription(_options, data);
    }

    /// <summary>
    /// What the model is trained with, everything that was left open as it was settled
    /// (<see cref="LatentGanOptions.Resolve(ISampleSource)"/>).
    /// </summary>
    public new LatentGanOptions Options => _options;

    /// <inheritdoc/>
    public override IReadOnlyList<NamedNetwork> Networks => _networks.Named;

    /// <inheritdoc/>
    public override IReadOnlyList<Phase> Phases => _networks.Phases;

    /// <inheritdoc/>
    public override int SamplesPerStep => _options.BatchSize * (_options.DiscriminatorSteps ?? 1);

    /// <inheritdoc/>
    public override int Stages => _stages.Count;

    /// <inheritdoc/>
    public override int Stage => _networks.Position.Stage + 1;

    /// <inheritdoc/>
    internal override bool TrainsOnReplicas => true;

    /// <inheritdoc/>
    public override void BeginStep()
    {
        _restoredStep = null;
        _networks.DiscriminatorSeesReal = true;
        if (_networks.Enter(_stages.At(CompletedSteps)))
            _leCam?.Restart();
        _view.Begin(CompletedSteps);
    }

    /// <inheritdoc/>
    public override void ExchangeState(TrainingState state)
    {
        using var use = BeginUse();
        base.ExchangeState(state);
        _random.ExchangeState(state);
        _batches.ExchangeState(state, "data");
        _view.ExchangeState(state);
        _penalties.ExchangeState(state, _device);
        _leCam?.ExchangeState(state, _device);
        _classification?.ExchangeState(state);
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> DescribeData() => DataFingerprint.Of(_data);

    /// <inheritdoc/>
    public override Batch NextBatch(IReadOnlyList<Phase> phases)
    {
        var real = _batches.Next();
        using var mode = set_grad_enabled(phases.Contains(_networks.GeneratorPhase));
        using var precision = MixedPrecision.Begin(_options.Precision);
        int count = _options.BatchSize / Shard.Count;
        var latents = Shard.Draw(
            [count, _options.LatentSize],
            size => torch.randn(size, ScalarType.Float32, CPU, generator: _random[SeedStream.Latents])).to(_device);
        var codes = _conditioning.Codes?.Draw(count, _random[SeedStream.Codes]).to(_device);
        var labeled = _classification?.NextToGenerate(count);
        var condition = Conditioning.ForGenerator((labeled ?? real).Condition, codes);
        var generated = MixedPrecision.Exact(_networks.Generator.GenerateStage(latents, condition, real.Samples));
        return _lastBatch = new LatentBatch(real, generated, latents, condition, codes, labeled);
    }

    /// <inheritdoc/>
    public override LossTerms Losses(Phase phase, Batch batch)
    {
        using var precision = MixedPrecision.Begin(_options.Precision);
        return phase == _networks.GeneratorPhase
            ? GeneratorLosses((LatentBatch)batch)
            : DiscriminatorLosses((LatentBatch)batch);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _networks.Dispose();
        _view.Dispose();
        _penalties.Dispose();
        _leCam?.Dispose();
        _batches.Dispose();
        _classification?.Dispose();
        _random.Dispose();
    }

    private LossTerms DiscriminatorLosses(LatentBatch batch)
    {
        var real = EvaluateReal(batch.Real);
        ThrowIfStopping();
        var generated = EvaluateGenerated(batch.Generated.detach(), batch.Source);
        ThrowIfStopping();
        var (allReal, allGenerated) = (Whole(real), Whole(generated));
        var losses = new LossTerms();
        AddAdversarial(losses, batch.Real, allReal, allGenerated);
        foreach (var (name, value) in _objective.OwnLosses(allReal, allGenerated))
            losses.Add(name, value);
        // Slopes are those at the images themselves, and their augmentation a part of D (Karras et al., 2020).
        bool isAugmented = _options.Augmentation is not null;
        var (realPoints, generatedPoints) = isAugmented
            ? (_networks.RealView.Of(batch.Real.Samples), batch.Generated.detach())
            : (real.Samples, generated.Samples);
        _penalties.AddTo(
            losses,
            penalty => Shard.Mean(
                penalty.Loss(Penalized, realPoints, generatedPoints, _random[SeedStream.Latents])));
        if (_leCam is not null)
            losses.Add("lecam", _leCam.Loss(allReal.Outputs!, allGenerated.Outputs!));
        if (_consistency is not null)
            losses.Add("consistency", Shard.Mean(_options.RealConsistencyOnly
                ? Inconsistency(real, batch.Real)
                : Inconsistency(real, batch.Real) + Inconsistency(generated, batch.Real)));
        foreach (var (name, value) in _networks.Discriminator!.OwnLosses(real, CompletedSteps))
            losses.Add(name, Shard.Mean(value));
        AddCodes(losses, batch, generated);
        _classification?.AddTo(
            losses, batch, allReal, allGenerated, labeled => Whole(EvaluateReal(labeled)));
        var (realScores, generatedScores) = (Reported(allReal), Reported(allGenerated));
        _view.Observe(realScores);
        LastLogits = _objective.OutputsLogits ? (realScores, generatedScores) : null;
        return losses.Report("d_real", () => Probability(realScores).mean()).Report(
            "d_fake", () => Probability(generatedScores).mean());

        Tensor Penalized(Tensor points) => _objective.PenalizedValue(
            _networks.Discriminator!.call(isAugmented ? _view.Of(points) : points, ConditionOf(batch.Real)),
            allReal, allGenerated);
    }

    private Tensor Inconsistency(EvaluatedBatch seen, RealBatch batch)
    {
        _networks.DiscriminatorSeesReal = false;
        var loss = _consistency!.Loss(
            seen.Samples, seen.Outputs!, images => _networks.Discriminator!.call(images, ConditionOf(batch)));
        _networks.DiscriminatorSeesReal = true;
        return loss;
    }

    private LossTerms GeneratorLosses(LatentBatch batch)
    {
        if (_networks.Generator.StageLoss(batch.Generated, batch.Real.Samples) is { } loss)
            return new LossTerms().Add("stage", Shard.Mean(loss));
        var real = _objective.GeneratorSeesReal ? EvaluateFrozen(batch.Real) : null;
        ThrowIfStopping();
        var generated = EvaluateGenerated(batch.Generated, batch.Source);
        ThrowIfStopping();
        var losses = new LossTerms().Add(
            "adversarial",
            _objective.GeneratorLoss(real is null ? null : Whole(real), Whole(generated)));
        foreach (var (name, value) in _networks.Generator.OwnLosses(batch.Latents, batch.Condition, CompletedSteps))
            losses.Add(name, Shard.Mean(value));
        AddCodes(losses, batch, generated);
        if (_view.AugmentationProbability is { } probability)
            losses.Report("ada_p", () => torch.tensor(probability, device: CPU));
        return losses;
    }

    /// <summary>D's loss; where D is matching-aware, half of it is that of mismatched pairs.</summary>
    /// <param name="losses">D's losses.</param>
    /// <param name="batch">This rank's real samples.</param>
    /// <param name="real">D of the whole real batch.</param>
    /// <param name="generated">D of the whole generated batch.</param>
    private void AddAdversarial(LossTerms losses, RealBatch batch, EvaluatedBatch real, EvaluatedBatch generated)
    {
        var loss = _objective.DiscriminatorLoss(real, generated);
        var (mismatched, places) = _options.Network.IsMatchingAware ? Mismatch.Of(batch, ConditionOf) : default;
        if (mismatched is null || places!.shape[0] < _objective.MinimumBatchSize)
        {
            losses.Add("adversarial", loss);
            return;
        }
        var wrong = Whole(EvaluateGenerated(_networks.RealView.Of(batch.Samples), mismatched));
        losses.Add("adversarial", loss, weight: 0.5);
        losses.Add(
            "matching", _objective.DiscriminatorLoss(real.Select(places), wrong.Select(places)), weight: 0.5);
    }

    private void AddCodes(LossTerms losses, LatentBatch batch, EvaluatedBatch generated)
    {
        if (batch.Codes is { } codes)
            losses.Add("codes", Shard.Mean(_networks.Q!.Loss(generated.Features!, codes)));
    }

    private static LatentGanOptions Resolve(LatentGanOptions options, ISampleSource data)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(data);
        options.Check(data.Shape);
        return options.Resolve(data);
    }
}
