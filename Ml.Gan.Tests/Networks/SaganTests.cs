using Ml.Gan.Data;
using Ml.Gan.Networks;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class SaganTests
{
    [TestMethod]
    public void The_weights_of_both_networks_are_normalized_spectrally()
    {
        var shape = new SampleShape(1, 28, 28);
        using var parameters = new ParameterFactory(1, CPU);
        using var generator = new Sagan { Width = 2 }.CreateGenerator(new GeneratorDesign(shape, 8), parameters);
        using var discriminator = new Sagan { Width = 2 }.CreateDiscriminator(
            new DiscriminatorDesign { Input = shape, ConditionSize = 10, ProjectsCondition = true }, parameters);

        foreach (var network in (nn.Module[])[generator, discriminator])
        {
            Layer[] weighted = [.. network.modules().OfType<Layer>()
                .Where(layer => layer is Convolution or Linear or LinearToFeatureMaps or Embedding).Distinct()];
            Assert.IsTrue(weighted.All(layer => layer.children().OfType<SpectralNormalization>().Any()));
            Assert.HasCount(1, network.modules().OfType<Attention>().Distinct());
        }
    }

    [TestMethod]
    [DataRow(16, null, 8)]
    [DataRow(28, null, 14)]
    [DataRow(32, null, 16)]
    [DataRow(32, 8, 8)]
    [DataRow(128, null, 32)]
    [DataRow(128, 64, 64)]
    public void Feature_maps_of_one_size_attend_to_themselves(int size, int? asked, int expected)
    {
        var network = new Sagan { Width = 1, AttentionSize = asked };
        var shape = new SampleShape(1, size, size);
        network.Check(shape);
        using var parameters = new ParameterFactory(1, CPU);
        using var generator = network.CreateGenerator(new GeneratorDesign(shape, 4), parameters);
        var graph = new OnnxGraph("generator");

        graph.Output("image", generator.Export(graph, graph.Input("latent", null, 4), null));

        var model = Gan.Onnx.Protobuf.ModelProto.Parser.ParseFrom(graph.ToBytes());
        string rows =
            model.Graph.Node.Single(node => node.OpType == "Reshape" && node.Name.EndsWith("query/rows")).Input[1];
        var dimensions = model.Graph.Initializer.Single(constant => constant.Name == rows);
        Assert.AreEqual(expected * expected, System.Runtime.InteropServices.MemoryMarshal.Cast<byte,
            long>(dimensions.RawData.Span)[2]);
    }

    [TestMethod]
    [DataRow(28, 7)]
    [DataRow(32, 32)]
    [DataRow(64, 12)]
    public void Other_attention_sizes_are_refused_by_name(int size, int attention)
    {
        var error = Assert.ThrowsExactly<GanOptionException>(
            () => new Sagan { AttentionSize = attention }.Check(new SampleShape(1, size, size)));

        Assert.AreEqual("AttentionSize", error.Option);
        StringAssert.Contains(error.Message, $"there are {(size == 28 ? "14" : size == 32 ? "16, 8" : "32, 16, 8")}.");
    }
}
