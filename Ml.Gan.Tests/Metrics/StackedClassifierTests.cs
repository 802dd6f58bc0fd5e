using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Metrics;

[TestClass]
public sealed class StackedClassifierTests
{
    [TestMethod]
    public void Stacked_digits_make_a_thousand_classes()
    {
        using var stacked = new StackedDigits(new Glyphs(size: 16));
        using var evaluator = new GeneratorEvaluator(stacked, new EvaluationOptions { Count = 200 });
        long[] labels = stacked.ReadLabels([.. Enumerable.Range(5000, 200).Select(i => (long)i)]);

        var others = evaluator.Evaluate(Samples(stacked, i => 5000 + i));
        var repeated = evaluator.Evaluate(Samples(stacked, _ => 5000));

        Assert.AreEqual(labels.Distinct().Count(), others.Find("classes")!.Value, 4);
        Assert.AreEqual(1, repeated.Find("classes")!.Value);
        Assert.AreEqual(Math.Log(1000), repeated.Find("class-divergence")!.Value, 1e-9);
        Assert.AreEqual(0, repeated.Find("class-entropy")!.Value, 1e-9);
        Assert.StartsWith("for each channel, a classifier trained on", others.FeatureDescription);
    }

    private static SampleRows Samples(StackedDigits source, Func<int, long> index) =>
        new(source.Read([.. Enumerable.Range(0, 200).Select(index)]), source.Shape.Length);
}
