using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Training;
using Ml.Gan.Training.Replication;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Translation;

/// <summary>Two variational autoencoders with one space of latents: UNIT.</summary>
internal sealed class UnitGan : UnpairedGan
{
    private readonly Unit _system;
    private readonly LatentTranslator _fromA, _fromB;
    private readonly PatchCritic _ofA, _ofB;
    private readonly Phase _translatorPhase;

    public UnitGan(Unit system, TranslationOptions options, TranslationData data)
        : base(options, data)
    {
        _system = system;
        var (a, b) = (InputShape, TargetShape);
        var shared = CreateShared();
        TranslatorDesign there = Design(a, b), back = Design(b, a);
        _fromA = CreateNetwork(there, SeedStream.Generator, shared);
        _fromB = CreateNetwork(back, SeedStream.SecondGenerator, shared);
        // Averages share nothing: each one takes in the blocks that its network shares by itself.
        ToB = new TrainedTranslator(FileNames.ToB, options, there, _fromA,
            () => CreateNetwork(there, SeedStream.Generator, CreateShared()));
        ToA = new TrainedTranslator(FileNames.ToA, options, back, _fromB,
            () => CreateNetwork(back, SeedStream.SecondGenerator, CreateShared()));
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

    private ResNetTranslator Architecture => (ResNetTranslator)Options.Translator!;

    /// <inheritdoc/>
    public override Batch NextBatch(IReadOnlyList<Phase> phases)
    {
        var (a, b) = NextImages();
        using var mode = set_grad_enabled(phases.Contains(_translatorPhase));
        var (meansA, meansB) = (_fromA.Encode(a), _fromB.Encode(b));
        var (latentsA, latentsB) = (Sample(meansA), Sample(meansB));
        return new LatentBatch(
            a, b, _fromA.Decode(latentsA), _fromB.Decode(latentsB), meansA, meansB, latentsA, latentsB);
    }

    /// <inheritdoc/>
    public override LossTerms Losses(Phase phase, Batch batch)
    {
        var images = (LatentBatch)batch;
        if (phase != _translatorPhase)
            return DiscriminatorLosses(images, _ofA, _ofB);
        var losses = new LossTerms();
        AddAdversarial(losses, images, _ofA, _ofB);
        ThrowIfStopping();
        if (_system.KlWeight > 0)
        {
            losses.Add("kl_a", Divergence(images.MeansA), _system.KlWeight);
            losses.Add("kl_b", Divergence(images.MeansB), _system.KlWeight);
        }
        if (_system.AutoencodingWeight is > 0 and var weight)
        {
            losses.Add("autoencoding_a", Distance(_fromB.Decode(images.LatentsA), images.A), weight);
            losses.Add("autoencoding_b", Distance(_fromA.Decode(images.LatentsB), images.B), weight);
        }
        AddReturn(losses, "_a", _fromB, images.MadeB, images.A);
        AddReturn(losses, "_b", _fromA, images.MadeA, images.B);
        AddIdentity(losses, images);
        return losses;
    }

    /// <summary>Adds the terms of an image that comes back of its translation.</summary>
    private void AddReturn(LossTerms losses, string suffix, LatentTranslator back, Tensor made, Tensor images)
    {
        ThrowIfStopping();
        var (cycle, divergence) = (Options.ReconstructionWeight!.Value, _system.CycleKlWeight);
        if (cycle == 0 && divergence == 0)
            return;
        var means = back.Encode(made);
        if (divergence > 0)
            losses.Add($"cycle_kl{suffix}", Divergence(means), divergence);
        if (cycle > 0)
            losses.Add($"cycle{suffix}", Distance(back.Decode(Sample(means)), images), cycle);
    }

    /// <summary>KL(N(μ, I) ‖ N(0, I)) = ½‖μ‖², as a mean over the latents' values.</summary>
    private static Tensor Divergence(Tensor means) => Shard.Mean(means.square().mean() / 2);

    /// <summary>Latents of N(μ, I).</summary>
    private Tensor Sample(Tensor means) => means + Shard.Draw(
        means.shape,
        shape => torch.empty(shape, ScalarType.Float32, CPU).normal_(0, 1, Random[SeedStream.Latents]))
        .to(means.device);

    private LatentTranslator.SharedBlocks CreateShared()
    {
        using var parameters = CreateParameters(SeedStream.SharedGenerator);
        return LatentTranslator.CreateShared(
            Architecture, Design(InputShape, TargetShape), _system.SharedBlocks, parameters);
    }

    private LatentTranslator CreateNetwork(
        TranslatorDesign design, SeedStream stream, LatentTranslator.SharedBlocks shared)
    {
        using var parameters = CreateParameters(stream);
        return new LatentTranslator(Architecture, design, shared, parameters);
    }

    /// <inheritdoc cref="UnpairedGan.UnpairedBatch"/>
    /// <param name="A">Images of a, (N, C, H, W).</param>
    /// <param name="B">Images of b.</param>
    /// <param name="MadeB">What was made of those of a.</param>
    /// <param name="MadeA">What was made of those of b.</param>
    /// <param name="MeansA">Means of the latents of a.</param>
    /// <param name="MeansB">Those of b.</param>
    /// <param name="LatentsA">Latents of a.</param>
    /// <param name="LatentsB">Those of b.</param>
    private sealed record LatentBatch(
        Tensor A, Tensor B, Tensor MadeB, Tensor MadeA, Tensor MeansA, Tensor MeansB, Tensor LatentsA, Tensor LatentsB)
        : UnpairedBatch(A, B, MadeB, MadeA);
}
