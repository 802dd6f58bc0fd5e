using Ml.Gan.Native;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// x for x ≥ 0, else a learned slope of the channel times x (He et al., 2015). (N, C, …), the shape stays.
/// </summary>
public sealed class PRelu : Layer
{
    /// <summary>Slopes at the start.</summary>
    internal const double InitialSlope = 0.25;

    [ComponentName(Name = "weight")]
    private Parameter _weight;

    /// <summary>Creates the layer. Slopes start at 0.25.</summary>
    public PRelu(int channels, ParameterFactory parameters)
        : base("prelu")
    {
        _weight = parameters.Normal(InitialSlope, 0, channels);
        register_parameter("weight", _weight);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor? condition) => input.prelu(_weight.to_type(input.dtype));

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue input, OnnxValue? condition) =>
        graph.PRelu(prefix, input, _weight.ToFloats());
}
