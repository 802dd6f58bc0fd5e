namespace Ml.Gan.Onnx;

public static partial class OnnxOperators
{
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
        (long channels, long height, long width) = value.Image("Conv2d", name);
        Shapes.RequireLength(weight, "weight", "Conv2d", name, outChannels, channels, kernelSize, kernelSize);

        List<OnnxValue> inputs =
            [value, graph.Constant($"{name}.weight", weight, outChannels, channels, kernelSize, kernelSize)];
        AddBias(graph, "Conv2d", name, inputs, bias, outChannels);
        long?[] shape = ImageShape(name, value, outChannels, Size(height), Size(width));
        return graph.Node("Conv", name, inputs, shape, KernelAttributes(kernelSize, stride, padding));

        long Size(long size)
        {
            long steps = size + (2L * padding) - kernelSize;
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
        (long channels, long height, long width) = value.Image("ConvTranspose2d", name);
        Shapes.RequireLength(weight, "weight", "ConvTranspose2d", name, channels, outChannels, kernelSize, kernelSize);

        List<OnnxValue> inputs =
            [value, graph.Constant($"{name}.weight", weight, channels, outChannels, kernelSize, kernelSize)];
        AddBias(graph, "ConvTranspose2d", name, inputs, bias, outChannels);
        List<(string Name, object Value)> attributes = [.. KernelAttributes(kernelSize, stride, padding)];
        if (outputPadding > 0)
            attributes.Add(("output_padding", new long[] { outputPadding, outputPadding }));
        long?[] shape = ImageShape(name, value, outChannels, Size(height), Size(width));
        return graph.Node("ConvTranspose", name, inputs, shape, [.. attributes]);

        long Size(long size) => ((size - 1) * stride) - (2L * padding) + kernelSize + outputPadding;
    }

    private static (string Name, object Value)[] KernelAttributes(long kernelSize, long stride, long padding) =>
    [
        ("kernel_shape", new[] { kernelSize, kernelSize }),
        ("strides", new[] { stride, stride }),
        ("pads", new[] { padding, padding, padding, padding }),
    ];

    private static long?[] ImageShape(string name, OnnxValue value, long channels, long height, long width)
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
}
