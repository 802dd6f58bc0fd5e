using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx.Translating;

/// <summary>Small translators with known answers.</summary>
internal static class Translators
{
    internal static readonly OnnxGeneratorOptions Options = new()
    {
        Device = GeneratorDevice.Cpu,
        IntraOpThreads = 1,
    };

    /// <summary>A translator of one channel or more.</summary>
    /// <param name="build">Its body.</param>
    /// <param name="channels">Channels of the input. Default 1.</param>
    /// <param name="metadata">Its texts.</param>
    internal static byte[] Bytes(
        Func<OnnxGraph, OnnxValue, OnnxValue> build, int channels = 1, params (string Key, string Value)[] metadata)
    {
        var graph = new OnnxGraph("translator");
        foreach (var (key, value) in metadata)
            graph.Metadata[key] = value;
        graph.Output("output", build(graph, graph.Input("input", null, channels, null, null)));
        return graph.ToBytes();
    }

    internal static OnnxTranslator Load(byte[] model, int tile = 512, int? overlap = null) =>
        OnnxTranslator.Load(model, Options, new TileOptions { Size = tile, Overlap = overlap });

    internal static byte[] Identity(int channels = 1, params (string Key, string Value)[] metadata) =>
        Bytes((_, input) => input, channels, metadata);

    /// <summary>What is bright becomes dark: −x.</summary>
    internal static byte[] Inversion(int channels = 1, params (string Key, string Value)[] metadata) =>
        Bytes((graph, input) => graph.Node("Neg", "neg", [input], [.. input.Shape]), channels, metadata);

    /// <summary>
    /// A convolution of one channel, padded with zeros, whose outputs see <paramref name="kernel"/> pixels: so many
    /// rows and columns, around the output or, one-sided, from it on to the right and below.
    /// </summary>
    internal static byte[] Convolution(float[] weights, int kernel, bool oneSided = false) => Bytes(
        (graph, input) => Convolved(graph, input, weights, kernel, oneSided));

    internal static OnnxValue Convolved(
        OnnxGraph graph, OnnxValue input, float[] weights, int kernel, bool oneSided = false)
    {
        long before = oneSided ? 0 : kernel / 2, after = kernel - 1 - before;
        return graph.Node(
            "Conv", "conv", [input, graph.Constant("weight", weights, 1, 1, kernel, kernel)], [null, 1, null, null],
            ("kernel_shape", new long[] { kernel, kernel }), ("pads", new[] { before, before, after, after }));
    }

    /// <summary>The same by its definition, in double precision.</summary>
    internal static float[] Convolved(
        ReadOnlySpan<float> image, int height, int width, float[] weights, int kernel, bool oneSided = false)
    {
        int before = oneSided ? 0 : kernel / 2;
        float[] result = new float[height * width];
        for (int i = 0; i < result.Length; i++)
        {
            double sum = 0;
            for (int k = 0; k < weights.Length; k++)
            {
                int y = (i / width) + (k / kernel) - before, x = (i % width) + (k % kernel) - before;
                if (y >= 0 && y < height && x >= 0 && x < width)
                    sum += (double)weights[k] * image[(y * width) + x];
            }

            result[i] = (float)sum;
        }

        return result;
    }

    /// <summary>
    /// Twice as high and wide, each pixel of a channel as a block of a quarter, half, three quarters and all of it.
    /// </summary>
    internal static byte[] Doubling() => Bytes(
        Doubled, 1, (TranslatorMetadata.Scale, "2"), (TranslatorMetadata.System, "doubling"));

    internal static OnnxValue Doubled(OnnxGraph graph, OnnxValue input)
    {
        var weight = graph.Constant("parts", [0.25f, 0.5f, 0.75f, 1], 4, 1, 1, 1);
        var parts = graph.Node("Conv", "split", [input, weight], [null, 4, null, null]);
        return graph.Node(
            "DepthToSpace", "shuffle", [parts], [null, 1, null, null], ("blocksize", 2), ("mode", "CRD"));
    }

    internal static float[] Doubled(ReadOnlySpan<float> image, int height, int width)
    {
        float[] result = new float[4 * height * width];
        for (int i = 0; i < result.Length; i++)
        {
            int y = i / (2 * width), x = i % (2 * width);
            result[i] = image[(y / 2 * width) + (x / 2)] * (1 + (2 * (y % 2)) + (x % 2)) / 4;
        }

        return result;
    }

    /// <summary>Each block of 4×4 pixels becomes its mean, so that sizes have to be multiples of 4.</summary>
    internal static byte[] Blocks(string says = "4") => Bytes(
        (graph, input) =>
        {
            var means = graph.Node(
                "AveragePool", "means", [input], [null, 1, null, null], ("kernel_shape", new long[] { 4, 4 }),
                ("strides", new long[] { 4, 4 }));
            return graph.Node(
                "Resize", "repeat", [means, null, graph.Constant("scales", [1f, 1, 4, 4], 4)],
                [null, 1, null, null], ("mode", "nearest"), ("coordinate_transformation_mode", "asymmetric"),
                ("nearest_mode", "floor"));
        },
        1, (TranslatorMetadata.SizeMultiple, says));

    /// <summary>What is left without the mean of what it sees: of a whole image, or of a tile.</summary>
    internal static byte[] WithoutMean(params (string Key, string Value)[] metadata) => Bytes(
        (graph, input) => graph.Node(
            "Sub", "without", [input, graph.Node("GlobalAveragePool", "mean", [input], [null, 1, 1, 1])],
            [null, 1, null, null]),
        1, metadata);

    /// <summary>A network of instance normalization between convolutions, with random weights.</summary>
    internal static byte[] Normalizing(int width = 8) => Bytes((graph, input) =>
    {
        var maps = Layer(graph, input, "first", 1, width);
        maps = Layer(graph, maps, "second", width, width);
        return graph.Node("Tanh", "tanh", [Conv(graph, maps, "last", width, 1)], [null, 1, null, null]);
    });

    private static OnnxValue Layer(OnnxGraph graph, OnnxValue input, string name, int channels, int made)
    {
        var maps = Conv(graph, input, name, channels, made);
        float[] ones = [.. Enumerable.Repeat(1f, made)];
        var normalized = graph.Node(
            "InstanceNormalization", $"{name}.norm",
            [maps, graph.Constant("ones", ones, made), graph.Constant("zeros", new float[made], made)],
            [.. maps.Shape]);
        return graph.Node("Relu", $"{name}.relu", [normalized], [.. maps.Shape]);
    }

    private static OnnxValue Conv(OnnxGraph graph, OnnxValue input, string name, int channels, int made) => graph.Node(
        "Conv", name,
        [input, graph.Constant($"{name}.weight", OnnxRun.Numbers(made * channels * 9, made), made, channels, 3, 3)],
        [null, made, null, null], ("pads", new long[] { 1, 1, 1, 1 }));
}
