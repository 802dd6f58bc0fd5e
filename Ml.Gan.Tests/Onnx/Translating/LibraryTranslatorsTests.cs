using Ml.Gan.Data;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Networks;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Onnx.Translating;

/// <summary>The library's networks, exported and run in one piece and in tiles, against TorchSharp's layers.</summary>
[TestClass]
public sealed class LibraryTranslatorsTests : LayerTests
{
    private const int Height = 152, Width = 188;

    public static IEnumerable<object[]> Normalized => TranslatorCase.All.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Normalized))]
    public void Each_gives_what_its_layers_compute(string name)
    {
        var translator = TranslatorCase.All[name];
        var design = new TranslatorDesign(translator.Input, translator.Output);
        using var network = translator.Create(normalization: null);
        using var exported = Load(network, translator.Network, design, new TileOptions());
        foreach (bool isOther in (bool[])[false, true])
        {
            var images = translator.Images(Random, isOther);
            var results = exported.Translate(
                images.ToFloats(), (int)images.shape[0], (int)images.shape[2], (int)images.shape[3]);
            OnnxRun.AreClose(network.call(images).ToFloats(), results.Values.Span, 1e-5f);
        }
    }

    /// <summary>
    /// Without normalization outputs see their surroundings alone: 11 pixels of a srresnet of one block, 22 of a
    /// resnet-translator of one block, which halves its maps twice.
    /// </summary>
    [TestMethod]
    [DataRow(2, 96, 48)]
    [DataRow(0, 192, 96)]
    public void In_tiles_that_overlap_enough_they_give_the_same(int factor, int tile, int overlap)
    {
        TranslatorArchitecture network = factor > 0
            ? new SrResNet { Width = 4, Blocks = 1, Factor = factor }
            : new ResNetTranslator { Width = 4, Blocks = 1 };
        int scale = network.Scale;
        var input = new SampleShape(3, 16, 16);
        var design = new TranslatorDesign(input, new SampleShape(1, 16 * scale, 16 * scale))
        {
            Normalization = TranslatorNormalization.None,
        };
        using var parameters = new ParameterFactory(seed: 3, CPU);
        using var layer = network.Create(design, parameters);
        var images = rand([1, 3, 2 * Height, 2 * Width], generator: Random) * 2 - 1;
        layer.eval();
        float[] expected = layer.call(images).ToFloats();

        var tiles = new TileOptions { Size = tile, Overlap = overlap };
        using var translator = Load(layer, network, design, tiles);
        var results = translator.Translate(images.ToFloats(), 1, 2 * Height, 2 * Width);

        OnnxRun.AreClose(expected, results.Values.Span, 1e-5f);
    }

    private static OnnxTranslator Load(
        Layer layer, TranslatorArchitecture network, TranslatorDesign design, TileOptions tiles)
    {
        layer.eval();
        var graph = new OnnxGraph(network.Name);
        graph.Metadata[TranslatorMetadata.Scale] = $"{network.Scale}";
        graph.Metadata[TranslatorMetadata.SizeMultiple] = $"{network.Multiple(design)}";
        graph.Metadata[TranslatorMetadata.TrainingSize] = $"{design.Input.Height},{design.Input.Width}";
        graph.Output("output", layer.Export(
            graph, network.Name, graph.Input("input", null, design.Input.Channels, null, null)));
        return OnnxTranslator.Load(graph.ToBytes(), Translators.Options, tiles);
    }
}
