using Ml.Gan.Data;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

/// <summary>Discriminators that are told what a sample, or each of a pack, is said to be.</summary>
[TestClass]
public sealed class ConditionalDiscriminatorTests
{
    private const int Classes = 3;

    private readonly Generator _random = new(31);
    private readonly DisposeScope _scope = NewDisposeScope();

    public static IEnumerable<object[]> Cases =>
        from network in (NetworkArchitecture[])
            [new Dcgan { Width = 2 }, new Mlp { DiscriminatorWidths = [6, 4] }, new ResNet { Width = 2 },
                new Sagan { Width = 2 }, new FastGan { Width = 2 }]
        from projects in (bool[])[false, true]
        from pack in (int[])[1, 2]
        select new object[] { network, projects, pack };

    [TestCleanup]
    public void Release()
    {
        _scope.Dispose();
        _random.Dispose();
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Scores_depend_on_the_condition_and_onnx_runtime_computes_the_same(
        NetworkArchitecture network, bool projects, int pack)
    {
        using var discriminator = Create(network, projects, pack);
        var samples = torch.randn(4, pack, 16, 16, generator: _random);
        var condition = torch.eye(Classes)[torch.tensor(new long[] { 0, 1, 2, 1 })].repeat(1, pack);
        for (int i = 0; i < 10; i++)
            discriminator.call(samples, condition);
        discriminator.eval();

        var scores = discriminator.call(samples, condition);

        Assert.IsTrue((scores - discriminator.call(samples, condition.flip(1))).abs().max().item<float>() > 1e-5);
        var graph = new OnnxGraph("discriminator");
        OnnxValue x = graph.Input("x", null, pack, 16, 16), c = graph.Input("c", null, pack * Classes);
        graph.Output("scores", discriminator.Export(graph, x, c));
        float[] exported = OnnxRun.Run(
            graph, ("x", samples.ToFloats(), samples.shape), ("c", condition.ToFloats(), condition.shape));
        OnnxRun.AreClose(scores.ToFloats(), exported, 1e-5f);
    }

    [TestMethod]
    public void A_projected_condition_adds_its_inner_product_with_the_last_hidden_layer()
    {
        using var discriminator = Create(new Mlp { DiscriminatorWidths = [5] }, projects: true, pack: 1);
        var (samples, nothing) = (torch.randn(2, 1, 16, 16, generator: _random), torch.zeros(2, Classes));
        var condition = torch.tensor(new float[] { 0, 1, 0, 0, 0, 1 }, [2, Classes]);
        var vectors = discriminator.get_parameter("projection.weight")!; // (5, Classes)

        var told = discriminator.Evaluate(samples, condition);

        var products = (vectors.t().index_select(0, torch.tensor(new long[] { 1, 2 })) * told.Features!).sum([1]);
        Numeric.AreClose(discriminator.call(samples, nothing) + products, told.Outputs!, 1e-5);
    }

    private static DiscriminatorNetwork Create(NetworkArchitecture network, bool projects, int pack)
    {
        using var parameters = new ParameterFactory(2, CPU);
        return network.CreateDiscriminator(
            new DiscriminatorDesign
            {
                Input = new SampleShape(pack, 16, 16),
                ConditionSize = pack * Classes,
                ProjectsCondition = projects
            },
            parameters);
    }
}
