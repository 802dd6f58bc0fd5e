using Google.Protobuf;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Loading;
using Ml.Gan.Onnx.Loading.Sizes;
using Ml.Gan.Onnx.Protobuf;
using Ml.Gan.Tests.Networks;
using TorchSharp;

namespace Ml.Gan.Tests.Onnx.Writing;

/// <summary>Files of translators, whose images are of any size: what checks and smaller forms make of them.</summary>
[TestClass]
public sealed class TranslatorFilesTests : LayerTests
{
    private const int OpenSide = 256;

    public static IEnumerable<object[]> Names => TranslatorCase.All.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Files_are_not_refused_and_sizes_are_told_for_a_large_image(string name)
    {
        var translator = TranslatorCase.All[name];
        var file = ModelFile.FromBytes(Export(translator), long.MaxValue);

        Assert.IsTrue(ModelSafety.Check(file), "folds little");
        double[]? shape = new SizeWalk(file).Run()["output"]?.Shape;

        int side = OpenSide * translator.Network.Scale;
        CollectionAssert.AreEqual(
            new double[] { 1, translator.Output.Channels, side, side }, shape);
    }

    [TestMethod]
    public void Files_that_make_much_of_an_open_image_are_refused()
    {
        var graph = new OnnxGraph("translator");
        var input = graph.Input("input", null, 3, null, null);
        var tiled = graph.Node(
            "Tile", "tile", [input, graph.Constant("repeats", [1L, 1, 40, 40], 4)], [null, 3, null, null]);
        graph.Output("output", graph.Node("MaxPool", "pool", [tiled], [null, 3, null, null],
            ("kernel_shape", new[] { 40, 40 }), ("strides", new[] { 40, 40 })));

        var error = Assert.ThrowsExactly<GanOnnxException>(
            () => ModelSafety.Check(ModelFile.FromBytes(graph.ToBytes(), long.MaxValue)));

        StringAssert.Contains(error.Message, "the Tile 'tile' makes 314,572,800 numbers");
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Weights_of_8_bits_give_nearly_the_same_images(string name)
    {
        var translator = TranslatorCase.All[name];
        byte[] model = Export(translator);
        var quantized = ModelProto.Parser.ParseFrom(model);
        WeightQuantization.Quantize(quantized.Graph);

        Assert.IsTrue(quantized.Graph.Initializer.Any(tensor => tensor.DataType == (int)OnnxElementType.Int8));
        AreNearly(translator, model, quantized.ToByteArray(), 0.1f);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Half_precision_gives_nearly_the_same_images(string name)
    {
        var translator = TranslatorCase.All[name];
        byte[] model = Export(translator);
        var file = ModelFile.FromBytes(model, long.MaxValue);
        HalfPrecision.Convert(file);

        AreNearly(translator, model, file.Model.ToByteArray(), 0.05f);
    }

    private void AreNearly(TranslatorCase translator, byte[] model, byte[] smaller, float tolerance)
    {
        foreach (bool isOther in (bool[])[false, true])
        {
            var images = translator.Images(Random, isOther);
            float[] exact = Run(model, images), nearly = Run(smaller, images);
            CollectionAssert.AreNotEqual(exact, nearly);
            OnnxRun.AreClose(exact, nearly, tolerance);
        }
    }

    private static float[] Run(byte[] model, torch.Tensor images) => OnnxRun.Run(
        model, out _, ("input", images.data<float>().ToArray(), images.shape));

    private byte[] Export(TranslatorCase translator)
    {
        using var network = translator.Create(null);
        for (int step = 0; step < 5; step++)
            network.call(translator.Images(Random));
        var graph = new OnnxGraph(translator.Network.Name);
        var input = graph.Input("input", null, translator.Input.Channels, null, null);
        graph.Output("output", network.Export(graph, "network", input));
        return graph.ToBytes();
    }
}
