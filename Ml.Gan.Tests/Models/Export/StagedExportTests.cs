using Ml.Gan.Data;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Networks;
using Ml.Gan.Tests.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models.Export;

/// <summary>In every stage ONNX Runtime computes from both networks' graphs what libtorch does.</summary>
[TestClass]
public sealed class StagedExportTests
{
    private static readonly SampleShape s_shape = new(1, 32, 32);

    private readonly DisposeScope _scope = NewDisposeScope();

    public static IEnumerable<object[]> Networks =>
        from network in new NetworkArchitecture[]
        {
            new ProgressiveGan { Width = 16 }, new LapGan { Width = 4 }, new StackGan { Width = 2 },
        }
        from conditionSize in new[] { 0, 3 }
        select new object[] { network, conditionSize };

    [TestCleanup]
    public void Release() => _scope.Dispose();

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Generators_agree(NetworkArchitecture network, int conditionSize)
    {
        using var pair = new StagedPair(network, s_shape, conditionSize);
        foreach (var (stage, progress) in Positions(pair))
        {
            pair.Enter(stage, progress);
            var graph = new OnnxGraph("generator");
            var latent = graph.Input("latent", null, StagedPair.LatentSize);
            graph.Output("image", pair.Generator.Export(graph, latent, Condition(graph, conditionSize)));

            float[] exported = OnnxRun.Run(
                graph, [("latent", pair.Latents.ToFloats(), pair.Latents.shape), .. Given(pair)]);

            OnnxRun.AreClose(pair.Generator.call(pair.Latents, pair.Condition).ToFloats(), exported, 3e-5f);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Discriminators_take_samples_at_full_size(NetworkArchitecture network, int conditionSize)
    {
        using var pair = new StagedPair(network, s_shape, conditionSize);
        var real = pair.Real.narrow(0, 0, 3).contiguous();
        foreach (var (stage, progress) in Positions(pair))
        {
            pair.Enter(stage, progress);
            var graph = new OnnxGraph("discriminator");
            var images = graph.Input("image", null, 1, 32, 32);
            graph.Output("score", pair.Discriminator.Export(graph, images, Condition(graph, conditionSize)));

            float[] exported = OnnxRun.Run(graph, [("image", real.ToFloats(), real.shape), .. Given(pair)]);

            OnnxRun.AreClose(
                pair.Discriminator.call(pair.RealView.Of(real), pair.Condition).ToFloats(), exported, 2e-5f);
        }
    }

    [TestMethod]
    public void A_discriminator_of_packs_takes_packs_at_full_size()
    {
        var design = new DiscriminatorDesign { Input = new SampleShape(2, 32, 32), Packing = 2 };
        using var pair = new StagedPair(new LapGan { Width = 4 }, s_shape, design: design);
        var graph = new OnnxGraph("discriminator");
        graph.Output("score", pair.Discriminator.Export(graph, graph.Input("image", null, 2, 32, 32), null));

        float[] exported = OnnxRun.Run(graph, ("image", pair.Real.ToFloats(), [2, 2, 32, 32]));

        var seen = pair.RealView.Of(pair.Real).reshape(2, 4, 32, 32);
        OnnxRun.AreClose(pair.Discriminator.call(seen, null).ToFloats(), exported, 1e-5f);
    }

    private static IEnumerable<(int Stage, double Progress)> Positions(StagedPair pair) =>
        Enumerable.Range(0, pair.Stages).SelectMany(stage => new[] { (stage, 0.2), (stage, 1.0) });

    private static OnnxValue? Condition(OnnxGraph graph, int size) =>
        size == 0 ? null : graph.Input("condition", null, size);

    private static (string Name, float[] Data, long[] Shape)[] Given(StagedPair pair) =>
        pair.Condition is { } condition ? [("condition", condition.ToFloats(), condition.shape)] : [];
}
