using Ml.Gan.Data;
using Ml.Gan.Models.Captioning;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>
/// GAN that writes captions of images (Dai, Fidler, Urtasun and Lin, 2017): a captioner makes captions of images and
/// noise, an evaluator tells how likely a caption is a human's for its image. The captioner learns by likelihood first;
/// then, in each step, the evaluator in the phase <c>d</c>, and the captioner in the phase <c>g</c> by what the
/// evaluator makes of its captions.
/// </summary>
/// <remarks>
/// Metrics: <c>g_loss</c> with the terms <c>g_likelihood</c>, <c>g_adversarial</c> and <c>g_diversity</c>,
/// <c>d_loss</c> with <c>d_human</c>, <c>d_generated</c> and <c>d_mismatched</c>; <c>d_real</c> and <c>d_fake</c>, the
/// means of the scores.
/// <code>
/// using var scenes = CaptionedImages.Open("builtin:scenes");
/// using var gan = CaptionGan.Create(new CaptionOptions { Steps = 8000 }, scenes);
/// new GanTrainer(gan).Train();
/// gan.Export().Save("generator.onnx");
/// </code>
/// </remarks>
public sealed partial class CaptionGan : GanModel
{
    private readonly CaptionedImages _data;
    private readonly Device _device;
    private readonly RandomStreams _random;
    private readonly TrainedNetwork<CaptionerNetwork> _captioner;
    private readonly CaptionEvaluatorNetwork? _evaluator;
    private readonly CaptionReader _reader;
    private readonly GumbelSoftmax _choice;
    private readonly PolicyGradient? _policy;
    private readonly Phase _captionerPhase;
    private readonly Phase? _evaluatorPhase;
    private readonly Phase[] _alone, _both;

    private CaptionGan(CaptionOptions options, CaptionedImages data)
        : base(options)
    {
        (Options, _data, _device) = (options, data, options.Device.ToTorch());
        _random = new RandomStreams(options.SeedOrDefault);
        Vocabulary = data.CreateVocabulary(options.MinCount);
        var design = new CaptionNetworkDesign(
            data.Shape, Vocabulary.Count, options.MaxLength!.Value, options.LatentSize, options.WordSize,
            options.HiddenSize, options.Width);
        _captioner = new TrainedNetwork<CaptionerNetwork>(
            "generator", CreateCaptioner(design), () => CreateCaptioner(design), options.EmaDecay);
        _choice = new GumbelSoftmax(options.Temperature);
        _reader = new CaptionReader(data, Vocabulary, options, _random, _device);
        Parameter[] weights = [.. _captioner.Network.parameters()];
        _captionerPhase = new Phase("g", weights, options.GeneratorOptimizer!.Create(weights));
        (Networks, _alone) = ([_captioner.Named], [_captionerPhase]);
        if (options.UsesEvaluator)
        {
            using var parameters = new ParameterFactory(_random.SeedOf(SeedStream.Discriminator), _device);
            _evaluator = new CaptionEvaluatorNetwork(design, parameters);
            Parameter[] own = [.. _evaluator.parameters()];
            _evaluatorPhase = new Phase("d", own, options.DiscriminatorOptimizer!.Create(own));
            Networks = [_captioner.Named, new NamedNetwork("evaluator", _evaluator)];
            _policy = new PolicyGradient(
                _captioner.Network, _evaluator, _random[SeedStream.WordChoice], options.Rollouts);
        }
        _both = _evaluatorPhase is null ? _alone : [_evaluatorPhase, _captionerPhase];
        BeginStep();
    }

    /// <summary>What the model is trained with, everything that was left open as it was settled.</summary>
    public new CaptionOptions Options { get; }

    /// <summary>The words of the captions.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>Whether there is an evaluator: unless likelihood alone trains.</summary>
    public bool HasEvaluator => _evaluator is not null;

    /// <inheritdoc/>
    public override IReadOnlyList<NamedNetwork> Networks { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Phase> Phases => LearnsEvaluator ? _both : _alone;

    /// <inheritdoc/>
    public override int SamplesPerStep => Options.BatchSize;

    /// <summary>Whether the evaluator learns in the present step.</summary>
    private bool LearnsEvaluator { get; set; }

    /// <summary>Whether the captioner learns by the evaluator in the present step.</summary>
    private bool IsAdversarial { get; set; }

    /// <summary>Creates untrained networks.</summary>
    /// <param name="options">What to train with.</param>
    /// <param name="data">What to learn from; it stays the caller's.</param>
    /// <exception cref="GanOptionException">An option is out of range or doesn't fit the data.</exception>
    /// <exception cref="GanDataException">The captions hold no words.</exception>
    public static CaptionGan Create(CaptionOptions options, CaptionedImages data)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(data);
        var resolved = options.Resolve(data);
        CaptionOptionsCheck.Check(resolved, data);
        using var computation = FinalizerPause.Begin();
        using var gradients = GradientMode.Enable();
        return new CaptionGan(resolved, data);
    }

    /// <inheritdoc/>
    public override void BeginStep()
    {
        double pretraining = Options.UsesEvaluator ? Options.PretrainingShare * Options.Steps!.Value : 0;
        LearnsEvaluator = Options.UsesEvaluator && CompletedSteps >= pretraining / 2;
        IsAdversarial = Options.UsesEvaluator && CompletedSteps >= pretraining;
    }

