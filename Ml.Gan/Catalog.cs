using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;

namespace Ml.Gan;

/// <summary>Everything that a name on the command line or in a file's metadata can stand for.</summary>
public static class Catalog
{
    /// <summary>Objectives, for example <c>hinge</c> or <c>f-divergence:alpha:0.5</c>.</summary>
    public static Catalog<Objective> Objectives { get; } = new(
        nameof(LatentGanOptions.Objective), "objective", part => part.Name);

    /// <summary>Kinds of f-divergence, for example <c>jeffrey</c> or <c>alpha:0.5</c>.</summary>
    public static Catalog<FDivergenceKind> FDivergences => FDivergenceKind.All;

    /// <summary>Terms added to the discriminator's loss, for example <c>r1:10</c>.</summary>
    public static Catalog<Penalty> Penalties { get; } = new(
        nameof(LatentGanOptions.Penalty), "penalty", part => part.Name);

    /// <summary>Architectures of networks, for example <c>dcgan</c>.</summary>
    public static Catalog<NetworkArchitecture> Networks { get; } = new(
        nameof(LatentGanOptions.Network), "network", part => part.Name);

    /// <summary>Architectures of networks from images to images, for example <c>unet</c>.</summary>
    public static Catalog<TranslatorArchitecture> Translators { get; } = new(
        nameof(TranslationOptions.Translator), "translator", part => part.Name);

    /// <summary>Systems of image translation, for example <c>pix2pix</c>.</summary>
    public static Catalog<TranslationSystem> Systems { get; } = new(
        nameof(TranslationOptions.System), "system", part => part.Name);

    /// <summary>Perceptual losses of translations, for example <c>adaptive:1</c>.</summary>
    public static Catalog<PerceptualLoss> PerceptualLosses { get; } = new(
        nameof(TranslationOptions.Perceptual), "perceptual loss", part => part.Name);

    /// <summary>What samples are asked for by, for example <c>label</c>.</summary>
    public static Catalog<Condition> Conditions { get; } = new(
        nameof(LatentGanOptions.Condition), "condition", part => part.Name);

    /// <summary>Metrics of generated samples, for example <c>frechet</c> or <c>mean:0</c>.</summary>
    public static Catalog<Metric> Metrics => Metric.All;

    /// <summary>Degradations of images, for example <c>bicubic:4</c>.</summary>
    public static Catalog<Degradation> Degradations { get; } = new(
        nameof(Degradation), "degradation", part => part.Name);

    /// <summary>Masks of images, for example <c>random-box:0.25..0.5</c>.</summary>
    public static Catalog<Mask> Masks { get; } = new(nameof(Mask), "mask", part => part.Name);

    /// <summary>Optimizers, for example <c>adam</c>.</summary>
    public static Catalog<OptimizerSettings> Optimizers { get; } =
        new(nameof(LatentGanOptions.GeneratorOptimizer), "optimizer", part => part.Name);
}
