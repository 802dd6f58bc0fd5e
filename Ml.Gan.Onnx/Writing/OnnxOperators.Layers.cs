namespace Ml.Gan.Onnx.Writing;

/// <summary>
/// The operators that generators are made of, with PyTorch's layouts of weights and its names for settings.
/// </summary>
public static partial class OnnxOperators
{
    /// <summary>y = x·Wᵀ + b, PyTorch's <c>Linear</c>, as a Gemm node.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node; its constants are called <c>name.weight</c> and <c>name.bias</c>.</param>
    /// <param name="value">Shape (N, inFeatures).</param>
    /// <param name="weight">Shape (outFeatures, inFeatures).</param>
    /// <param name="bias">outFeatures numbers, or null for none.</param>
    /// <param name="outFeatures">Number of features to give.</param>
    /// <returns>Shape (N, outFeatures).</returns>
    /// <exception cref="ArgumentException">A shape or a number of weights does not fit.</exception>
    public static OnnxValue Linear(
        this OnnxGraph graph, string name, OnnxValue value, float[] weight, float[]? bias, int outFeatures)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(value);
        if (value.Shape is not [var batch, { } inFeatures])
            throw new ArgumentException(
                $"Linear '{name}' needs a value of shape (N, features); got {value}. Reshape it first.");

