using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Models.Labels;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Tests.Training;

namespace Ml.Gan.Tests.Models.Labels;

[TestClass]
public sealed class LabeledSamplesTests
{
    [TestMethod]
    public void Labels_are_spread_over_the_classes_as_evenly_as_they_can_be()
    {
        using var data = Source([.. Enumerable.Range(0, 100).Select(i => i < 90 ? 0 : i < 98 ? 1 : 2)]);
        long[] chosen = LabeledSamples.Choose(data, 12, seed: 3);

        Assert.HasCount(12, chosen.Distinct().ToArray());
        CollectionAssert.AreEqual(new[] { 5, 5, 2 }, Counts(data, chosen));
    }

    [TestMethod]
    public void The_seed_selects_them()
    {
        using var data = new Glyphs(size: 16);
        long[] first = LabeledSamples.Choose(data, 40, seed: 3), again = LabeledSamples.Choose(data, 40, seed: 3);

        CollectionAssert.AreEqual(first, again);
        CollectionAssert.AreNotEquivalent(first, LabeledSamples.Choose(data, 40, seed: 4));
        Assert.IsTrue(Counts(data, first).All(count => count == 4));
    }

    [TestMethod]
    public void Samples_whose_label_is_not_known_are_left_out()
    {
        using var data = Source([-1, 0, -1, 1, 0]);

        CollectionAssert.AreEquivalent(new long[] { 1, 3, 4 }, LabeledSamples.Choose(data, null, seed: 1));
        var error = Assert.ThrowsExactly<GanDataException>(() => LabeledSamples.Choose(data, 4, seed: 1));
        Assert.Contains("4 labeled samples were asked for, but only 3 of the 5", error.Message);
    }

    [TestMethod]
    public void Conditions_need_every_label()
    {
        using var some = Source([-1, 0, -1, 1, 0]);
        using var all = Source([1, 0, 1]);

        Assert.Contains(
            "2 of the 5 samples",
            Assert.ThrowsExactly<GanDataException>(() => LabeledSamples.RequireAll(some)).Message);
        LabeledSamples.RequireAll(all);
    }

    [TestMethod]
    public void Data_without_two_classes_are_refused()
    {
        using var one = Source([0, 0, 0]);
        using var none = TestData.Normal(3, (0, 1));
        foreach (var data in (ISampleSource[])[one, none])
            Assert.Contains("semi-supervised tells classes apart", Assert.ThrowsExactly<GanDataException>(
                () => LabeledSamples.ClassesOf(data, new SemiSupervised())).Message);
    }

    [TestMethod]
    [DataRow(2, true)]
    [DataRow(10, false)]
    public void Classes_without_a_labeled_sample_are_said(int labeled, bool warns)
    {
        using var data = new Glyphs(size: 16);
        foreach (var objective in (Objective[])
            [new SemiSupervised(), new SemiSupervisedLossSensitive { Margin = true }])
        {
            using var gan = new LatentGan(
                new LatentGanOptions
                {
                    Network = new Dcgan { Width = 1 },
                    Objective = objective,
                    LabeledSamples = labeled,
                },
                data);

            Assert.AreEqual(warns, gan.Warning is not null, objective.Name);
            if (warns)
                Assert.Contains("and 3 more: the discriminator learns to name the other classes", gan.Warning!);
        }
    }

    private static int[] Counts(ISampleSource data, long[] chosen)
    {
        long[] labels = data.Labels!.Read(chosen);
        return [.. labels.GroupBy(label => label).OrderBy(group => group.Key).Select(group => group.Count())];
    }

    private static SampleCache Source(int[] labels)
    {
        using var builder = SampleCacheBuilder.ForVectors("numbers", SampleShape.Vector(1));
        for (int i = 0; i < labels.Length; i++)
            builder.Append([(float)i]);
        return builder.Build(labels);
    }
}
