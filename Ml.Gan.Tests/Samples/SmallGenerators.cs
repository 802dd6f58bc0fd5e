using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Samples;

/// <summary>
/// Generators of digits of 16×16, trained for two steps. What they make is nearly gray, so that their files name a
/// range of values that spreads it from black to white.
/// </summary>
internal static class SmallGenerators
{
    /// <summary>One that takes labels and codes.</summary>
    public static byte[] OfLabels(int channels = 1, bool seedInput = false) => Train(
        new Dcgan { Width = 4 }, channels, seedInput, labeled: true);

    /// <summary>One whose styles are truncated.</summary>
    public static byte[] OfStyles() => Train(
        new StyleGan2 { Width = 2 }, channels: 3, seedInput: false, labeled: false);

    private static byte[] Train(NetworkArchitecture network, int channels, bool seedInput, bool labeled)
    {
        using var data = new Glyphs(size: 16, channels);
        using var gan = new LatentGan(
            new LatentGanOptions
            {
                Network = network,
                BatchSize = 4,
                LatentSize = 9,
                Steps = 2,
                SeedInput = seedInput,
                Condition = labeled ? new LabelCondition() : null,
                Codes = labeled ? LatentCodes.Parse("3,c2") : null,
            },
            data);
        new GanTrainer(gan).Train();
        var graph = gan.Export();
        using (var generator = OnnxGenerator.Load(graph.ToBytes()))
        {
            float[] values = generator.Sample(32, seed: 1).Values.ToArray();
            graph.Metadata[GeneratorMetadata.ValueRange] = new ValueRange(values.Min(), values.Max()).ToString();
        }

        return graph.ToBytes();
    }

    /// <summary>The generator on the CPU, with which a program's pictures are compared.</summary>
    public static OnnxGenerator Load(string path) =>
        OnnxGenerator.Load(path, new OnnxGeneratorOptions { Device = GeneratorDevice.Cpu });
}
