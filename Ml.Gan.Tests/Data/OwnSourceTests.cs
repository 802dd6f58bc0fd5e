using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Data;

/// <summary>A source that the library knows nothing of.</summary>
[TestClass]
public sealed class OwnSourceTests
{
    /// <summary>Points on two circles: the label is the circle, the condition the direction from its center.</summary>
    private sealed class TwoCircles : ISampleSource
    {
        public TwoCircles()
        {
            Labels = new SampleLabels(this, ["left", "right"], (indices, labels) =>
            {
                for (int i = 0; i < indices.Length; i++)
                    labels[i] = indices[i] % 2;
            });
            Conditions = new SampleConditions(this, 2, (indices, directions) =>
            {
                for (int i = 0; i < indices.Length; i++)
                    (directions[2 * i], directions[2 * i + 1]) =
                        ((float)Math.Cos(indices[i]), (float)Math.Sin(indices[i]));
            });
        }

        public string Name => "two-circles";

        public SampleShape Shape => SampleShape.Vector(2);

        public long? Count => null;

        public SampleLabels Labels { get; }

        public SampleConditions Conditions { get; }

        public void Read(ReadOnlySpan<long> indices, Span<float> destination)
        {
            Conditions.Read(indices, destination);
            for (int i = 0; i < indices.Length; i++)
                destination[2 * i] += indices[i] % 2 == 0 ? -2 : 2;
        }

        public void Dispose() { }
    }

    [TestMethod]
    public void Trains_a_generator_by_its_labels()
    {
        using var data = new TwoCircles();
        using var gan = Train(data, new LabelCondition(), steps: 1000);
        CollectionAssert.AreEqual(new[] { "left", "right" }, gan.Conditions.ClassNames.ToArray());
        foreach (var (label, sign) in ((int, int)[])[(0, -1), (1, 1)])
        {
            var asked = new GeneratorConditions { Labels = [.. Enumerable.Repeat(label, 100)] };
            float[] samples = gan.Sample(LatentNoise.Rows(100, 4, seed: 1), gan.Settle(asked, 100, seed: 1));
            Assert.IsGreaterThan(
                1.0, sign * samples.Where((_, i) => i % 2 == 0).Average(), gan.Conditions.ClassNames[label]);
        }
    }

    [TestMethod]
    public void Trains_a_generator_by_its_conditions()
    {
        using var data = new TwoCircles();
        using var gan = Train(data, new VectorCondition(), steps: 2);
        Assert.AreEqual(2, gan.Conditions.VectorSize);
    }

    [TestMethod]
    public void Wrappers_pass_on_its_labels_and_conditions()
    {
        using var data = new TwoCircles();
        var (_, heldOut) = SampleSubset.HoldOut(data, 3, seed: 1);
        CollectionAssert.AreEqual(new long[] { 0, 1, 0 }, heldOut.Labels!.Read([0, 1, 2]));
        CollectionAssert.AreEqual(data.Conditions.Read([2])[0], heldOut.Conditions!.Read([2])[0]);

        using var joined = new SourceWithVectors(heldOut, [[7], [8], [9]]);
        CollectionAssert.AreEqual(new[] { "left", "right" }, joined.Labels!.ClassNames.ToArray());
        CollectionAssert.AreEqual(new float[] { 9 }, joined.Conditions.Read([2])[0]);
    }

    private static LatentGan Train(ISampleSource data, Condition condition, long steps)
    {
        var optimizer = new AdamSettings { LearningRate = 2e-3 };
        var gan = new LatentGan(
            new LatentGanOptions
            {
                Network = new Mlp { GeneratorWidths = [32], DiscriminatorWidths = [32] },
                Condition = condition,
                LatentSize = 4,
                BatchSize = 64,
                Steps = steps,
                Seed = 1,
                GeneratorOptimizer = optimizer,
                DiscriminatorOptimizer = optimizer,
            },
            data);
        new GanTrainer(gan).Train();
        return gan;
    }
}
