using Ml.Gan.Data;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Translation;

/// <summary>
/// Two translators between two sets of images, from those of a to those of b and back: what systems without pairs have
/// in common.
/// </summary>
internal abstract class UnpairedGan : TranslationGan
{
    private readonly BatchReader _imagesA, _imagesB;
    private readonly ImagePool _outputsA, _outputsB;

    private protected UnpairedGan(TranslationOptions options, TranslationData data)
        : base(options, data)
    {
        _imagesA = CreateReader(data.First, SeedStream.Shuffling, SeedStream.Mirroring, SeedStream.Cropping);
        _imagesB = CreateReader(
            data.Second!, SeedStream.SecondShuffling, SeedStream.SecondMirroring, SeedStream.SecondCropping);
        (_outputsA, _outputsB) = (
            CreatePool(InputShape, SeedStream.Pool), CreatePool(TargetShape, SeedStream.SecondPool));
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<string> Translators => [FileNames.ToB, FileNames.ToA];

    /// <summary>The translator of images of a.</summary>
    private protected abstract TrainedTranslator ToB { get; }

    /// <summary>The one of images of b.</summary>
    private protected abstract TrainedTranslator ToA { get; }

    /// <summary>Discriminators, and what else says how good outputs are.</summary>
    private protected abstract IEnumerable<IDisposable> Judges { get; }

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
    private protected sealed override TrainedTranslator Find(string name) => name == FileNames.ToB ? ToB : ToA;

    /// <inheritdoc/>
    private protected sealed override IReadOnlyList<Tensor> Rows(TranslationData data, int count)
    {
        var (a, b) = (Read(data.First, count), Read(data.Second!, count));
        var (madeB, madeA) = (Run(ToB, a), Run(ToA, b));
        return [a, madeB, Run(ToA, madeB), b, madeA, Run(ToB, madeA)];
    }

    /// <inheritdoc/>
    private protected sealed override void DisposeParts()
    {
        IDisposable[] parts = [ToB, ToA, .. Judges, _imagesA, _imagesB, _outputsA, _outputsB];
        foreach (var part in parts)
            part.Dispose();
    }

    /// <summary>The next images of a and of b.</summary>
    private protected (Tensor A, Tensor B) NextImages() => (_imagesA.Next().Samples, _imagesB.Next().Samples);

    /// <summary>Outputs like images of a, and of b, that discriminators learn from, without gradient.</summary>
    private protected (Tensor A, Tensor B) Shown(UnpairedBatch images) =>
        (_outputsA.Exchange(images.MadeA.detach()), _outputsB.Exchange(images.MadeB.detach()));

    /// <summary>Losses of two discriminators, one for each set.</summary>
    private protected LossTerms DiscriminatorLosses(UnpairedBatch images, PatchCritic ofA, PatchCritic ofB)
    {
        var losses = new LossTerms();
        var (shownA, shownB) = Shown(images);
        ofA.AddOwnLoss(losses, images.A, shownA, "_a");
        ThrowIfStopping();
        ofB.AddOwnLoss(losses, images.B, shownB, "_b");
        return losses;
    }

    /// <summary>Adds what two discriminators say of outputs.</summary>
    private protected void AddAdversarial(
        LossTerms losses, UnpairedBatch images, PatchCritic ofA, PatchCritic ofB)
    {
        double weight = Options.AdversarialWeight!.Value;
        losses.Add("adversarial_a", ofA.TranslatorLoss(images.A, ofA.Evaluate(images.MadeA)), weight);
        losses.Add("adversarial_b", ofB.TranslatorLoss(images.B, ofB.Evaluate(images.MadeB)), weight);
    }

    /// <summary>Adds the distance of images to what comes back of them.</summary>
    private protected void AddCycle(LossTerms losses, UnpairedBatch images)
    {
        if (Options.ReconstructionWeight is not (> 0 and var weight))
            return;
        ThrowIfStopping();
        losses.Add("cycle_a", Distance(ToA.Translate(images.MadeB), images.A), weight);
        ThrowIfStopping();
        losses.Add("cycle_b", Distance(ToB.Translate(images.MadeA), images.B), weight);
    }

    /// <summary>Adds the distance of images to what is made of them that has nothing to be changed.</summary>
    private protected void AddIdentity(LossTerms losses, UnpairedBatch images)
    {
        if (Options.IdentityWeight is not (> 0 and var weight))
            return;
        ThrowIfStopping();
        losses.Add("identity_a", Distance(ToA.Translate(images.A), images.A), weight);
        losses.Add("identity_b", Distance(ToB.Translate(images.B), images.B), weight);
    }

    private ImagePool CreatePool(SampleShape shape, SeedStream stream) =>
        new(Options.PoolSize!.Value, [shape.Channels, shape.Height, shape.Width], Random[stream], Device);

    /// <param name="A">Images of a, (N, C, H, W).</param>
    /// <param name="B">Images of b.</param>
    /// <param name="MadeB">What was made of those of a.</param>
    /// <param name="MadeA">What was made of those of b.</param>
    private protected record UnpairedBatch(Tensor A, Tensor B, Tensor MadeB, Tensor MadeA) : Batch;
}