        Shapes.RequireLength(weight, "weight", "Linear", name, outFeatures, inFeatures);
        List<OnnxValue> inputs = [value, graph.Constant($"{name}.weight", weight, outFeatures, inFeatures)];
        AddBias(graph, "Linear", name, inputs, bias, outFeatures);
        return graph.Node("Gemm", name, inputs, [batch, outFeatures], ("transB", 1));
    }

    /// <summary>The products of two batches of matrices, PyTorch's <c>bmm</c>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="left">Shape (N, rows, inner).</param>
    /// <param name="right">Shape (N, inner, columns).</param>
    /// <returns>Shape (N, rows, columns).</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static OnnxValue MatMul(this OnnxGraph graph, string name, OnnxValue left, OnnxValue right)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Shape is not [var batch, var rows, { } inner] || right.Shape is not [var other, { } same, var columns]
            || batch != other || inner != same)
            throw new ArgumentException(
                $"MatMul '{name}' needs values of shapes (N, rows, inner) and (N, inner, columns); got {left} and "
                + $"{right}.");
        return graph.Node("MatMul", name, [left, right], [batch, rows, columns]);
    }

    private static void AddBias(
        OnnxGraph graph, string op, string name, List<OnnxValue> inputs, float[]? bias, long channels)
    {
        if (bias is null)
            return;
        Shapes.RequireLength(bias, "bias", op, name, channels);
        inputs.Add(graph.Constant($"{name}.bias", bias, channels));
    }

    /// <summary>A convolution with a square kernel, PyTorch's <c>Conv2d</c>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node; its constants are called <c>name.weight</c> and <c>name.bias</c>.</param>
    /// <param name="value">Shape (N, C, H, W).</param>
    /// <param name="weight">Shape (outChannels, C, kernelSize, kernelSize).</param>
    /// <param name="bias">outChannels numbers, or null for none.</param>
    /// <param name="outChannels">Number of channels to give.</param>
    /// <param name="kernelSize">Height and width of the kernel.</param>
    /// <param name="stride">Step between positions. Default 1.</param>
    /// <param name="padding">Zeros put around the image on each side. Default 0.</param>
    /// <returns>Shape (N, outChannels, (H + 2·padding − kernelSize) / stride + 1, likewise W).</returns>
    /// <exception cref="ArgumentException">A shape or a number of weights does not fit.</exception>
    public static OnnxValue Conv2d(
        this OnnxGraph graph,
        string name,
        OnnxValue value,
        float[] weight,
        float[]? bias,
        int outChannels,
        int kernelSize,
        int stride = 1,
        int padding = 0)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(value);
        RequireKernel(kernelSize, stride, padding);
        var (channels, height, width) = value.Image("Conv2d", name);
        Shapes.RequireLength(weight, "weight", "Conv2d", name, outChannels, channels, kernelSize, kernelSize);

        List<OnnxValue> inputs =
            [value, graph.Constant($"{name}.weight", weight, outChannels, channels, kernelSize, kernelSize)];
        AddBias(graph, "Conv2d", name, inputs, bias, outChannels);
        long?[] shape = ImageShape(name, value, outChannels, Size(height), Size(width));
        return graph.Node("Conv", name, inputs, shape, KernelAttributes(kernelSize, stride, padding));

        long? Size(long? size)
        {
            long? steps = size + (2L * padding) - kernelSize;
            return steps < 0 ? 0 : (steps / stride) + 1;
        }
    }

    /// <summary>A transposed convolution with a square kernel, PyTorch's <c>ConvTranspose2d</c>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node; its constants are called <c>name.weight</c> and <c>name.bias</c>.</param>
    /// <param name="value">Shape (N, C, H, W).</param>
    /// <param name="weight">Shape (C, outChannels, kernelSize, kernelSize).</param>
    /// <param name="bias">outChannels numbers, or null for none.</param>
    /// <param name="outChannels">Number of channels to give.</param>
    /// <param name="kernelSize">Height and width of the kernel.</param>
    /// <param name="stride">Step between positions in the result. Default 1.</param>
    /// <param name="padding">Rows and columns cut off the result on each side. Default 0.</param>
    /// <param name="outputPadding">Rows and columns added at the bottom and the right. Default 0.</param>
    /// <returns>Shape (N, outChannels, (H − 1)·stride − 2·padding + kernelSize + outputPadding, likewise W).</returns>
    /// <exception cref="ArgumentException">A shape or a number of weights does not fit.</exception>
    public static OnnxValue ConvTranspose2d(
        this OnnxGraph graph,
        string name,
        OnnxValue value,
        float[] weight,
        float[]? bias,
        int outChannels,
        int kernelSize,
        int stride = 1,
        int padding = 0,
        int outputPadding = 0)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(value);
        RequireKernel(kernelSize, stride, padding);
        ArgumentOutOfRangeException.ThrowIfNegative(outputPadding);
        var (channels, height, width) = value.Image("ConvTranspose2d", name);
        Shapes.RequireLength(weight, "weight", "ConvTranspose2d", name, channels, outChannels, kernelSize, kernelSize);

        List<OnnxValue> inputs =
            [value, graph.Constant($"{name}.weight", weight, channels, outChannels, kernelSize, kernelSize)];
        AddBias(graph, "ConvTranspose2d", name, inputs, bias, outChannels);
        List<(string Name, object Value)> attributes = [.. KernelAttributes(kernelSize, stride, padding)];
        if (outputPadding > 0)
            attributes.Add(("output_padding", new long[] { outputPadding, outputPadding }));
        long?[] shape = ImageShape(name, value, outChannels, Size(height), Size(width));
        return graph.Node("ConvTranspose", name, inputs, shape, [.. attributes]);

        long? Size(long? size) => ((size - 1) * stride) - (2L * padding) + kernelSize + outputPadding;
    }

    private static (string Name, object Value)[] KernelAttributes(long kernelSize, long stride, long padding) =>
    [
        ("kernel_shape", new[] { kernelSize, kernelSize }),
        ("strides", new[] { stride, stride }),
        ("pads", new[] { padding, padding, padding, padding }),
    ];

    private static long?[] ImageShape(string name, OnnxValue value, long channels, long? height, long? width)
    {
        if (height < 1 || width < 1)
            throw new ArgumentException(
                $"'{name}' would turn {value} into an image of {height}×{width}. Use a smaller kernel or another "
                + "padding.");
        return [value.Shape[0], channels, height, width];
    }

    private static void RequireKernel(int kernelSize, int stride, int padding)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(kernelSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
    }

    /// <summary>Means of blocks of pixels, PyTorch's <c>AvgPool2d</c>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="value">Shape (N, C, H, W).</param>
    /// <param name="block">Height and width of a block. Default 2.</param>
    /// <returns>Shape (N, C, H/block, W/block).</returns>
    /// <exception cref="ArgumentException">Height or width is known, and no multiple of the block.</exception>
    public static OnnxValue AveragePool2d(this OnnxGraph graph, string name, OnnxValue value, int block = 2)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentOutOfRangeException.ThrowIfLessThan(block, 1);
        var (channels, height, width) = value.Image("AveragePool2d", name);
        if (height % block > 0 || width % block > 0)
            throw new ArgumentException(
                $"AveragePool2d '{name}' of {value}: height and width must be multiples of {block}.", nameof(value));
        return graph.Node(
            "AveragePool",
            name,
            [value],
            [value.Shape[0], channels, height / block, width / block],
            ("kernel_shape", new long[] { block, block }),
            ("strides", new long[] { block, block }));
    }

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
