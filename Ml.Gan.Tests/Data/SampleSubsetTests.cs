using Ml.Gan.Data;

namespace Ml.Gan.Tests.Data;

[TestClass]
public sealed class SampleSubsetTests
{
    /// <summary>One of seven samples is of the class b.</summary>
    [TestMethod]
    public void Each_class_keeps_a_sample_to_train_on()
    {
        using var builder = SampleCacheBuilder.ForVectors("two", SampleShape.Vector(1));
        for (int i = 0; i < 7; i++)
            builder.Append([(float)i]);
        using var data = builder.Build([0, 0, 0, 1, 0, 0, 0], ["a", "b"]);
        for (int seed = 1; seed <= 20; seed++)
        {
            var (training, heldOut) = SampleSubset.HoldOut(data, 3, seed);
            CollectionAssert.Contains(training.Labels!.Read([0, 1, 2, 3]), 1L);
            float[] all = new float[7];
            training.Read([0, 1, 2, 3], all.AsSpan(0, 4));
            heldOut.Read([0, 1, 2], all.AsSpan(4));
            CollectionAssert.AreEquivalent(new float[] { 0, 1, 2, 3, 4, 5, 6 }, all);
        }
        Assert.Contains(
            "2 classes, but 1 samples", Assert.ThrowsExactly<GanDataException>(
                () => SampleSubset.HoldOut(data, 6, seed: 1)).Message);
    }

    [TestMethod]
    public void Samples_labels_and_conditions_are_those_of_the_source()
    {
        using var digits = new Glyphs(size: 16);
        using var some = new SampleSubset(digits, [7, 3, 12]);

        Assert.AreEqual(3, some.Count);
        CollectionAssert.AreEqual(digits.Labels.ClassNames.ToArray(), some.Labels!.ClassNames.ToArray());
        CollectionAssert.AreEqual(digits.Read(12, 7), some.Read(2, 0));
        CollectionAssert.AreEqual(digits.ReadLabels(12, 7), some.ReadLabels(2, 0));
        CollectionAssert.AreEqual(digits.Conditions.Read([12])[0], some.Conditions!.Read([2])[0]);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => some.Conditions.Read([3]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => some.Read(3));
    }

    [TestMethod]
    public void Held_out_samples_are_not_among_those_to_train_on()
    {
        var (training, heldOut) = SampleSubset.HoldOut(new FakeSource(20), 6, seed: 2);
        float[] learned = training.Read([.. Enumerable.Range(0, 14).Select(i => (long)i)]);
        float[] kept = heldOut.Read(0, 1, 2, 3, 4, 5);

        CollectionAssert.AreEquivalent(
            Enumerable.Range(0, 20).Select(i => (float)i).ToArray(), learned.Concat(kept).ToArray());
        CollectionAssert.AreNotEquivalent(
            kept, SampleSubset.HoldOut(new FakeSource(20), 6, seed: 3).HeldOut.Read(0, 1, 2, 3, 4, 5));
        Assert.IsNull(training.Labels);
    }

    [TestMethod]
    public void Of_endless_data_the_first_samples_are_held_out()
    {
        var (training, heldOut) = SampleSubset.HoldOut(new FakeSource(null), 3, seed: 2);

        Assert.IsNull(training.Count);
        CollectionAssert.AreEqual(new float[] { 0, 1, 2 }, heldOut.Read(0, 1, 2));
        CollectionAssert.AreEqual(new float[] { 3, 4 }, training.Read(0, 1));
    }

    [TestMethod]
    public void Something_has_to_be_left()
    {
        Assert.Contains("20 can't be held out",
            Assert.ThrowsExactly<GanDataException>(
                () => SampleSubset.HoldOut(new FakeSource(20), 20, seed: 1)).Message);
        Assert.ThrowsExactly<GanDataException>(() => new SampleSubset(new FakeSource(2), []));
    }
}
