using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx.Judging;

[TestClass]
public sealed class OnnxDiscriminatorTests
{
    private static readonly float[] s_samples = OnnxRun.Numbers(5 * 2, 1);

    [TestMethod]
    public void RowsAreJudgedInBatchesAsOneByOne()
    {
        using var discriminator = OnnxDiscriminator.Load(Classifier(), new OnnxGeneratorOptions { BatchSize = 2 });
        var judged = discriminator.Judge(s_samples);

        for (int i = 0; i < 5; i++)
        {
            float sum = s_samples[2 * i] + s_samples[(2 * i) + 1];
            Assert.AreEqual(sum, judged.Realness.Span[i], 1e-6f);
            OnnxRun.AreClose([sum, sum, sum], judged.Scores.Span.Slice(3 * i, 3));
        }
    }

    [TestMethod]
    public void ClassesAreNamedByTheMetadata()
    {
        using var named = OnnxDiscriminator.Load(Classifier("""["a", "b", "c"]"""));
        using var numbered = OnnxDiscriminator.Load(Classifier());
        CollectionAssert.AreEqual(new[] { "a", "b", "c" }, named.Info.ClassNames.ToArray());
        CollectionAssert.AreEqual(new[] { "0", "1", "2" }, numbered.Info.ClassNames.ToArray());
    }

    [TestMethod]
    public void AConditionIsAskedForWhereItIsNeeded()
    {
        using var conditional = OnnxDiscriminator.Load(Conditional());
        var judged = conditional.Judge(s_samples, new GeneratorConditions { Labels = [0, 1, 2, 0, 1] });

        for (int i = 0; i < 5; i++)
            Assert.AreEqual(s_samples[2 * i] + s_samples[(2 * i) + 1] + (i % 3), judged.Realness.Span[i], 1e-6f);
        Thrown.With<ArgumentException>("which class", () => conditional.Judge(s_samples));
        using var plain = OnnxDiscriminator.Load(Classifier());
        Thrown.With<ArgumentException>("none", () => plain.Judge(s_samples, new GeneratorConditions { Labels = [0] }));
    }

    [TestMethod]
    public void WhatIsNoDiscriminatorOrJudgesPacksIsRefused()
    {
        Thrown.With<GanOnnxException>("not a discriminator", () => OnnxDiscriminator.Load(Generators.Image()));
        Thrown.With<GanOnnxException>("packs of 4", () => OnnxDiscriminator.Load(Classifier(packing: "4")));
        using var discriminator = OnnxDiscriminator.Load(Classifier());
        Thrown.With<ArgumentException>("multiple", () => discriminator.Judge(new float[3]));
    }

    /// <summary>Realness is the sum of the sample's two numbers, and so is the score of each of three classes.</summary>
    private static byte[] Classifier(string? labels = null, string? packing = null)
    {
        OnnxGraph graph = new("discriminator");
        OnnxValue sum = Sum(graph);
        graph.Output(DiscriminatorNames.Realness, sum);
        graph.Output(DiscriminatorNames.Score, graph.Concat("scores", [sum, sum, sum]));
        if (labels is not null)
            graph.Metadata[GeneratorMetadata.Labels] = labels;
        if (packing is not null)
            graph.Metadata[GeneratorMetadata.Packing] = packing;
        return graph.ToBytes();
    }

    /// <summary>Realness is the sum of the sample's numbers and the label.</summary>
    private static byte[] Conditional()
    {
        OnnxGraph graph = new("discriminator");
        OnnxValue sum = Sum(graph);
        OnnxValue oneHot = graph.OneHot("one_hot", graph.Input(GeneratorInputs.Label, OnnxElementType.Int64, [null]), 3);
        OnnxValue label = graph.Node("MatMul", "number", [oneHot, graph.Constant("numbers", [0f, 1, 2], 3, 1)], [null, 1]);
        graph.Output(DiscriminatorNames.Realness, graph.Add("judged", sum, label));
        return graph.ToBytes();
    }

    private static OnnxValue Sum(OnnxGraph graph) =>
        graph.ReduceSum("sum", graph.Input(DiscriminatorNames.Sample, null, 2), axis: 1);
}
