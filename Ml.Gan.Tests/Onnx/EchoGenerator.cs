using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx;

/// <summary>
/// Generators whose sample is what they are told: the latent, the label one-hot, the vector, the codes.
/// </summary>
internal static class EchoGenerator
{
    internal const int LatentSize = 2;

    private static readonly OnnxGeneratorOptions s_options = new() { Device = GeneratorDevice.Cpu, BatchSize = 4 };

    /// <param name="classes">Class names, as JSON in the metadata; null for no label input.</param>
    /// <param name="vector">Numbers in the condition vector; 0 for none.</param>
    /// <param name="codes">The codes; null for none.</param>
    /// <param name="seeds">Whether the noise is made inside.</param>
    /// <param name="image">Whether the sample is an image of one row.</param>
    /// <param name="change">Changes the graph before it is written.</param>
    internal static byte[] Bytes(
        string? classes = null, int vector = 0, string? codes = null, bool seeds = false, bool image = false,
        Action<OnnxGraph>? change = null)
    {
        var graph = new OnnxGraph("generator");
        List<OnnxValue> told = [seeds
            ? OnnxNoise.FromSeed(graph, "noise", graph.Input("seed", OnnxElementType.Int64, [null]), LatentSize)
            : graph.Input("latent", null, LatentSize)];
        if (classes is not null)
        {
            graph.Metadata[GeneratorMetadata.Labels] = classes;
            told.Add(graph.OneHot("one_hot", graph.Input("label", OnnxElementType.Int64, [null]), 3));
        }

        if (vector > 0)
            told.Add(graph.Input("condition", null, vector));
        if (codes is not null)
        {
            graph.Metadata[GeneratorMetadata.Codes] = codes;
            told.Add(graph.Input("codes", null, 5));
        }

        graph.Metadata[GeneratorMetadata.LatentSize] = "2";
        var sample = graph.Concat("told", told);
        graph.Output("sample", image ? graph.Reshape("image", sample, -1, 1, 1, sample.Shape[1]!.Value) : sample);
        change?.Invoke(graph);
        return graph.ToBytes();
    }

    internal static OnnxGenerator Labels(bool seeds = false) => Load(Bytes("""["cat", "dog", "eel"]""", seeds: seeds));

    internal static OnnxGenerator Codes(bool seeds = false) => Load(Bytes(codes: "3,c2", seeds: seeds));

    internal static OnnxGenerator Vectors() => Load(Bytes(vector: 2));

    internal static OnnxGenerator Everything() => Load(Bytes("""["cat", "dog", "eel"]""", 2, "3,c2"));

    /// <summary>What each sample was told besides its latent.</summary>
    internal static float[][] Told(ImageBatch samples) =>
        [.. Enumerable.Range(0, samples.Count).Select(i => samples[i][LatentSize..].ToArray())];

    /// <summary>Which of a row's numbers is one.</summary>
    internal static int[] Labels(ImageBatch samples) => [.. Told(samples).Select(row => Array.IndexOf(row, 1f))];

    /// <summary>The latents of all samples.</summary>
    internal static float[] Latents(ImageBatch samples) =>
        [.. Enumerable.Range(0, samples.Count).SelectMany(i => samples[i][..LatentSize].ToArray())];

    private static OnnxGenerator Load(byte[] model) => OnnxGenerator.Load(model, s_options);
}
