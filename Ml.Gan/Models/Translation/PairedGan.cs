using Ml.Gan.Data;
using Ml.Gan.Objectives;
using Ml.Gan.Training;
using Ml.Gan.Training.Replication;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Translation;

/// <summary>One translator that learns from inputs with their targets: pix2pix, SRGAN, completion.</summary>
internal sealed class PairedGan : TranslationGan
{
    private readonly TrainedTranslator _translator;
    private readonly PatchCritic? _discriminator;
    private readonly NetworkDistance? _perceptual;
    private readonly BatchReader _pairs;
    private readonly Phase _translatorPhase;

    public PairedGan(TranslationOptions options, TranslationData data)
        : base(options, data)
    {
        _translator = CreateTranslator(FileNames.Paired, InputShape, TargetShape, SeedStream.Generator);
        if (Options.UsesDiscriminator)
        {
            int channels = TargetShape.Channels
                + (Options.System.DiscriminatorSeesInput ? InputShape.Channels : 0);
            _discriminator = CreateDiscriminator("discriminator", channels, SeedStream.Discriminator);
        }
        if (Options.Perceptual is NetworkPerceptualLoss fixedNetwork)
            _perceptual = new NetworkDistance(fixedNetwork, Device);
        _pairs = CreateReader(data.First, SeedStream.Shuffling, SeedStream.Mirroring, SeedStream.Cropping);
        Networks = [_translator.Named, .. _discriminator is null ? [] : (NamedNetwork[])[_discriminator.Named]];
        _translatorPhase = TranslatorPhase(_translator);
        Phases =
        [
            .. _discriminator is null ? [] : (Phase[])[DiscriminatorPhase(_discriminator)],
            _translatorPhase,
        ];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<NamedNetwork> Networks { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Phase> Phases { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Translators => [FileNames.Paired];

    /// <inheritdoc/>
    public override void ExchangeState(TrainingState state)
    {
        base.ExchangeState(state);
        _pairs.ExchangeState(state, "data");
    }

    /// <inheritdoc/>
    public override Batch NextBatch(IReadOnlyList<Phase> phases)
    {
        var (input, target) = Data.Split(_pairs.Next().Samples, Random[SeedStream.Masks]);
        using var mode = set_grad_enabled(phases.Contains(_translatorPhase));
        return new PairedBatch(input, target, _translator.Translate(input));
    }

    /// <inheritdoc/>
    public override LossTerms Losses(Phase phase, Batch batch)
    {
        var (input, target, output) = (PairedBatch)batch;
        var losses = new LossTerms();
        if (phase != _translatorPhase)
        {
            _discriminator!.AddOwnLoss(losses, Seen(input, target), Seen(input, output.detach()));
            return losses;
        }
        if (_discriminator is not null)
        {
            var (real, generated) = (Seen(input, target), _discriminator.Evaluate(Seen(input, output)));
            ThrowIfStopping();
            if (Options.AdversarialWeight > 0)
                losses.Add(
                    "adversarial", _discriminator.TranslatorLoss(real, generated), Options.AdversarialWeight.Value);
            if (Options.Perceptual is AdaptivePerceptualLoss adaptive)
                losses.Add("perceptual", _discriminator.PerceptualDistance(real, generated), adaptive.Weight);
        }
        if (_perceptual is not null)
            losses.Add("perceptual", Shard.Mean(_perceptual.Of(output, target)), Options.Perceptual!.Weight);
        if (Options.ReconstructionWeight > 0)
            losses.Add(
                "reconstruction", Data.Mask is null ? Distance(output, target) : HoleDistance(batch),
                Options.ReconstructionWeight.Value);
        return losses;
    }

    /// <inheritdoc/>
    private protected override TrainedTranslator Find(string name) => _translator;

    /// <inheritdoc/>
    private protected override IReadOnlyList<Tensor> Rows(TranslationData data, int count)
    {
        using var masks = TranslationData.CreateMaskChoice();
        var (input, target) = data.Split(Read(data.First, count), masks);
        var output = Run(_translator, input);
        if (data.Mask is null)
            return [input, output, target];
        var image = input.narrow(1, 0, target.shape[1]);
        return data.GuidanceChannels == 0
            ? [image, output, target]
            : [image, input.narrow(1, target.shape[1] + 1, data.GuidanceChannels), output, target];
    }

    /// <inheritdoc/>
    private protected override void DisposeParts()
    {
        _translator.Dispose();
        _discriminator?.Dispose();
        _perceptual?.Dispose();
        _pairs.Dispose();
    }

    /// <summary>What the discriminator is shown of an image: the image, and where it is to see it, the input.</summary>
    private Tensor Seen(Tensor input, Tensor image) =>
        Options.System.DiscriminatorSeesInput ? cat([input, image], 1) : image;

    /// <summary>Mean distance in the holes: outside of them there is none, so that it is the mean of all.</summary>
    private Tensor HoleDistance(Batch batch)
    {
        var (input, target, output) = (PairedBatch)batch;
        return Distance(output, target) / Shard.Mean(Data.MaskOf(input).mean());
    }

    /// <param name="Input">Inputs, (N, C, H, W).</param>
    /// <param name="Target">Their targets.</param>
    /// <param name="Output">What the translator made of the inputs.</param>
    private sealed record PairedBatch(Tensor Input, Tensor Target, Tensor Output) : Batch;
}
