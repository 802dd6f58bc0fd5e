using Ml.Gan.Data;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Protobuf;
using Ml.Gan.Tests.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models.Export;

/// <summary>What ONNX Runtime computes from an exported generator is what libtorch computes.</summary>
[TestClass]
public sealed class GeneratorExportTests
{
    private const int LatentSize = 16;
    private const int ConditionSize = 3;
    private const double Tolerance = 1e-5;

    public static IEnumerable<object[]> Generators =>
    [
        [new Dcgan { Width = 8 }, new SampleShape(1, 16, 16)],
        [new Dcgan { Width = 8 }, new SampleShape(1, 28, 28)],
        [new Dcgan { Width = 8 }, new SampleShape(3, 32, 32)],
        [new Dcgan { Width = 8, HiddenUnits = 12 }, new SampleShape(1, 28, 28)],
        [new Dcgan { Width = 8 }, new SampleShape(3, 64, 64)],
        [new ProgressiveGan { Width = 16 }, new SampleShape(1, 28, 28)],
        [new LapGan { Width = 8 }, new SampleShape(1, 28, 28)],
        [new LapGan { Width = 8 }, new SampleShape(3, 64, 64)],
        [new StackGan { Width = 4 }, new SampleShape(1, 28, 28)],
        [new StackGan { Width = 4 }, new SampleShape(3, 64, 64)],
        [new ResNet { Width = 4 }, new SampleShape(1, 28, 28)],
        [new ResNet { Width = 4 }, new SampleShape(3, 32, 32)],
        [new Sagan { Width = 8 }, new SampleShape(1, 28, 28)],
        [new Sagan { Width = 4 }, new SampleShape(3, 32, 32)],
        [new FastGan { Width = 2 }, new SampleShape(1, 28, 28)],
        [new FastGan { Width = 2 }, new SampleShape(3, 64, 64)],
        [new Gmmn { Width = 4 }, new SampleShape(1, 28, 28)],
        [new Gmmn { Width = 4, CodeSize = 1 }, new SampleShape(3, 32, 32)],
        [new Gran { Width = 4 }, new SampleShape(1, 28, 28)],
        [new Gran { Width = 4, TimeSteps = 5 }, new SampleShape(3, 16, 16)],
        [new ProgressiveGan { Width = 16 }, new SampleShape(3, 32, 32)],
        [new StyleGan2 { Width = 4 }, new SampleShape(1, 28, 28)],
        [new StyleGan2 { Width = 4, MappingLayers = 8 }, new SampleShape(3, 32, 32)],
        [new Mlp(), new SampleShape(1, 28, 28)],
        [new Mlp(), SampleShape.Vector(5)],
        [new Mlp { GeneratorWidths = [], SigmoidOutput = true }, new SampleShape(1, 28, 28)],
        [new Mlp { GeneratorActivation = Activation.Sigmoid, GeneratorBatchNorm = false }, SampleShape.Vector(2)],
        [new Mlp { GeneratorActivation = Activation.Tanh }, SampleShape.Vector(1)],
        [new Mlp { GeneratorActivation = Activation.LeakyRelu }, new SampleShape(3, 8, 8)],
    ];

    [TestMethod]
    [DynamicData(nameof(Generators))]
    public void Onnx_runtime_agrees_with_libtorch_for_any_batch(NetworkArchitecture architecture, SampleShape shape)
    {
        using var scope = NewDisposeScope();
        using var network = CreateLivedIn(architecture, shape, conditionSize: 0);
        using var runtime = OnnxGenerator.Load(Export(network));
        using var random = new Generator(17);
        foreach (int batch in new[] { 1, 2, 17 })
        {
            var latents = torch.randn(batch, LatentSize, generator: random);
            float[] expected = network.call(latents, null).ToFloats();
            var actual = runtime.Generate(latents.ToFloats());

            Assert.AreEqual(batch, actual.Count);
            double difference = expected.Zip(actual.Values.ToArray(), (e, a) => Math.Abs((double)e - a)).Max();
            Assert.IsLessThanOrEqualTo(Tolerance, difference, $"batch {batch}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Generators))]
    public void Onnx_runtime_agrees_with_libtorch_under_conditions(NetworkArchitecture architecture, SampleShape shape)
    {
        using var scope = NewDisposeScope();
        using var network = CreateLivedIn(architecture, shape, ConditionSize);
        using var random = new Generator(17);
        var (latents, condition) =
            (torch.randn(5, LatentSize, generator: random), torch.randn(5, ConditionSize, generator: random));
        float[] expected = network.call(latents, condition).ToFloats();

        float[] actual = OnnxRun.Run(
            Export(network),
            out _,
            ("latent", latents.ToFloats(), latents.shape),
            ("condition", condition.ToFloats(), condition.shape));

        OnnxRun.AreClose(expected, actual, (float)Tolerance);
        float[] others = network.call(latents, condition.flip(0)).ToFloats();
        Assert.IsGreaterThan(1e-3, expected.Zip(others, (e, o) => Math.Abs(e - o)).Max());
    }

    [TestMethod]
    public void Batch_norm_leaves_no_node_behind()
    {
        using var network = CreateLivedIn(new Dcgan { Width = 8 }, new SampleShape(1, 28, 28), conditionSize: 0);
        var nodes = ModelProto.Parser.ParseFrom(Export(network)).Graph.Node.Select(node => node.OpType);

        CollectionAssert.AreEqual(
            new[]
            {
                "Gemm", "Reshape", "Relu", "Conv", "Relu", "ConvTranspose", "Relu", "ConvTranspose", "Tanh",
            },
            nodes.ToArray());
    }

    private static byte[] Export(GeneratorNetwork network)
    {
        var graph = new OnnxGraph("generator");
        var latent = graph.Input("latent", null, network.Design.LatentSize);
        var condition =
            network.Design.ConditionSize > 0 ? graph.Input("condition", null, network.Design.ConditionSize) : null;
        graph.Output("image", network.Export(graph, latent, condition));
        return graph.ToBytes();
    }

    /// <summary>
    /// Running statistics and weights as after some training, so that folding them has something to get wrong.
    /// </summary>
    private static GeneratorNetwork CreateLivedIn(
        NetworkArchitecture architecture, SampleShape shape, int conditionSize)
    {
        using var parameters = new ParameterFactory(3, CPU);
        using var random = new Generator(4);
        var network = architecture.CreateGenerator(new GeneratorDesign(shape, LatentSize, conditionSize), parameters);
        using var frozen = no_grad();
        foreach (var parameter in network.parameters())
            parameter.add_(torch.randn(parameter.shape, generator: random).mul_(0.05));
        for (int i = 0; i < 20; i++)
        {
            var condition = conditionSize > 0 ? torch.randn(32, conditionSize, generator: random) : null;
            network.call(torch.randn(32, LatentSize, generator: random), condition).Dispose();
        }
        network.eval();
        return network;
    }
}
