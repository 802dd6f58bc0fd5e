using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;

namespace Ml.Gan.Tests.Metrics;

/// <summary>Whether samples are what they were asked to be.</summary>
[TestClass]
public sealed class TargetMetricsTests
{
    private static readonly Glyphs s_glyphs = new(size: 16);
    private static readonly string[] s_digits = [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")];

    [TestMethod]
    public void Shares_are_counted()
    {
        var samples = Set([0, 1, 2, 2, 1], new SampleTargets([0, 1, 2, 0, 0], [1, 2, 0, 0, 2], 3));

        Assert.AreEqual(3 / 5.0, new LabelAgreement().Compute(samples, samples));
        Assert.AreEqual(1, new CodeAccuracy().Compute(samples, samples), "code 0 stands for 2, 1 for 0 and 2 for 1");
        var fewer = Set([0, 0, 1, 2, 2], new SampleTargets(null, [0, 1, 1, 1, 0], 2));
        Assert.AreEqual(2 / 5.0, new CodeAccuracy().Compute(fewer, fewer), "no two codes stand for the same class");
        var more = Set([0, 0, 1, 2, 2], new SampleTargets(null, [0, 3, 1, 2, 4], 5));
        Assert.AreEqual(3 / 5.0, new CodeAccuracy().Compute(more, more), "codes beyond the classes stand for none");
    }

    [TestMethod]
    public void Digits_that_were_asked_for_are_recognized()
    {
        var options = new EvaluationOptions { Count = 200, Metrics = [new LabelAgreement(), new CodeAccuracy()] };
        using var evaluator = new GeneratorEvaluator(
            s_glyphs, options, new ConditionLayout(s_digits, 0, new CodesLayout([10], 2)));
        int[] labels = [.. evaluator.Conditions.Labels!];
        int[] codes = [.. evaluator.Conditions.CodeRows!.Select(row => Array.IndexOf(row, 1f))];
        CollectionAssert.AreEqual(
            s_glyphs.ReadLabels(0, 1, 2, 3),
            labels[..4].Select(label => (long)label).ToArray(),
            "the labels of the real ones");

        var asLabeled = evaluator.Evaluate(Digits(labels)).Results;
        var asCoded = evaluator.Evaluate(Digits([.. codes.Select(code => (code + 3) % 10)])).Results;

        Assert.IsGreaterThan(0.9, asLabeled[0].Reference, "the classifier's own accuracy");
        Assert.AreEqual(asLabeled[0].Reference, asLabeled[0].Value, 0.08);
        Assert.AreEqual(asLabeled[1].Reference, asCoded[1].Value, 0.08);
        Assert.IsLessThan(0.35, asLabeled[1].Value, "codes say nothing about labels");
        Assert.IsLessThan(0.25, asCoded[0].Value);
    }

    [TestMethod]
    public void They_do_not_apply_to_other_generators()
    {
        using var plain = new GeneratorEvaluator(s_glyphs, new EvaluationOptions { Count = 20 });
        Assert.IsNull(plain.Evaluate(Digits(new int[20])).Find("label-agreement"));
        Refused(
            "'label-agreement' does not apply to builtin:glyphs: it needs a generator that is asked for the classes",
            new LabelAgreement(),
            ["cat", "dog"]);
        Refused(
            "'code-accuracy' does not apply to builtin:glyphs: it needs a generator with a categorical code",
            new CodeAccuracy(),
            s_digits);

        void Refused(string words, Metric metric, string[] classes) =>
            Thrown.With<GanOptionException>(words, () => _ = new GeneratorEvaluator(
            s_glyphs, new EvaluationOptions { Count = 20, Metrics = [metric] }, new ConditionLayout(classes, 0, null)));
    }

    [TestMethod]
    public void Vectors_are_those_of_the_real_samples()
    {
        using var evaluator = new GeneratorEvaluator(
            s_glyphs, new EvaluationOptions { Count = 20 }, new ConditionLayout([], 4, null));
        float[] expected = new float[4];
        s_glyphs.Conditions.Read([7], expected);
        CollectionAssert.AreEqual(expected, evaluator.Conditions.Vectors![7]);
        Thrown.With<GanDataException>(
            "takes condition vectors of 3 numbers; the samples of 'builtin:glyphs' carry some of 4",
            () => _ = new GeneratorEvaluator(
                s_glyphs, new EvaluationOptions { Count = 20 }, new ConditionLayout([], 3, null)));
    }

    private static SampleRows Digits(int[] digits)
    {
        var samples = new List<float>();
        long next = 500_000;
        foreach (int digit in digits)
        {
            while (s_glyphs.ReadLabels(next)[0] != digit)
                next++;
            samples.AddRange(s_glyphs.Read(next++));
        }
        return new SampleRows(samples.ToArray(), s_glyphs.Shape.Length);
    }

    private static SampleSet Set(int[] classes, SampleTargets targets) => new(
        new SampleRows(classes.Select(found => (float)found).ToArray(), 1),
        SampleShape.Vector(1),
        new Naming(),
        targets);

    /// <summary>Takes a sample of one number for the class of that number.</summary>
    private sealed class Naming : ClassifierFeatures
    {
        public override string Description => "the number itself";

        public override SampleRows Extract(SampleRows samples) => samples;

        public override ClassPredictions Classify(SampleRows samples) =>
            new(3, [.. samples.Values.ToArray().Select(value => (int)value)], new float[samples.Count]);
    }
}
