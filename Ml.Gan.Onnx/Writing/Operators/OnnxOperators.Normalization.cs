namespace Ml.Gan.Onnx;

public static partial class OnnxOperators
{
    /// <summary>
    /// Brings each channel of each image to mean 0 and variance 1, then scales and shifts it (Ulyanov et al. 2016;
    /// PyTorch's <c>InstanceNorm2d</c>). Batch norm is <see cref="OnnxGraph.ScaleAndShift"/>.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node; its constants are called <c>name.weight</c> and <c>name.bias</c>.</param>
    /// <param name="value">Shape (N, C, H, W).</param>
    /// <param name="weight">C factors.</param>
    /// <param name="bias">C terms.</param>
    /// <param name="epsilon">Added to the variance. Default 1e-5.</param>
    /// <exception cref="ArgumentException">The number of factors or terms is not C.</exception>
    public static OnnxValue InstanceNormalization(
        this OnnxGraph graph, string name, OnnxValue value, float[] weight, float[] bias, float epsilon = 1e-5f)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(value);
        long channels = value.Channels("InstanceNormalization", name);
        Shapes.RequireLength(weight, "weight", "InstanceNormalization", name, channels);
        Shapes.RequireLength(bias, "bias", "InstanceNormalization", name, channels);
        OnnxValue[] inputs =
        [
            value,
            graph.Constant($"{name}.weight", weight, channels),
            graph.Constant($"{name}.bias", bias, channels),
        ];
        return graph.Node("InstanceNormalization", name, inputs, [.. value.Shape], ("epsilon", epsilon));
    }
}
