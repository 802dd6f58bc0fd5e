using System.CommandLine;
using Ml.Gan.Models;
using Ml.Gan.Cli.Commands;
using Ml.Gan.Networks;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Training.Options;

/// <summary>What keeps the discriminator from being too sure of itself.</summary>
internal sealed class RegularisationOptions : OptionGroup
{
    private readonly NumberOption<double> _weightDecay;
    private readonly NumberOption<double> _dropout;
    private readonly Option<bool> _spectralNorm;
    private readonly NumberOption<double> _weightClip;
    private readonly NumberOption<double> _instanceNoise;
    private readonly ChoiceOption _minibatch;
    private readonly NumberOption<int> _packing;

    public RegularisationOptions()
        : base("Regularisation of the discriminator")
    {
        _weightDecay = Add(
            new NumberOption<double>("--weight-decay", "Weight of an L2 penalty on its weights.", 0, double.MaxValue, 0),
            nameof(LatentGanOptions.DiscriminatorWeightDecay));
        _dropout = Add(
            new NumberOption<double>("--dropout", "Share of its hidden activations that training drops, below 1.", 0, 0.9999999, 0),
            nameof(LatentGanOptions.DiscriminatorDropout));
        _spectralNorm = Add(
            new Option<bool>("--spectral-norm") { Description = "Divide its weights by their largest singular values." },
            nameof(LatentGanOptions.SpectralNorm));
        _weightClip = Add(
            new NumberOption<double>(
                "--weight-clip", "Bound of a critic's weights, as 0.01. Default: what the objective recommends.", 1e-12, double.MaxValue),
            nameof(LatentGanOptions.WeightClipping));
        _instanceNoise = Add(
            new NumberOption<double>(
                "--instance-noise", "Deviation of noise on what it sees, falling to 0 at the last step.", 0, double.MaxValue, 0),
            nameof(LatentGanOptions.InstanceNoise));
        _minibatch = Add(
            new ChoiceOption("--minibatch", "What it is told about the batch besides the image.", [.. Choices.MinibatchFeatures.Keys]),
            nameof(LatentGanOptions.MinibatchFeature));
        _packing = Add(
            new NumberOption<int>("--packing", "Images that it judges together; a divisor of --batch.", 1, 65536, 1),
            nameof(LatentGanOptions.Packing));
    }

    public override void ReadInto(LatentGanOptions options, ParseResult line)
    {
        options.DiscriminatorWeightDecay = line.GetValue(_weightDecay)!.Value;
        options.DiscriminatorDropout = line.GetValue(_dropout)!.Value;
        options.SpectralNorm = line.GetValue(_spectralNorm);
        options.WeightClipping = line.GetValue(_weightClip);
        options.InstanceNoise = line.GetValue(_instanceNoise)!.Value;
        options.MinibatchFeature = line.GetValue(_minibatch) is { } name ? Choices.MinibatchFeatures[name] : MinibatchFeature.None;
        options.Packing = line.GetValue(_packing)!.Value;
    }

    public override IEnumerable<(Option Option, object? Value)> Effective(LatentGanOptions options, ParseResult line, long steps) =>
    [
        (_weightDecay, options.DiscriminatorWeightDecay),
        (_dropout, options.DiscriminatorDropout),
        (_spectralNorm, options.SpectralNorm),
        (_weightClip, options.EffectiveWeightClipping),
        (_instanceNoise, options.InstanceNoise),
        (_minibatch, line.GetValue(_minibatch)),
        (_packing, options.Packing),
    ];
}
