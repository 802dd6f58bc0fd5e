namespace Ml.Gan.Onnx;

/// <summary>The constant weights of a Conv, ConvTranspose or Gemm, seen as (outer, output channel, inner).</summary>
internal sealed class FoldableWeights
{
    private readonly float[] _weight;
    private readonly float[]? _bias;
    private readonly int _channels;
    private readonly int _inner;

    private FoldableWeights(float[] weight, float[]? bias, OnnxValue value, int channelAxis)
    {
        _weight = weight;
        _bias = bias;
        _channels = (int)value.Shape[channelAxis]!.Value;
        _inner = (int)value.Shape.Skip(channelAxis + 1).Aggregate(1L, (product, d) => product * d!.Value);
    }

    /// <summary>The node's weights, or null when an output channel cannot be scaled by changing constants.</summary>
    internal static FoldableWeights? Of(OnnxNode node)
    {
        int? channelAxis = node.Op switch
        {
            "Conv" => 0,
            "ConvTranspose" when node.IntAttribute("group", 1) == 1 => 1,
            "Gemm" when node.Attributes.All(a => a.Name != "beta") => node.IntAttribute("transB", 0) == 0 ? 1 : 0,
            _ => null,
        };
        if (channelAxis is not { } axis || node.Inputs[1]?.Data is not float[] weight)
            return null;

        OnnxValue? bias = node.Inputs.ElementAtOrDefault(2);
        FoldableWeights weights = new(weight, bias?.Data as float[], node.Inputs[1]!, axis);
        bool biasPerChannel =
            bias is null || (bias.Data is float[] && bias.Shape.Count == 1 && bias.Shape[0] == weights._channels);
        return biasPerChannel ? weights : null;
    }

    internal float[] Scaled(float[] scale)
    {
        float[] scaled = new float[_weight.Length];
        for (int i = 0; i < scaled.Length; i++)
            scaled[i] = _weight[i] * scale[i / _inner % _channels];
        return scaled;
    }

    internal float[] ScaledBias(float[] scale, float[] shift)
    {
        float[] scaled = new float[_channels];
        for (int i = 0; i < scaled.Length; i++)
            scaled[i] = (float)(((double)(_bias?[i] ?? 0) * scale[i]) + shift[i]);
        return scaled;
    }
}
