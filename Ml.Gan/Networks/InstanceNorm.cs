using Ml.Gan.Native;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Instance normalization of (N, C, H, W) (Ulyanov et al., 2016): each channel of each image is brought to mean 0 and
/// variance 1, then scaled and shifted by two learned numbers of the channel; the same in training and inference. A map
/// of a single pixel becomes its shift.
/// </summary>
public sealed class InstanceNorm : Layer
{
    private const double Epsilon = 1e-5;

    [ComponentName(Name = "weight")]
    private Parameter _weight;
    [ComponentName(Name = "bias")]
    private Parameter _bias;

    /// <summary>Creates the layer. Scales start normal around 1 with standard deviation 0.02, shifts at zero.</summary>
    public InstanceNorm(int channels, ParameterFactory parameters)
        : base("instance_norm")
    {
        _weight = parameters.Normal(1, 0.02, channels);
        _bias = parameters.Zeros(channels);
        register_parameter("weight", _weight);
        register_parameter("bias", _bias);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition)
    {
        if (!training || input.device_type != DeviceType.CPU)
            return ChannelsLast.Of(nn.functional.instance_norm(
                input, weight: _weight, bias: _bias, use_input_stats: true, eps: Epsilon));
        return input.shape[0] == 1 ? Normalize(input) : torch.cat([.. input.split(1).Select(Normalize)], 0);
    }

    /// <summary>
    /// One image as a batch of its own. On a CPU, libtorch's instance normalization brings channels into another layout
    /// and back, which takes several times as long as all the rest; this sums channels where they lie, less exactly:
    /// to 1e-5 of a value for 256×256 pixels.
    /// </summary>
    private Tensor Normalize(Tensor image) => nn.functional.batch_norm(
        image, null!, null!, _weight, _bias, training: true, momentum: 0, eps: Epsilon);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.InstanceNormalization(prefix, input, _weight.ToFloats(), _bias.ToFloats(), (float)Epsilon);
}
