using Ml.Gan.Data;
using Ml.Gan.Models.Augmentations;
using Ml.Gan.Models.Translation;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Training;
using Ml.Gan.Training.Replication;
using Ml.Gan.Training.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>
/// GAN that translates images into images: one translator, where inputs come with their targets, or two, there and
/// back, between two sets of images. In each step the discriminators learn in the phase <c>d</c>, as often as the
/// options say, then the translators in the phase <c>g</c>.
/// </summary>
/// <remarks>
/// Metrics: <c>d_loss</c> and <c>g_loss</c>; terms of the latter are <c>g_adversarial</c>, <c>g_reconstruction</c> and
/// <c>g_perceptual</c> with pairs, without them <c>g_adversarial</c>, <c>g_cycle</c> and <c>g_identity</c>, of
/// <see cref="Unit"/> <c>g_autoencoding</c>, <c>g_kl</c> and <c>g_cycle_kl</c> too, of <see cref="ResidualTransfer"/>
/// <c>g_dual</c>, <c>g_sparsity</c> and <c>g_perceptual</c>, each with <c>_a</c> and <c>_b</c>; <c>d_real</c> and
/// <c>d_fake</c>, the means of the scores, as probabilities where they are logits.
/// <code>
/// using var images = new Glyphs(32);
/// using var gan = TranslationGan.Create(
///     new TranslationOptions { System = new Srgan(), Steps = 1000 },
///     TranslationData.Degraded(images, new Bicubic(4)));
/// new GanTrainer(gan).Train();
/// gan.Export().Save("generator.onnx");
/// </code>
/// </remarks>
public abstract partial class TranslationGan : GanModel
{
    private protected TranslationGan(TranslationOptions options, TranslationData data)
        : base(options)
    {
        (Options, Data, Device) = (options, data, options.Device.ToTorch());
        Random = new RandomStreams(options.SeedOrDefault);
        int? crop = options.CropSize;
        TargetShape = TranslationOptionsCheck.Cropped(data.Target, crop);
        InputShape = TranslationOptionsCheck.Cropped(data.Input, crop / data.Factor);
    }

    /// <summary>What the model is trained with, everything that was left open as it was settled.</summary>
    public new TranslationOptions Options { get; }

    /// <summary>
    /// Names of the translators: <c>generator</c>, or <c>generator_ab</c>, from the first set to the second, and
    /// <c>generator_ba</c>.
    /// </summary>
    public abstract IReadOnlyList<string> Translators { get; }

    /// <inheritdoc/>
    public override int SamplesPerStep => Options.BatchSize * Options.DiscriminatorSteps!.Value;

    /// <inheritdoc/>
    internal override bool TrainsOnReplicas => true;

    /// <summary>What is learned from.</summary>
    private protected TranslationData Data { get; }

    /// <summary>Shape of an input in training, cropped where that is asked for.</summary>
    private protected SampleShape InputShape { get; }

    /// <summary>Shape of a target in training.</summary>
    private protected SampleShape TargetShape { get; }

    private protected Device Device { get; }

    private protected RandomStreams Random { get; }

    /// <summary>Creates untrained networks.</summary>
    /// <param name="options">What to train with.</param>
    /// <param name="data">What to learn from; it stays the caller's.</param>
    /// <exception cref="GanOptionException">An option is out of range or doesn't fit the data.</exception>
    /// <exception cref="GanException">The weights to begin with can't be read, or are of other networks.</exception>
    public static TranslationGan Create(TranslationOptions options, TranslationData data)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(data);
        var resolved = options.Resolve(data);
        TranslationOptionsCheck.Check(resolved, data);
        using var computation = FinalizerPause.Begin();
        using var gradients = GradientMode.Enable();
        TranslationGan gan = resolved.System switch
        {
            { IsPaired: true } => new PairedGan(resolved, data),
            Unit unit => new UnitGan(unit, resolved, data),
            ResidualTransfer transfer => new ResidualTransferGan(transfer, resolved, data),
            _ => new CycleConsistentGan(resolved, data),
        };
        try
        {
            if (resolved.InitialWeights is { } weights)
                NetworkWeights.Load(weights, gan.Networks);
            return gan;
        }
        catch
        {
            gan.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override void ExchangeState(TrainingState state)
    {
        using var use = BeginUse();
        base.ExchangeState(state);
        Random.ExchangeState(state);
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> DescribeData()
    {
        var described = DataFingerprint.Of(Data.First);
        if (Data.Mask is { } mask)
            described.Add("mask", mask.Name);
        if (Data.Mask is MaskImages { Source: var masks })
            described.Add("masks", DataFingerprint.Of(masks)["content"]);
        if (Data.Second is null)
            return described;
        foreach (var (name, value) in DataFingerprint.Of(Data.Second))
            described.Add($"second_{name}", value);
        return described;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        foreach (var phase in Phases)
            phase.Dispose();
        DisposeParts();
        Random.Dispose();
    }

    /// <summary>Disposes what the system owns but its phases.</summary>
    private protected abstract void DisposeParts();

    private protected TrainedTranslator CreateTranslator(
        string name, SampleShape input, SampleShape output, SeedStream stream)
    {
        var design = Design(input, output);
        return new TrainedTranslator(name, Options, design, Create(), Create);

        Layer Create()
        {
            using var parameters = CreateParameters(stream);
            return Options.System.CreateTranslator(Options.Translator!, design, parameters);
        }
    }

    private protected TranslatorDesign Design(SampleShape input, SampleShape output) =>
        new(input, output) { Normalization = Options.Normalization };

    private protected ParameterFactory CreateParameters(SeedStream stream) => new(Random.SeedOf(stream), Device);

    private protected PatchCritic CreateDiscriminator(string name, int channels, SeedStream stream) =>
        new(name, Options, channels, Random.SeedOf(stream), Device);

    private protected BatchReader CreateReader(
        ISampleSource data, SeedStream shuffling, SeedStream mirroring, SeedStream cropping) => new(
            data, Conditioning.None, labels: false, Options.BatchSize, Random.SeedOf(shuffling), Device,
            Options.Prefetch, Options.Mirror ? Random[mirroring] : null,
            Options.CropSize is { } side && side < Math.Min(data.Shape.Height, data.Shape.Width)
                ? new RandomCrop(side, Random[cropping])
                : null,
            Replicas);

    private protected Phase TranslatorPhase(params TrainedTranslator[] translators)
    {
        var weights = translators.SelectMany(translator => translator.Network.parameters())
            .Distinct(ReferenceEqualityComparer.Instance).Cast<Parameter>().ToArray();
        return new Phase("g", weights, Options.GeneratorOptimizer!.Create(weights));
    }

    private protected Phase DiscriminatorPhase(params PatchCritic[] discriminators)
    {
        var weights = discriminators.SelectMany(discriminator => discriminator.Named.Module.parameters()).ToArray();
        return new Phase(
            "d", weights, Options.DiscriminatorOptimizer!.Create(weights), Options.DiscriminatorSteps!.Value,
            WeightBound.Of(weights, Options.WeightClipping));
    }

    /// <summary>The system's distance between images, a scalar: its value is that of the whole batch.</summary>
    private protected Tensor Distance(Tensor one, Tensor other)
    {
        var difference = one - other;
        return Shard.Mean(
            (Options.System.Distance == PixelDistance.Squared ? difference.square() : difference.abs()).mean());
    }
}
