using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx;

[TestClass]
public class LabelConditionsTests
{
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Where_nothing_is_asked_for_the_classes_go_in_turn(bool seeds)
    {
        using var generator = EchoGenerator.Labels(seeds);
        var samples = generator.Sample(10, seed: 5);
        CollectionAssert.AreEqual(new[] { 0, 1, 2, 0, 1, 2, 0, 1, 2, 0 }, EchoGenerator.Labels(samples));
        OnnxRun.AreClose(LatentNoise.Rows(10, 2, 5), EchoGenerator.Latents(samples));
    }

    [TestMethod]
    public void Labels_and_names_are_used_in_turn()
    {
        using var generator = EchoGenerator.Labels();
        CollectionAssert.AreEqual(
            new[] { 2, 0, 2, 0, 2 }, EchoGenerator.Labels(
                generator.Sample(5, 1, new GeneratorConditions { Labels = [2, 0] })));
        var named = generator.Generate(new float[12], new GeneratorConditions { Classes = ["dog"] });
        CollectionAssert.AreEqual(new[] { 1, 1, 1, 1, 1, 1 }, EchoGenerator.Labels(named));
        var truncated = generator.Sample(50, 1, new GeneratorConditions { Classes = ["eel"] }, truncation: 0.5f);
        Assert.IsLessThanOrEqualTo(0.5f, EchoGenerator.Latents(truncated).Max(Math.Abs));
    }

    [TestMethod]
    public void What_is_on_the_way_has_the_label_of_both_ends()
    {
        using var generator = EchoGenerator.Labels();
        var cat = new GeneratorConditions { Classes = ["cat"] };
        var eel = new GeneratorConditions { Classes = ["eel"] };
        CollectionAssert.AreEqual(
            new[] { 2, 2, 2 }, EchoGenerator.Labels(generator.Interpolate([0, 1], [1, 0], 3, eel)));
        CollectionAssert.AreEqual(new[] { 0, 0, 0 }, EchoGenerator.Labels(generator.Interpolate([0, 1], [1, 0], 3)));
        Thrown.With<ArgumentException>(
            "nothing between the labels 0 and 2", () => generator.Interpolate([0, 1], [1, 0], 3, cat, eel));
    }

    [TestMethod]
    public void A_number_that_names_a_class_is_its_name_not_its_index()
    {
        var layout = new ConditionLayout(["10", "2", "0"], 0, null);
        Assert.AreEqual((1, 2), (layout.LabelOf("2"), layout.LabelOf("0")));
        CollectionAssert.AreEqual(
            new[] { 1, 2 },
            layout.Settle(new GeneratorConditions { Classes = ["2", "0"] }, 2, 1).Labels!.ToArray());
        Thrown.With<ArgumentException>(
            "There is no class '1'; the classes are 10, 2, 0 (or by index: Labels 0 to 2).", () => layout.LabelOf("1"));
    }

    [TestMethod]
    public void What_cannot_be_asked_for_is_named()
    {
        using var generator = EchoGenerator.Labels();
        Refused("no class 3; the labels of the 3 classes are 0 to 2", new() { Labels = [0, 3] });
        Refused(
            "no class 'bee'; the classes are cat, dog, eel (or by index: Labels 0 to 2)", new() { Classes = ["bee"] });
        Refused("give one of the two", new() { Labels = [0], Classes = ["cat"] });
        Refused("is empty", new() { Labels = [] });
        Refused("Codes are asked for, but the generator takes none", new() { CodeRows = [[1]] });
        Refused("Condition vectors are asked for", new() { Vectors = [[1]] });
        Refused("no class '1'", new() { Classes = ["1"] });
        Assert.AreEqual(1, generator.Info.Conditions.LabelOf("dog"));

        using var plain = OnnxGenerator.Load(Generators.Image());
        Thrown.With<ArgumentException>(
            "Labels are asked for", () => plain.Sample(1, 1, new GeneratorConditions { Labels = [0] }));

        void Refused(string words, GeneratorConditions conditions) =>
            Thrown.With<ArgumentException>(words, () => generator.Sample(4, 1, conditions));
    }
}
