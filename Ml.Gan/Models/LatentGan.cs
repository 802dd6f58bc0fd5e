using Ml.Gan.Data;
using Ml.Gan.Models.Export;
using Ml.Gan.Models.Labels;
using Ml.Gan.Native;
using Ml.Gan.Objectives;
using Ml.Gan.Training;
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
/// Metrics: <c>d_loss</c> and <c>g_loss</c>; their terms <c>adversarial</c>, the penalties by name, the networks' own
/// ones, <c>codes</c> and <c>classes</c> where there are several; <c>d_real</c> and <c>d_fake</c>, the means of D's
/// scores of both batches, as probabilities where D gives logits; <c>class_loss</c> and <c>class_accuracy</c> where D
/// classifies; <c>ada_p</c> with an adaptive augmentation.
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
    private readonly (string Name, Penalty Penalty)[] _penalties;
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
        (_objective, _shape, _device) = (_options.Objective, data.Shape, _options.Device.ToTorch());
        _penalties = Named(_options.Penalties());
        _random = new RandomStreams(_options.SeedOrDefault);
        _conditioning = Conditioning.For(_options, data);
        _stages = new StageSchedule(_options.Network.StageShares(data.Shape), _options.Steps!.Value);
        _classification = Classification.For(_options, data, _random, _device);
        _batches = new BatchReader(
            data, _conditioning, _classification is { UsesRealBatch: true }, _options.BatchSize,
            _random.SeedOf(SeedStream.Shuffling), _device,
            _options.Mirror ? _random[SeedStream.Mirroring] : null);
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
    public override void BeginStep()
    {
        _restoredStep = null;
        _networks.Enter(_stages.At(CompletedSteps));
        _view.Begin(CompletedSteps);
    }

    /// <inheritdoc/>
    public override Batch NextBatch(IReadOnlyList<Phase> phases)
    {
        var real = _batches.Next();
        using var mode = set_grad_enabled(phases.Contains(_networks.GeneratorPhase));
        long[] size = [_options.BatchSize, _options.LatentSize];
        var latents =
            torch.randn(size, ScalarType.Float32, CPU, generator: _random[SeedStream.Latents]).to(_device);
        var codes = _conditioning.Codes?.Draw(_options.BatchSize, _random[SeedStream.Codes]).to(_device);
        var condition = Conditioning.ForGenerator(real.Condition, codes);
        return new LatentBatch(
            real, _networks.Generator.GenerateStage(latents, condition, real.Samples), latents, condition, codes);
    }

    /// <inheritdoc/>
    public override LossTerms Losses(Phase phase, Batch batch) => phase == _networks.GeneratorPhase
        ? GeneratorLosses((LatentBatch)batch)
        : DiscriminatorLosses((LatentBatch)batch);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _networks.Dispose();
        _view.Dispose();
        _batches.Dispose();
        _classification?.Dispose();
        _random.Dispose();
    }

    private LossTerms DiscriminatorLosses(LatentBatch batch)
    {
        var real = EvaluateReal(batch.Real);
        var generated = EvaluateGenerated(batch.Generated.detach(), batch.Real);
        var losses = new LossTerms().Add("adversarial", _objective.DiscriminatorLoss(real, generated));
        // Slopes are those at the images themselves, and their augmentation a part of D (Karras et al., 2020).
        bool isAugmented = _options.Augmentation is not null;
        var (realPoints, generatedPoints) = isAugmented
            ? (_networks.RealView.Of(batch.Real.Samples), batch.Generated.detach())
            : (real.Samples, generated.Samples);
        foreach (var (name, penalty) in _penalties)
            losses.Add(name, penalty.Loss(Penalized, realPoints, generatedPoints, _random[SeedStream.Latents]));
        foreach (var (name, value) in _networks.Discriminator!.OwnLosses(real, CompletedSteps))
            losses.Add(name, value);
        AddCodes(losses, batch, generated);
        _classification?.AddTo(losses, real, EvaluateReal);
        var (realScores, generatedScores) = (Reported(real), Reported(generated));
        _view.Observe(realScores);
        return losses.Report("d_real", () => Probability(realScores).mean()).Report(
            "d_fake", () => Probability(generatedScores).mean());

        Tensor Penalized(Tensor points) => _objective.PenalizedValue(
            _networks.Discriminator!.call(isAugmented ? _view.Of(points) : points, ConditionOf(batch.Real)),
            real, generated);
    }

    private LossTerms GeneratorLosses(LatentBatch batch)
    {
        var real = _objective.GeneratorSeesReal ? EvaluateFrozen(batch.Real) : null;
        var generated = EvaluateGenerated(batch.Generated, batch.Real);
        var losses = new LossTerms().Add("adversarial", _objective.GeneratorLoss(real, generated));
        foreach (var (name, value) in _networks.Generator.OwnLosses(batch.Latents, batch.Condition, CompletedSteps))
            losses.Add(name, value);
        AddCodes(losses, batch, generated);
        if (_view.AugmentationProbability is { } probability)
            losses.Report("ada_p", () => torch.tensor(probability, device: CPU));
        return losses;
    }

    private void AddCodes(LossTerms losses, LatentBatch batch, EvaluatedBatch generated)
    {
        if (batch.Codes is { } codes)
            losses.Add("codes", _networks.Q!.Loss(generated.Features!, codes));
    }

    /// <summary>
    /// D's outputs as metrics tell them: raw, or where D has one for each class how real it takes the samples to be.
    /// </summary>
    private Tensor Reported(EvaluatedBatch batch) =>
        (_classification is not null ? _objective.Score(batch.Outputs!) : batch.Outputs!).detach();

    private Tensor Probability(Tensor scores) => _objective.OutputsLogits ? scores.sigmoid() : scores;

    private EvaluatedBatch EvaluateReal(RealBatch batch) => Evaluate(_networks.RealView.Of(batch.Samples), batch);

    private EvaluatedBatch EvaluateFrozen(RealBatch batch)
    {
        using var frozen = no_grad();
        return EvaluateReal(batch);
    }

    private EvaluatedBatch EvaluateGenerated(Tensor samples, RealBatch real)
    {
        _networks.DiscriminatorSeesReal = false;
        var generated = Evaluate(samples, real);
        _networks.DiscriminatorSeesReal = true;
        return generated;
    }

    /// <summary>What D makes of samples whose conditions are those of a batch.</summary>
    private EvaluatedBatch Evaluate(Tensor samples, RealBatch batch)
    {
        var seen = _view.Of(samples);
        var evaluated = _networks.Discriminator?.Evaluate(seen, ConditionOf(batch)) ?? new EvaluatedBatch(seen);
        return evaluated with { Labels = batch.Labels };
    }

    private Tensor? ConditionOf(RealBatch batch) => _view.OfCondition(_conditioning.ForDiscriminator(batch.Condition));

    private static LatentGanOptions Resolve(LatentGanOptions options, ISampleSource data)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(data);
        options.Check(data.Shape);
        return options.Resolve(data);
    }

    /// <summary>Penalties by the names of their terms; the second of one kind has a 2 behind it.</summary>
    private static (string, Penalty)[] Named(IEnumerable<Penalty> penalties)
    {
        string[] names = [.. penalties.Select(penalty => penalty.Name.Split(':')[0].Replace('-', '_'))];
        return
        [
            .. penalties.Select((penalty, i) =>
                (Array.IndexOf(names, names[i]) < i ? $"{names[i]}_2" : names[i], penalty)),
        ];
    }
}
