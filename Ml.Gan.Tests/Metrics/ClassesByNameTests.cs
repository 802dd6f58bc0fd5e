using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Metrics;

/// <summary>Classes of two sets, or of a model and a set, belong together where their names are the same.</summary>
[TestClass]
public sealed class ClassesByNameTests
{
    [TestMethod]
    public void A_generator_is_asked_for_the_classes_of_the_data_by_their_names()
    {
        using var data = Data(["9", "2"]);
        var generator = new ConditionLayout(["2", "5", "9"], 0, null);
        using var evaluator = new GeneratorEvaluator(
            data, new EvaluationOptions { Count = 20, Metrics = [new LabelAgreement()] }, generator);
        int[] asked = [.. evaluator.Conditions.Labels!];
        Assert.IsTrue(asked.All(label => label is 0 or 2), "the data have no class '5'");

        // Real images of what was asked for: '2' is the first class of the generator, the second of the data.
        float[] images = new float[20 * 256];
        for (int i = 0; i < 20; i++)
            data.Read([asked[i] == 2 ? 0 : 59], images.AsSpan(i * 256, 256));
        var report = evaluator.Evaluate(new SampleRows(images, 256));
        Assert.AreEqual(1.0, report.Results.Single().Value);
    }

    [TestMethod]
    public void A_classifier_is_tested_by_the_names_of_classes()
    {
        using var training = Data(["a", "b", "c"]);
        var options = new LatentGanOptions
        {
            Objective = new ConditionalLossSensitive(),
            Condition = new LabelCondition(),
            BatchSize = 4,
            LatentSize = 3,
            Steps = 1,
            Network = new Mlp(),
        };
        using var gan = new LatentGan(options, training);
        using var same = Data(["a", "b", "c"]);
        using var turned = Data(["c", "a", "b"], shift: 1);
        using var other = Data(["a", "x"]);
        Assert.AreEqual(ClassificationTest.Run(gan, same), ClassificationTest.Run(gan, turned));
        Assert.Contains(
            "class 'x', which the discriminator doesn't know; it tells a, b, c apart",
            Assert.ThrowsExactly<GanDataException>(() => ClassificationTest.Run(gan, other)).Message);
    }

    [TestMethod]
    public void Stacked_classes_are_called_by_what_is_stacked()
    {
        using var animals = new StackedDigits(Data(["cat", "dog"]));
        Assert.AreEqual("dog-cat-dog", animals.Labels.ClassNames[5]);
        using var digits = new StackedDigits(Data(["0", "1"]));
        Assert.AreEqual("5", digits.Labels.ClassNames[5]);
    }

    /// <summary>
    /// Sixty images: thirty dark ones, then lighter ones. They have the first class from the shift on, then the next.
    /// </summary>
    private static SampleCache Data(string[] classes, int shift = 0)
    {
        using var builder = SampleCacheBuilder.ForImages("images", new SampleShape(1, 16, 16));
        int[] labels = new int[60];
        for (int i = 0; i < 60; i++)
        {
            int part = i < 30 ? 0 : i < 50 || classes.Length == 2 ? 1 : 2;
            labels[i] = (part + shift) % classes.Length;
            builder.Append([.. Enumerable.Range(0, 256).Select(pixel => (byte)(100 * part + pixel % 40))]);
        }
        return builder.Build(labels, classes);
    }
}
