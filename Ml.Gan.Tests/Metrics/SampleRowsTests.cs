using Ml.Gan.Metrics;

namespace Ml.Gan.Tests.Metrics;

[TestClass]
public sealed class SampleRowsTests
{
    [TestMethod]
    public void Values_are_read_row_by_row()
    {
        var rows = Rows.Of(2, 1, 2, 3, 4, 5, 6);

        Assert.AreEqual(3, rows.Count);
        CollectionAssert.AreEqual(new float[] { 3, 4 }, rows[1].ToArray());
        CollectionAssert.AreEqual(new float[] { 3, 4, 5, 6 }, rows.Slice(1, 2).Values.ToArray());
    }

    [TestMethod]
    public void An_incomplete_row_is_refused() =>
        Assert.Contains("5 values", Assert.ThrowsExactly<ArgumentException>(() => Rows.Of(2, 1, 2, 3, 4, 5)).Message);

    [TestMethod]
    public void Sets_of_different_width_are_not_compared()
    {
        SampleRows two = Rows.Of(2, 1, 2, 3, 4), one = Rows.Of(1, 1, 2, 3, 4);

        foreach (var comparison in (Action[])[
            () => FrechetDistance.Squared(two, one),
            () => MaximumMeanDiscrepancy.Squared(two, one),
            () => PrecisionRecall.Of(two, one, neighbor: 1),
            () => SlicedWasserstein.Distance(two, one)])
        {
            Assert.Contains("2 numbers", Assert.ThrowsExactly<ArgumentException>(comparison).Message);
        }
    }
}
