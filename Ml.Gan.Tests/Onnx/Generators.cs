using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx;

/// <summary>Small generators with known answers.</summary>
internal static class Generators
{
    internal const int LatentSize = 3;

    /// <summary>Images of 2×2 from latents of 3: pixel j is tanh of Σ wᵢⱼ zᵢ + bⱼ.</summary>
    internal static readonly float[] Weight = OnnxRun.Numbers(4 * LatentSize, 11);

    internal static readonly float[] Bias = OnnxRun.Numbers(4, 12);

    internal static byte[] Image(Action<OnnxGraph>? change = null)
    {
        var graph = new OnnxGraph("generator");
        graph.Metadata[GeneratorMetadata.Network] = "tiny";
        graph.Output("image", Body(graph, graph.Input("latent", null, LatentSize)));
        change?.Invoke(graph);
        return graph.ToBytes();
    }

    /// <summary>The same with its noise made inside from seeds.</summary>
    internal static byte[] FromSeeds()
    {
        var graph = new OnnxGraph("generator");
        graph.Metadata[GeneratorMetadata.LatentSize] = "3";
        var seed = graph.Input("seed", OnnxElementType.Int64, [null]);
        graph.Output("image", Body(graph, OnnxNoise.FromSeed(graph, "noise", seed, LatentSize)));
        return graph.ToBytes();
    }

    /// <summary>Vectors of any length: the latent itself.</summary>
    internal static byte[] Vector(int length, params (string Key, string Value)[] metadata)
    {
        var graph = new OnnxGraph("generator");
        foreach (var (key, value) in metadata)
            graph.Metadata[key] = value;
        graph.Output("sample", graph.Input("latent", null, length));
        return graph.ToBytes();
    }

    internal static float[] Expected(ReadOnlySpan<float> latents)
    {
        float[] images = new float[latents.Length / LatentSize * 4];
        for (int i = 0; i < images.Length; i++)
        {
            float sum = Bias[i % 4];
            for (int k = 0; k < LatentSize; k++)
                sum += Weight[(i % 4 * LatentSize) + k] * latents[(i / 4 * LatentSize) + k];
            images[i] = MathF.Tanh(sum);
        }

        return images;
    }

    private static OnnxValue Body(OnnxGraph graph, OnnxValue latent) =>
        graph.Tanh("tanh", graph.Reshape("pixels", graph.Linear("fc", latent, Weight, Bias, 4), -1, 1, 2, 2));
}
