using System.Text.Json;
using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx.Captioning;

/// <summary>Small captioners and evaluators with known answers, of gray images of 2×2 pixels.</summary>
internal static class Captioners
{
    internal const int Length = 3, LatentSize = 2, Pixels = 4;

    internal static readonly OnnxGeneratorOptions Options = new()
    {
        Device = GeneratorDevice.Cpu,
        IntraOpThreads = 1,
    };

    internal static readonly string[] Words = ["", "<unknown>", "bright", "dark", "dot", "spot", "!"];

    internal static string Vocabulary { get; } = JsonSerializer.Serialize(Words);

    /// <summary>
    /// "bright" or "dark" by the mean of the image, "dot" or "spot" by the first number of the noise, and "!" where the
    /// second one is above 0: at each place the word of the highest of linear scores.
    /// </summary>
    internal static byte[] Captioner(params (string Key, string Value)[] metadata)
    {
        int inputs = Pixels + LatentSize;
        float[] weights = new float[Length * Words.Length * inputs];
        float[] biases = [.. Enumerable.Repeat(-100f, Length * Words.Length)];
        for (int pixel = 0; pixel < Pixels; pixel++)
            Choose(0, 2, 3, pixel);
        Choose(1, 4, 5, Pixels);
        Choose(2, 6, 0, Pixels + 1);

        var graph = Graph("captioner", metadata);
        var image = graph.Reshape("pixels", graph.Input("image", null, 1, 2, 2), -1, Pixels);
        var all = graph.Concat("all", [image, graph.Input("noise", null, LatentSize)]);
        var scores = graph.Linear("scores", all, weights, biases, Length * Words.Length);
        var places = graph.Reshape("places", scores, -1, Length, Words.Length);
        graph.Output(
            "tokens", graph.Node("ArgMax", "best", [places], [null, Length], ("axis", 2L), ("keepdims", 0L)));
        return graph.ToBytes();

        void Choose(int place, int above, int below, int input)
        {
            foreach (var (word, sign) in ((int, int)[])[(above, 1), (below, -1)])
            {
                weights[(((place * Words.Length) + word) * inputs) + input] = sign;
                biases[(place * Words.Length) + word] = 0;
            }
        }
    }

    /// <summary>The caption of an image by its definition.</summary>
    internal static string Expected(ReadOnlySpan<float> image, ReadOnlySpan<float> noise)
    {
        float sum = 0;
        foreach (float value in image)
            sum += value;
        return $"{(sum > 0 ? "bright" : "dark")} {(noise[0] > 0 ? "dot" : "spot")}{(noise[1] > 0 ? "!" : "")}";
    }

    /// <summary>The sigmoid of the sum of the image less a quarter of the first word's id, and so on.</summary>
    internal static byte[] Evaluator(params (string Key, string Value)[] metadata)
    {
        var graph = Graph("evaluator", metadata);
        var image = graph.Reshape("pixels", graph.Input("image", null, 1, 2, 2), -1, Pixels);
        var tokens = graph.Input("tokens", OnnxElementType.Int64, null, Length);
        var ids = graph.Node("Cast", "ids", [tokens], [null, Length], ("to", (long)OnnxElementType.Float));
        var sum = graph.Linear("sum", graph.Concat("all", [image, ids]), [1, 1, 1, 1, -0.25f, 0.5f, 0.125f], [0], 1);
        graph.Output("score", graph.Reshape("row", graph.Sigmoid("sigmoid", sum), -1));
        return graph.ToBytes();
    }

    /// <summary>The score of a caption's ids by its definition.</summary>
    internal static double ExpectedScore(ReadOnlySpan<float> image, params int[] ids)
    {
        double sum = -0.25 * ids[0] + 0.5 * ids[1] + 0.125 * ids[2];
        foreach (float value in image)
            sum += value;
        return 1 / (1 + Math.Exp(-sum));
    }

    private static OnnxGraph Graph(string name, (string Key, string Value)[] metadata)
    {
        var graph = new OnnxGraph(name);
        graph.Metadata[CaptionerMetadata.Vocabulary] = Vocabulary;
        foreach (var (key, value) in metadata)
            graph.Metadata[key] = value;
        return graph;
    }
}
