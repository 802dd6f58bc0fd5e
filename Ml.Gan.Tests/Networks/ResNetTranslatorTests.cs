using Ml.Gan.Data;
using Ml.Gan.Networks;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class ResNetTranslatorTests : LayerTests
{
    [TestMethod]
    public void It_computes_what_the_paper_says()
    {
        using var network = Create(new ResNetTranslator { Width = 2, Blocks = 2 }, 12);
        var reference = new ReferenceNetwork(network);
        var images = Numeric.Normal(Random, 2, 3, 12, 16);

        Tensor Normal(Tensor x) => reference.Normalize(x).relu();
        static Tensor Doubled(Tensor x) => x.repeat_interleave(2, 2).repeat_interleave(2, 3);
        var maps = Normal(reference.ConvolveMirrored(images, 7, bias: false));
        maps = Normal(reference.Convolve(maps, stride: 2, padding: 1, bias: false));
        maps = Normal(reference.Convolve(maps, stride: 2, padding: 1, bias: false));
        CollectionAssert.AreEqual(new long[] { 2, 8, 3, 4 }, maps.shape);
        for (int block = 0; block < 2; block++)
        {
            var inside = Normal(reference.ConvolveMirrored(maps, 3, bias: false));
            maps = maps + reference.Normalize(reference.ConvolveMirrored(inside, 3, bias: false));
        }
        maps = Normal(reference.Convolve(Doubled(maps), stride: 1, padding: 1, bias: false));
        maps = Normal(reference.Convolve(Doubled(maps), stride: 1, padding: 1, bias: false));
        var expected = reference.ConvolveMirrored(maps, 7, bias: true).tanh();

        Assert.IsTrue(reference.IsDone);
        Numeric.AreClose(expected, network.call(images), 1e-12);
    }

    [TestMethod]
    [DataRow(128, 252, 6)]
    [DataRow(256, 256, 9)]
    [DataRow(64, 512, 9)]
    public void There_are_six_blocks_below_256_pixels_and_nine_from_there_on(int height, int width, int blocks)
    {
        using var network = Create(new ResNetTranslator { Width = 1 }, height, width);
        using var three = Create(new ResNetTranslator { Width = 1, Blocks = 3 }, height, width);

        Assert.AreEqual(blocks, network.modules().OfType<Residual>().Distinct().Count());
        Assert.AreEqual(3, three.modules().OfType<Residual>().Distinct().Count());
    }

    [TestMethod]
    public void Onnx_files_hold_doublings_as_transposed_convolutions()
    {
        using var network = Create(new ResNetTranslator { Width = 2, Blocks = 1 }, 16);
        var graph = new OnnxGraph("translator");
        graph.Output("output", network.Export(graph, "network", graph.Input("input", null, 3, null, null)));

        var operators = Ml.Gan.Onnx.Protobuf.ModelProto.Parser.ParseFrom(graph.ToBytes()).Graph.Node
            .CountBy(node => node.OpType).ToDictionary();

        Assert.AreEqual(2, operators["ConvTranspose"]);
        Assert.AreEqual(4, operators["Pad"]);
        Assert.IsFalse(operators.ContainsKey("Resize"));
    }

    [TestMethod]
    public void Sizes_and_blocks_that_can_not_be_are_refused()
    {
        (string Option, string Part, Action Refused)[] cases =
        [
            ("Size", "must be multiples of 4; 30×32 is not supported", () => Check(32, 30)),
            ("Size", "at least 8 pixels on a side", () => Check(4, 64)),
            ("Blocks", "at least 1; they are 0", () => _ = new ResNetTranslator { Blocks = 0 }),
        ];
        Check(8, 12);
        foreach (var (option, part, refused) in cases)
        {
            var error = Assert.ThrowsExactly<GanOptionException>(refused, part);
            Assert.AreEqual(option, error.Option);
            StringAssert.Contains(error.Message, part);
        }
        static void Check(int height, int width)
        {
            var shape = new SampleShape(3, height, width);
            new ResNetTranslator().Check(new TranslatorDesign(shape, shape));
        }
    }

    private Layer Create(ResNetTranslator network, int height, int width = 16)
    {
        SampleShape input = new(3, height, width), output = new(1, height, width);
        return network.Create(new TranslatorDesign(input, output), Parameters);
    }
}
