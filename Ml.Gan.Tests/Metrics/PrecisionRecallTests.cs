using Ml.Gan.Data;
using Ml.Gan.Metrics;

namespace Ml.Gan.Tests.Metrics;

[TestClass]
public sealed class PrecisionRecallTests
{
    private static readonly SampleRows s_rows = Rows.Normal(200, 1, [0, 0]);

    [TestMethod]
    public void Of_the_same_set_are_one() =>
        Assert.AreEqual(new PrecisionRecall(1, 1), PrecisionRecall.Of(s_rows, s_rows));

    [TestMethod]
    public void Of_sets_far_apart_are_zero() =>
        Assert.AreEqual(new PrecisionRecall(0, 0), PrecisionRecall.Of(s_rows, Rows.Normal(200, 2, [100, 0])));

    [TestMethod]
    public void Of_sets_that_share_one_of_two_clusters_are_a_half()
    {
        var left = Rows.Normal(200, 1, [-100, 0]);
        var right = Rows.Normal(200, 2, [100, 0]);
        var middle = Rows.Normal(200, 3, [0, 0]);

        Assert.AreEqual(new PrecisionRecall(0.5, 0.5), PrecisionRecall.Of(Join(left, middle), Join(middle, right)));
    }

    [TestMethod]
    public void A_generator_that_knows_one_of_two_clusters_is_precise_but_recalls_half()
    {
        SampleRows left = Rows.Normal(200, 1, [-100, 0]), right = Rows.Normal(200, 2, [100, 0]);

        Assert.AreEqual(new PrecisionRecall(1, 0.5), PrecisionRecall.Of(Join(left, right), left));
    }

    [TestMethod]
    public void A_ball_reaches_to_the_nearest_neighbors_that_were_asked_for()
    {
        // Balls around 0, 1 and 3 reach 1, 1 and 2 far with k = 1, and 3, 2 and 3 far with k = 2.
        SampleRows real = Rows.Of(1, 0, 1, 3), generated = Rows.Of(1, -2, 5.5f, 6.5f);

        Assert.AreEqual(0, PrecisionRecall.Of(real, generated, neighbor: 1).Precision);
        Assert.AreEqual(2.0 / 3, PrecisionRecall.Of(real, generated, neighbor: 2).Precision, 1e-12);
    }

    private static SampleRows Join(SampleRows first, SampleRows second) =>
        new(first.Values.ToArray().Concat(second.Values.ToArray()).ToArray(), first.Width);

    [TestMethod]
    public void Both_are_of_one_comparison()
    {
        var shape = SampleShape.Vector(1);
        using var space = new RawValues();
        var real = new SampleSet(new SampleRows(new float[] { 0, 1, 2, 3, 4 }, 1), shape, space);
        var candidate = new SampleSet(new SampleRows(new float[] { 0, 2, 4, 9, 9.5f }, 1), shape, space);
        int compared = 0;
        PrecisionRecall Compare(SampleRows x, SampleRows y, int neighbor)
        {
            compared++;
            return PrecisionRecall.Of(x, y, neighbor);
        }

        var first = candidate.ComparedWith(real, 3, Compare);
        Assert.AreSame(first, candidate.ComparedWith(real, 3, Compare));
        Assert.AreEqual(first.Precision, new Precision().Compute(real, candidate));
        Assert.AreEqual(first.Recall, new Recall().Compute(real, candidate));
        Assert.AreEqual(1, compared);

        var other = candidate.ComparedWith(real, 1, Compare);
        Assert.AreEqual(2, compared);
        Assert.AreEqual(other.Precision, new Precision { Neighbor = 1 }.Compute(real, candidate));
        Assert.AreEqual(PrecisionRecall.Of(real.Features, candidate.Features, 1), other);
    }
}
