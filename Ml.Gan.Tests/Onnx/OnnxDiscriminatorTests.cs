using Google.Protobuf;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Tests.Onnx;

[TestClass]
public sealed class OnnxDiscriminatorTests
{
    private static readonly float[] s_samples = OnnxRun.Numbers(5 * 2, 1);

    [TestMethod]
    public void Rows_are_scored_in_batches_as_one_by_one()
    {
        using var discriminator = OnnxDiscriminator.Load(Classifier(), new OnnxGeneratorOptions { BatchSize = 2 });
        var output = discriminator.Score(s_samples);

        for (int i = 0; i < 5; i++)
        {
            float sum = s_samples[2 * i] + s_samples[(2 * i) + 1];
            Assert.AreEqual(sum, output.Scores.Span[i], 1e-6f);
            OnnxRun.AreClose([sum, sum, sum], output.Probabilities.Span.Slice(3 * i, 3));
        }
    }

    [TestMethod]
    public void Files_with_the_former_names_of_outputs_load()
    {
        const string Labels = """["a", "b", "c"]""";
        using var former = OnnxDiscriminator.Load(Classifier(Labels, score: "realness", probabilities: "score"));
        using var present = OnnxDiscriminator.Load(Classifier(Labels));

        CollectionAssert.AreEqual(present.Info.ClassNames.ToArray(), former.Info.ClassNames.ToArray());
        var (expected, actual) = (present.Score(s_samples), former.Score(s_samples));
        CollectionAssert.AreEqual(expected.Scores.ToArray(), actual.Scores.ToArray());
        CollectionAssert.AreEqual(expected.Probabilities.ToArray(), actual.Probabilities.ToArray());
    }

    [TestMethod]
    public void Classes_are_named_by_the_metadata()
    {
        using var named = OnnxDiscriminator.Load(Classifier("""["a", "b", "c"]"""));
        using var numbered = OnnxDiscriminator.Load(Classifier());
        CollectionAssert.AreEqual(new[] { "a", "b", "c" }, named.Info.ClassNames.ToArray());
        CollectionAssert.AreEqual(new[] { "0", "1", "2" }, numbered.Info.ClassNames.ToArray());
    }

    [TestMethod]
    public void A_condition_is_asked_for_where_it_is_needed()
    {
        using var conditional = OnnxDiscriminator.Load(Conditional());
        var output = conditional.Score(s_samples, new GeneratorConditions { Labels = [0, 1, 2, 0, 1] });

        for (int i = 0; i < 5; i++)
            Assert.AreEqual(s_samples[2 * i] + s_samples[(2 * i) + 1] + (i % 3), output.Scores.Span[i], 1e-6f);
        Thrown.With<ArgumentException>("which class", () => conditional.Score(s_samples));
        using var plain = OnnxDiscriminator.Load(Classifier());
        Thrown.With<ArgumentException>("none", () => plain.Score(s_samples, new GeneratorConditions { Labels = [0] }));
    }

    [TestMethod]
    public void What_is_no_discriminator_or_takes_packs_is_refused()
    {
        Thrown.With<GanOnnxException>("not a discriminator", () => OnnxDiscriminator.Load(Generators.Image()));
        Thrown.With<GanOnnxException>("packs of 4", () => OnnxDiscriminator.Load(Classifier(packing: "4")));
        Thrown.With<GanOnnxException>("but its graph makes 3", () => OnnxDiscriminator.Load(
            Changed(model => model.Graph.Output[1].Type.TensorType.Shape.Dim[1].DimValue = 1 << 30)));
        Thrown.With<GanOnnxException>("not a discriminator", () => OnnxDiscriminator.Load(
            Changed(model => model.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue = 1L << 40)));
        using var discriminator = OnnxDiscriminator.Load(Classifier());
        Thrown.With<ArgumentException>("multiple", () => discriminator.Score(new float[3]));
    }

    private static byte[] Changed(Action<ModelProto> change)
    {
        var model = ModelProto.Parser.ParseFrom(Classifier());
        change(model);
        return model.ToByteArray();
    }

    /// <summary>
    /// The score is the sum of the sample's two numbers, and so is the probability of each of three classes.
    /// </summary>
    internal static byte[] Classifier(
        string? labels = null,
        string? packing = null,
        string score = DiscriminatorNames.Score,
        string probabilities = DiscriminatorNames.Probabilities)
    {
        var graph = new OnnxGraph("discriminator");
        var sum = Sum(graph);
        graph.Output(score, sum);
        graph.Output(probabilities, graph.Concat("repeated", [sum, sum, sum]));
        if (labels is not null)
            graph.Metadata[GeneratorMetadata.Labels] = labels;
        if (packing is not null)
            graph.Metadata[GeneratorMetadata.Packing] = packing;
        return graph.ToBytes();
    }

    /// <summary>The score is the sum of the sample's numbers and the label.</summary>
    private static byte[] Conditional()
    {
        var graph = new OnnxGraph("discriminator");
        var sum = Sum(graph);
        var oneHot = graph.OneHot("one_hot", graph.Input(GeneratorInputs.Label, OnnxElementType.Int64, [null]), 3);
        var label = graph.Node("MatMul", "number", [oneHot, graph.Constant("numbers", [0f, 1, 2], 3, 1)], [null, 1]);
        graph.Output(DiscriminatorNames.Score, graph.Add("added", sum, label));
        return graph.ToBytes();
    }

    private static OnnxValue Sum(OnnxGraph graph) =>
        graph.ReduceSum("sum", graph.Input(DiscriminatorNames.Sample, null, 2), axis: 1);
}
