using Ml.Gan.Data;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// A learned vector for each class: one-hot rows (N, c) to (N, outputs). Other conditions are mixed from the vectors:
/// the layer is linear, without a bias.
/// </summary>
public sealed class Embedding : Layer
{
    [ComponentName(Name = "weight")]
    private Parameter _weight;
    private readonly SpectralNormalization? _normalization;

    /// <summary>
    /// Creates the layer. The vectors start normal with mean <paramref name="mean"/> and the given standard deviation.
    /// </summary>
    public Embedding(
        int conditionSize, int outputs, ParameterFactory parameters, double mean = 0, double standardDeviation = 1,
        bool spectralNorm = false)
        : base("embedding")
    {
        _weight = parameters.Normal(mean, standardDeviation, outputs, conditionSize);
        register_parameter("weight", _weight);
        _normalization = spectralNorm ? this.AddSpectralNormalization(outputs, parameters) : null;
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) =>
        MixedPrecision.Linear(input, _normalization?.call(_weight) ?? _weight);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.Linear(prefix, input, _normalization.Exported(_weight), null, (int)_weight.shape[0]);
}

/// <summary>
/// Puts the condition next to a sample, as the discriminator of a conditional GAN sees it (Mirza and Osindero, 2014):
/// images get one plane more, which is a linear function of the condition, (N, C, H, W) to (N, C + 1, H, W), and starts
/// with pixels of mean square 1; vectors get the condition itself, (N, D) to (N, D + c).
/// </summary>
public sealed class ConditionJoin : Layer
{
    private readonly SampleShape _sample;
    private readonly Embedding? _plane;

    /// <summary>Creates the layer.</summary>
    /// <param name="sample">Shape of what it is put next to.</param>
    /// <param name="conditionSize">c.</param>
    /// <param name="parameters">Makes the weights.</param>
    /// <param name="meanSquare">
    /// Mean of ‖condition‖², above 0. Default 1, as of one-hot labels; of c numbers spread over [-1, 1] it is c/3.
    /// </param>
    public ConditionJoin(
        SampleShape sample, int conditionSize, ParameterFactory parameters, double meanSquare = 1)
        : base("join")
    {
        _sample = sample;
        if (sample.IsImage)
        {
            _plane = new Embedding(
                conditionSize, sample.Height * sample.Width, parameters, standardDeviation: 1 / Math.Sqrt(meanSquare));
            register_module("plane", _plane);
        }
        Joined = sample with { Channels = sample.Channels + (sample.IsImage ? 1 : conditionSize) };
    }

    /// <summary>Shape of a sample with its condition.</summary>
    public SampleShape Joined { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) => ChannelsLast.Join(
        input, _plane?.call(Required(condition)).view(-1, 1, _sample.Height, _sample.Width) ?? Required(condition));

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition)
    {
        var given = Required(condition);
        var beside = _plane is null
            ? given
            : graph.Reshape(
                $"{prefix}/image", _plane.Export(graph, $"{prefix}/plane", given), 0, 1, _sample.Height, _sample.Width);
        return graph.Concat(prefix, [input, beside]);
    }
}
