using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;
using Ml.Gan.Training.Replication;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Translation;

/// <summary>Discriminator of patches, with what an objective makes of its scores.</summary>
internal sealed class PatchCritic : IDisposable
{
    private readonly PatchDiscriminatorNetwork _network;
    private readonly Objective _objective;

    /// <param name="name">Name in files.</param>
    /// <param name="options">Resolved options.</param>
    /// <param name="channels">Channels of what it is shown.</param>
    /// <param name="seed">Seed of its weights.</param>
    /// <param name="device">Where it lives.</param>
    public PatchCritic(string name, TranslationOptions options, int channels, long seed, Device device)
    {
        _objective = options.Objective!;
        using var parameters = new ParameterFactory(seed, device);
        _network = Architecture(options).Create(channels, parameters);
        Named = new NamedNetwork(name, _network);
    }

    public NamedNetwork Named { get; }

    /// <summary>The discriminators that options ask for. Where weights are clipped, none is normalized.</summary>
    public static PatchDiscriminator Architecture(TranslationOptions options) => new()
    {
        Size = options.PatchSize,
        Width = options.DiscriminatorWidth,
        SpectralNorm = options.SpectralNorm,
        Outputs = options.Objective!.DiscriminatorOutputs,
    };

    /// <summary>What the network makes of images, (N, C, H, W).</summary>
    public EvaluatedBatch Evaluate(Tensor images) => _network.Evaluate(images);

    /// <summary>Adds the discriminator's loss, and the means of its scores, to its phase.</summary>
    /// <param name="losses">What is added to.</param>
    /// <param name="real">Real images.</param>
    /// <param name="generated">Outputs, without gradient to what made them.</param>
    /// <param name="suffix">What names end with where there are several discriminators, as <c>_a</c>.</param>
    public void AddOwnLoss(LossTerms losses, Tensor real, Tensor generated, string suffix = "") =>
        AddOwnLoss(losses, Evaluate(real), Evaluate(generated), suffix);

    /// <inheritdoc cref="AddOwnLoss(LossTerms, Tensor, Tensor, string)"/>
    public void AddOwnLoss(LossTerms losses, EvaluatedBatch real, EvaluatedBatch generated, string suffix = "")
    {
        var (allReal, allGenerated) = (Whole(real), Whole(generated));
        losses.Add($"adversarial{suffix}", _objective.DiscriminatorLoss(allReal, allGenerated));
        var (realOutputs, generatedOutputs) = (allReal.Outputs!.detach(), allGenerated.Outputs!.detach());
        losses.Report($"d_real{suffix}", () => Probability(realOutputs).mean());
        losses.Report($"d_fake{suffix}", () => Probability(generatedOutputs).mean());
    }

    /// <summary>A translator's loss by the objective.</summary>
    /// <param name="real">Real images, as far as the objective compares with them.</param>
    /// <param name="generated">Outputs as the discriminator sees them.</param>
    public Tensor TranslatorLoss(Tensor real, EvaluatedBatch generated) =>
        _objective.GeneratorLoss(
            _objective.GeneratorSeesReal ? Whole(EvaluateFrozen(real)) : null, Whole(generated));

    /// <summary>
    /// The adaptive perceptual loss (Li et al., 2016): the mean over the hidden layers of the mean squared distance
    /// between what they make of outputs and of targets.
    /// </summary>
    public Tensor PerceptualDistance(Tensor real, EvaluatedBatch generated)
    {
        var distances = EvaluateFrozen(real).FeatureMaps.Zip(generated.FeatureMaps)
            .Select(layer => (layer.First - layer.Second).square().mean());
        return Shard.Mean(stack([.. distances]).mean());
    }

    public void Dispose() => _network.Dispose();

    /// <summary>What is made of the whole batch that this rank's images are a share of.</summary>
    private static EvaluatedBatch Whole(EvaluatedBatch share) => WholeBatch.Of(share, outputsAlone: true);

    private EvaluatedBatch EvaluateFrozen(Tensor real)
    {
        using var frozen = no_grad();
        return Evaluate(real);
    }

    private Tensor Probability(Tensor outputs)
    {
        var scores = _objective.Score(outputs);
        return _objective.OutputsLogits ? scores.sigmoid() : scores;
    }
}
