using Ml.Gan.Data;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Translation;

/// <summary>
/// Two translators, from the images of a to those of b and back, that undo each other: CycleGAN, DualGAN.
/// </summary>
internal sealed class UnpairedGan : TranslationGan
{
    private readonly TrainedTranslator _toB, _toA;
    private readonly PatchCritic _ofA, _ofB;
    private readonly BatchReader _imagesA, _imagesB;
    private readonly ImagePool _outputsA, _outputsB;
    private readonly Phase _translatorPhase;

    public UnpairedGan(TranslationOptions options, TranslationData data)
        : base(options, data)
    {
        var (a, b) = (InputShape, TargetShape);
        _toB = CreateTranslator(FileNames.ToB, a, b, SeedStream.Generator);
        _toA = CreateTranslator(FileNames.ToA, b, a, SeedStream.SecondGenerator);
        _ofA = CreateDiscriminator("discriminator_a", a.Channels, SeedStream.Discriminator);
        _ofB = CreateDiscriminator("discriminator_b", b.Channels, SeedStream.SecondDiscriminator);
        _imagesA = CreateReader(data.First, SeedStream.Shuffling, SeedStream.Mirroring, SeedStream.Cropping);
        _imagesB = CreateReader(
            data.Second!, SeedStream.SecondShuffling, SeedStream.SecondMirroring, SeedStream.SecondCropping);
        (_outputsA, _outputsB) = (CreatePool(a, SeedStream.Pool), CreatePool(b, SeedStream.SecondPool));
        Networks = [_toB.Named, _toA.Named, _ofA.Named, _ofB.Named];
        _translatorPhase = TranslatorPhase(_toB, _toA);
        Phases = [DiscriminatorPhase(_ofA, _ofB), _translatorPhase];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<NamedNetwork> Networks { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Phase> Phases { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Translators => [FileNames.ToB, FileNames.ToA];

    /// <inheritdoc/>
    public override void ExchangeState(TrainingState state)
    {
        base.ExchangeState(state);
        _imagesA.ExchangeState(state, "data");
        _imagesB.ExchangeState(state, "second_data");
        _outputsA.ExchangeState(state, "pool_a");
        _outputsB.ExchangeState(state, "pool_b");
    }

    /// <inheritdoc/>
    public override Batch NextBatch(IReadOnlyList<Phase> phases)
    {
        var (a, b) = (_imagesA.Next().Samples, _imagesB.Next().Samples);
        using var mode = set_grad_enabled(phases.Contains(_translatorPhase));
        return new UnpairedBatch(a, b, _toB.Translate(a), _toA.Translate(b));
    }

    /// <inheritdoc/>
    public override LossTerms Losses(Phase phase, Batch batch)
    {
        var images = (UnpairedBatch)batch;
        return phase == _translatorPhase ? TranslatorLosses(images) : DiscriminatorLosses(images);
    }

    /// <inheritdoc/>
    private protected override TrainedTranslator Find(string name) => name == FileNames.ToB ? _toB : _toA;

    /// <inheritdoc/>
    private protected override IReadOnlyList<Tensor> Rows(TranslationData data, int count)
    {
        var (a, b) = (Read(data.First, count), Read(data.Second!, count));
        var (madeB, madeA) = (Run(_toB, a), Run(_toA, b));
        return [a, madeB, Run(_toA, madeB), b, madeA, Run(_toB, madeA)];
    }

    /// <inheritdoc/>
    private protected override void DisposeParts()
    {
        IDisposable[] parts = [_toB, _toA, _ofA, _ofB, _imagesA, _imagesB, _outputsA, _outputsB];
        foreach (var part in parts)
            part.Dispose();
    }

    private LossTerms DiscriminatorLosses(UnpairedBatch images)
    {
        var losses = new LossTerms();
        _ofA.AddOwnLoss(losses, images.A, _outputsA.Exchange(images.MadeA.detach()), "_a");
        ThrowIfStopping();
        _ofB.AddOwnLoss(losses, images.B, _outputsB.Exchange(images.MadeB.detach()), "_b");
        return losses;
    }

    private LossTerms TranslatorLosses(UnpairedBatch images)
    {
        var losses = new LossTerms();
        double adversarial = Options.AdversarialWeight!.Value, back = Options.ReconstructionWeight!.Value;
        losses.Add("adversarial_a", _ofA.TranslatorLoss(images.A, _ofA.Evaluate(images.MadeA)), adversarial);
        losses.Add("adversarial_b", _ofB.TranslatorLoss(images.B, _ofB.Evaluate(images.MadeB)), adversarial);
        if (back > 0)
        {
            ThrowIfStopping();
            losses.Add("cycle_a", Distance(_toA.Translate(images.MadeB), images.A), back);
            ThrowIfStopping();
            losses.Add("cycle_b", Distance(_toB.Translate(images.MadeA), images.B), back);
        }
        if (Options.IdentityWeight is > 0 and var same)
        {
            ThrowIfStopping();
            losses.Add("identity_a", Distance(_toA.Translate(images.A), images.A), same);
            losses.Add("identity_b", Distance(_toB.Translate(images.B), images.B), same);
        }
        return losses;
    }

    private ImagePool CreatePool(SampleShape shape, SeedStream stream) =>
        new(Options.PoolSize!.Value, [shape.Channels, shape.Height, shape.Width], Random[stream], Device);

    /// <param name="A">Images of a, (N, C, H, W).</param>
    /// <param name="B">Images of b.</param>
    /// <param name="MadeB">What was made of those of a.</param>
    /// <param name="MadeA">What was made of those of b.</param>
    private sealed record UnpairedBatch(Tensor A, Tensor B, Tensor MadeB, Tensor MadeA) : Batch;
}