    /// <inheritdoc/>
    public override void ExchangeState(TrainingState state)
    {
        using var use = BeginUse();
        base.ExchangeState(state);
        _random.ExchangeState(state);
        _reader.ExchangeState(state);
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> DescribeData()
    {
        var described = DataFingerprint.Of(_data);
        described.Add("vocabulary", string.Join(' ', Vocabulary.Words.Skip(1)));
        return described;
    }

    /// <inheritdoc/>
    public override Batch NextBatch(IReadOnlyList<Phase> phases)
    {
        var (images, words) = _reader.Next();
        using var mode = set_grad_enabled(phases.Contains(_captionerPhase));
        var features = _captioner.Network.Encode(images);
        var noise = Noise(images.shape[0]);
        var written = !LearnsEvaluator ? null : IsAdversarial ? Write(features, noise) : WriteAlone(features, noise);
        return new CaptionBatch(images, words, features, noise, written);
    }

    /// <inheritdoc/>
    public override LossTerms Losses(Phase phase, Batch batch)
    {
        var captions = (CaptionBatch)batch;
        return phase == _captionerPhase ? CaptionerLosses(captions) : EvaluatorLosses(captions);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        IDisposable?[] parts =
            [_captionerPhase, _evaluatorPhase, _captioner, _evaluator, _choice, _reader, _random];
        foreach (var part in parts)
            part?.Dispose();
    }

    private CaptionerNetwork CreateCaptioner(CaptionNetworkDesign design)
    {
        using var parameters = new ParameterFactory(_random.SeedOf(SeedStream.Generator), _device);
        return new CaptionerNetwork(design, parameters);
    }

    private LossTerms CaptionerLosses(CaptionBatch batch)
    {
        var losses = new LossTerms();
        if (!IsAdversarial)
            return losses.Add("likelihood", Likelihood(batch));
        if (Options.LikelihoodWeight > 0)
            losses.Add("likelihood", Likelihood(batch), Options.LikelihoodWeight);
        ThrowIfStopping();
        var (written, noise) = batch.Written!;
        Tensor judged;
        using (no_grad())
            judged = _evaluator!.Encode(batch.Images).repeat(2, 1);
        ThrowIfStopping();
        losses.Add("adversarial", Options.Objective == CaptionObjective.Gumbel
            ? CaptionLosses.AsHuman(_evaluator.Evaluate(judged, written.Words))
            : _policy!.Loss(batch.Features.repeat(2, 1), noise, written, judged), Options.AdversarialWeight);
        if (Options.DiversityWeight > 0)
            losses.Add("diversity", CaptionLosses.Diversity(written, noise), Options.DiversityWeight);
        return losses;
    }

    private LossTerms EvaluatorLosses(CaptionBatch batch)
    {
        var losses = new LossTerms();
        long count = batch.Words.shape[0];
        var judged = _evaluator!.Encode(batch.Images);
        ThrowIfStopping();
        var generated = batch.Written!.Sequence.Words.detach().narrow(0, 0, count);
        var logits = _evaluator.Evaluate(
            judged.repeat(3, 1), cat([batch.Words, generated, batch.Words.roll(1, 0)], 0)).chunk(3, 0);
        losses.Add("human", CaptionLosses.AsHuman(logits[0]));
        losses.Add("generated", CaptionLosses.AsOther(logits[1]), Options.GeneratedWeight);
        losses.Add("mismatched", CaptionLosses.AsOther(logits[2]), Options.MismatchedWeight);
        var (human, made) = (logits[0].detach(), logits[1].detach());
        losses.Report("d_real", () => human.sigmoid().mean());
        losses.Report("d_fake", () => made.sigmoid().mean());
        return losses;
    }

    private Tensor Likelihood(CaptionBatch batch) => CaptionLosses.Likelihood(
        _captioner.Network.Predict(batch.Features, batch.Noise, batch.Words), batch.Words);

    /// <summary>Two captions of each image, from two vectors of noise and, but for these, by the same chance.</summary>
    private WrittenCaptions Write(Tensor features, Tensor noise)
    {
        var both = cat([noise, Noise(noise.shape[0])], 0);
        Func<int, Tensor, Tensor> choose = Options.Objective == CaptionObjective.Gumbel
            ? (_, logits) => _choice.call(logits, Chance(logits.shape[0] / 2).repeat(2, 1))
            : (_, logits) => _policy!.Draw(logits);
        return new WrittenCaptions(_captioner.Network.Write(features.repeat(2, 1), both, choose), both);
    }

    /// <summary>A caption of each image for the evaluator alone.</summary>
    private WrittenCaptions WriteAlone(Tensor features, Tensor noise)
    {
        using var frozen = no_grad();
        return new WrittenCaptions(
            _captioner.Network.Write(features, noise, (_, logits) => _choice.call(logits, Chance(logits.shape[0]))),
            noise);
    }

    private Tensor Noise(long count) => torch.randn(
        [count, Options.LatentSize], ScalarType.Float32, CPU, generator: _random[SeedStream.Latents]).to(_device);

    private Tensor Chance(long count) =>
        GumbelSoftmax.Noise(_random[SeedStream.WordChoice], count, Vocabulary.Count).to(_device);

    /// <param name="Images">Images, (N, C, H, W).</param>
    /// <param name="Words">A human's caption of each as one-hot rows, (N, T, V).</param>
    /// <param name="Features">The captioner's features of the images, (N, F).</param>
    /// <param name="Noise">Noise, (N, Z).</param>
    /// <param name="Written">Captions of the captioner; null where nobody judges them.</param>
    private sealed record CaptionBatch(
        Tensor Images, Tensor Words, Tensor Features, Tensor Noise, WrittenCaptions? Written) : Batch;

    /// <param name="Sequence">The captions.</param>
    /// <param name="Noise">What they were written from.</param>
    private sealed record WrittenCaptions(WordSequence Sequence, Tensor Noise);
}
