using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;
using Ml.Gan.Training.Replication;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Translation;

/// <summary>
/// Two translators that add residual images, and one discriminator of three classes: real images of a, real ones of b,
/// and generated ones.
/// </summary>
internal sealed class ResidualTransferGan : UnpairedGan
{
    private const int ClassA = 0, ClassB = 1;

    private readonly ResidualTransfer _system;
    private readonly PatchCritic _critic;
    private readonly NetworkDistance? _perceptual;
    private readonly Phase _translatorPhase;

    public ResidualTransferGan(ResidualTransfer system, TranslationOptions options, TranslationData data)
        : base(options, data)
    {
        _system = system;
        ToB = CreateTranslator(FileNames.ToB, InputShape, TargetShape, SeedStream.Generator);
        ToA = CreateTranslator(FileNames.ToA, TargetShape, InputShape, SeedStream.SecondGenerator);
        _critic = CreateDiscriminator("discriminator", InputShape.Channels, SeedStream.Discriminator);
        if (Options.Perceptual is NetworkPerceptualLoss fixedNetwork)
            _perceptual = new NetworkDistance(fixedNetwork, Device);
        Networks = [ToB.Named, ToA.Named, _critic.Named];
        _translatorPhase = TranslatorPhase(ToB, ToA);
        Phases = [DiscriminatorPhase(_critic), _translatorPhase];
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
    private protected override IEnumerable<IDisposable> Judges =>
        _perceptual is null ? [_critic] : [_critic, _perceptual];

    /// <inheritdoc/>
    public override Batch NextBatch(IReadOnlyList<Phase> phases)
    {
        var (a, b) = NextImages();
        using var mode = set_grad_enabled(phases.Contains(_translatorPhase));
        var (residualA, residualB) = (Residual(ToB, a), Residual(ToA, b));
        return new ResidualBatch(
            a, b, ResidualTranslator.Sum(a, residualA), ResidualTranslator.Sum(b, residualB), residualA, residualB);
    }

    /// <inheritdoc/>
    public override LossTerms Losses(Phase phase, Batch batch)
    {
        var images = (ResidualBatch)batch;
        var losses = new LossTerms();
        if (phase != _translatorPhase)
        {
            var (shownA, shownB) = Shown(images);
            var real = Labeled(_critic.Evaluate(cat([images.A, images.B])), ClassA, ClassB);
            ThrowIfStopping();
            _critic.AddOwnLoss(losses, real, _critic.Evaluate(cat([shownA, shownB])));
            return losses;
        }
        AddTerms(losses, "_a", images.B, images.MadeA, images.ResidualOfB, ClassA);
        ThrowIfStopping();
        AddTerms(losses, "_b", images.A, images.MadeB, images.ResidualOfA, ClassB);
        if (_system.DualWeight > 0)
        {
            ThrowIfStopping();
            losses.Add("dual_a", Loss(_critic.Evaluate(ToA.Translate(images.MadeB)), ClassA), _system.DualWeight);
            ThrowIfStopping();
            losses.Add("dual_b", Loss(_critic.Evaluate(ToB.Translate(images.MadeA)), ClassB), _system.DualWeight);
        }
        AddCycle(losses, images);
        AddIdentity(losses, images);
        return losses;
    }

    /// <summary>Adds the terms of what was made of images, which is to be taken for images of a set.</summary>
    private void AddTerms(LossTerms losses, string suffix, Tensor images, Tensor made, Tensor residuals, long wanted)
    {
        var judged = _critic.Evaluate(made);
        losses.Add($"adversarial{suffix}", Loss(judged, wanted), Options.AdversarialWeight!.Value);
        if (_system.SparsityWeight > 0)
            losses.Add(
                $"sparsity{suffix}", Shard.Mean(residuals.abs().sum() / residuals.shape[0]), _system.SparsityWeight);
        if (Options.Perceptual is { } perceptual)
            losses.Add(
                $"perceptual{suffix}",
                _perceptual is null
                    ? _critic.PerceptualDistance(images, judged) : Shard.Mean(_perceptual.Of(made, images)),
                perceptual.Weight);
    }

    private Tensor Loss(EvaluatedBatch judged, long wanted) =>
        Shard.Mean(Options.Objective!.GeneratorLoss(real: null, Labeled(judged, wanted)));

    /// <summary>Outputs with their classes, each of as many images, one after the other.</summary>
    private static EvaluatedBatch Labeled(EvaluatedBatch judged, params long[] classes) => judged with
    {
        Labels = tensor(classes).repeat_interleave(judged.Outputs!.shape[0] / classes.Length)
            .to(judged.Outputs.device),
    };

    private static Tensor Residual(TrainedTranslator translator, Tensor images) =>
        ((ResidualTranslator)translator.Network).ResidualOf(images);

    /// <inheritdoc cref="UnpairedGan.UnpairedBatch"/>
    /// <param name="A">Images of a, (N, C, H, W).</param>
    /// <param name="B">Images of b.</param>
    /// <param name="MadeB">What was made of those of a.</param>
    /// <param name="MadeA">What was made of those of b.</param>
    /// <param name="ResidualOfA">What was added to those of a.</param>
    /// <param name="ResidualOfB">What was added to those of b.</param>
    private sealed record ResidualBatch(
        Tensor A, Tensor B, Tensor MadeB, Tensor MadeA, Tensor ResidualOfA, Tensor ResidualOfB)
        : UnpairedBatch(A, B, MadeB, MadeA);
}
