using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx.Loading;

[TestClass]
public class ConditionLoadingTests
{
    [TestMethod]
    public void Info_tells_what_can_be_asked_for()
    {
        using var generator = EchoGenerator.Everything();
        var info = generator.Info;
        Assert.AreEqual("latent", info.Input.Name);
        CollectionAssert.AreEqual(
            new[] { "latent float [N, 2]", "label int64 [N]", "condition float [N, 2]", "codes float [N, 5]" },
            info.Inputs.Select(input => input.ToString()).ToArray());
        CollectionAssert.AreEqual(new[] { "cat", "dog", "eel" }, info.Conditions.ClassNames.ToArray());
        Assert.AreEqual(
            (2, "3,c2", 10), (info.Conditions.VectorSize, info.Conditions.Codes!.ToString(), info.Conditions.RowSize));
        CollectionAssert.AreEqual(new[] { "d1", "c1", "c2" }, info.Conditions.Codes.Names.ToArray());

        using var plain = OnnxGenerator.Load(Generators.Image());
        Assert.AreEqual(
            (0, 0, null, 1),
            (
                plain.Info.Conditions.ClassCount,
                plain.Info.Conditions.VectorSize,
                plain.Info.Conditions.Codes,
                plain.Info.Inputs.Count));
    }

    [TestMethod]
    public void Classes_without_names_have_numbers()
    {
        byte[] model = EchoGenerator.Bytes("[]", change: graph => graph.Metadata.Remove(GeneratorMetadata.Labels));
        using var generator = OnnxGenerator.Load(model);
        CollectionAssert.AreEqual(new[] { "0", "1", "2" }, generator.Info.Conditions.ClassNames.ToArray());
    }

    [TestMethod]
    [DataRow("[\"cat\"", "JSON array of texts")]
    [DataRow("\"cat\"", "JSON array of texts")]
    [DataRow("[1, 2, 3]", "JSON array of texts")]
    [DataRow("[]", "JSON array of texts")]
    [DataRow("[null, null, null]", "JSON array of texts")]
    [DataRow("[\"cat\", \"dog\"]", "names 2 classes in its metadata 'labels', but its graph has 3")]
    public void Class_names_that_do_not_fit_are_refused(string labels, string words) =>
        Thrown.With<GanOnnxException>(words, () => OnnxGenerator.Load(EchoGenerator.Bytes(labels)));

    [TestMethod]
    [DataRow("10,c2", "codes = '10,c2', which is 12 numbers, but its input is codes float [N, 5]")]
    [DataRow("1,c4", "says codes = '1,c4'; expected")]
    [DataRow("3;c2", "says codes = '3;c2'; expected")]
    [DataRow("", "says codes = ''; expected")]
    [DataRow("c99999999999", "expected the metadata 'codes'")]
    public void Codes_that_do_not_fit_are_refused(string codes, string words) =>
        Thrown.With<GanOnnxException>(words, () => OnnxGenerator.Load(EchoGenerator.Bytes(codes: codes)));

    [TestMethod]
    public void Inputs_have_to_say_what_they_take()
    {
        byte[] silent =
            EchoGenerator.Bytes(codes: "3,c2", change: graph => graph.Metadata.Remove(GeneratorMetadata.Codes));
        Thrown.With<GanOnnxException>("does not say what its codes are", () => OnnxGenerator.Load(silent));

        var graph = new OnnxGraph("generator");
        var label =
            graph.Node("Cast", "cast", [graph.Input("label", OnnxElementType.Int64, [null])], [null], ("to", 1));
        graph.Output(
            "sample", graph.Concat("told", [graph.Input("latent", null, 2), graph.Reshape("column", label, -1, 1)]));
        Thrown.With<GanOnnxException>(
            "does not say how many classes there are", () => OnnxGenerator.Load(graph.ToBytes()));
    }

    [TestMethod]
    [DataRow("3,c2", new[] { 3 }, 2)]
    [DataRow("c1,4,c2,2", new[] { 4, 2 }, 3)]
    [DataRow("10", new[] { 10 }, 0)]
    public void Layouts_are_read_as_they_are_written(string text, int[] categorical, int continuous)
    {
        Assert.IsTrue(CodesLayout.TryParse(text, out var layout));
        CollectionAssert.AreEqual(categorical, layout!.Categorical.ToArray());
        Assert.AreEqual((continuous, categorical.Sum() + continuous), (layout.Continuous, layout.Size));
        Assert.IsTrue(CodesLayout.TryParse(layout.ToString(), out var again));
        Assert.AreEqual(layout.ToString(), again!.ToString());
    }
}
