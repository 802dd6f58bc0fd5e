using Ml.Gan.Data;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Translation;

/// <summary>Two translators that undo each other: CycleGAN, DualGAN.</summary>
internal sealed class CycleConsistentGan : UnpairedGan
{
    private readonly PatchCritic _ofA, _ofB;
    private readonly Phase _translatorPhase;

    public CycleConsistentGan(TranslationOptions options, TranslationData data)
        : base(options, data)
    {
        var (a, b) = (InputShape, TargetShape);
        ToB = CreateTranslator(FileNames.ToB, a, b, SeedStream.Generator);
        ToA = CreateTranslator(FileNames.ToA, b, a, SeedStream.SecondGenerator);
        _ofA = CreateDiscriminator("discriminator_a", a.Channels, SeedStream.Discriminator);
        _ofB = CreateDiscriminator("discriminator_b", b.Channels, SeedStream.SecondDiscriminator);
        Networks = [ToB.Named, ToA.Named, _ofA.Named, _ofB.Named];
        _translatorPhase = TranslatorPhase(ToB, ToA);
        Phases = [DiscriminatorPhase(_ofA, _ofB), _translatorPhase];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<NamedNetwork> Networks { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Phase> Phases { get; }

    /// <inheritdoc/>
    private protected override TrainedTranslator ToB { get; }

    /// <inheritdoc/>
    private protected override TrainedTranslator ToA { get; }

    /// <inheritdoc/>
    private protected override IEnumerable<IDisposable> Judges => [_ofA, _ofB];

    /// <inheritdoc/>
    public override Batch NextBatch(IReadOnlyList<Phase> phases)
    {
        var (a, b) = NextImages();
        using var mode = set_grad_enabled(phases.Contains(_translatorPhase));
        return new UnpairedBatch(a, b, ToB.Translate(a), ToA.Translate(b));
    }

    /// <inheritdoc/>
    public override LossTerms Losses(Phase phase, Batch batch)
    {
        var images = (UnpairedBatch)batch;
        if (phase != _translatorPhase)
            return DiscriminatorLosses(images, _ofA, _ofB);
        var losses = new LossTerms();
        AddAdversarial(losses, images, _ofA, _ofB);
        AddCycle(losses, images);
        AddIdentity(losses, images);
        return losses;
    }
}
