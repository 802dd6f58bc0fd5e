using System.Buffers;
using System.Text.Json;
using Ml.Gan.Training;
using Ml.Gan.Training.Live;

namespace Ml.Gan.Tests.Training.Live;

/// <summary>What the live view keeps of long trainings.</summary>
[TestClass]
public sealed class LiveTableTests
{
    [TestMethod]
    public void Long_curves_are_thinned_out_evenly()
    {
        var table = new LiveTable();
        for (int step = 1; step <= 100_000; step++)
            Add(table, step, step);
        Add(table, 100_001, 1, isLast: true);

        var view = table.Since(null);
        Assert.IsLessThanOrEqualTo(2000, view.Rows.Length);
        Assert.IsGreaterThan(900, view.Rows.Length);
        Assert.AreEqual((1L, 100_001L), (view.Rows[0].Step, view.Rows[^1].Step));
        long[] gaps = [.. view.Rows.Zip(view.Rows.Skip(1), (a, b) => b.Step - a.Step)];
        Assert.IsLessThan(300, gaps.Max());
        Assert.IsTrue(view.Rows.SkipLast(1).All(row => row.Values[0] == row.Step));
    }

    [TestMethod]
    public void A_reader_gets_what_is_new_and_all_where_the_training_went_back()
    {
        var table = new LiveTable();
        Add(table, 1, 1);
        var first = table.Since("");
        Assert.IsTrue(first.IsReset);
        Add(table, 2, 2);
        Add(table, 3, 3);
        var second = table.Since(first.Cursor);
        Assert.IsFalse(second.IsReset);
        CollectionAssert.AreEqual(new long[] { 2, 3 }, second.Rows.Select(row => row.Step).ToArray());

        table.Forget(2);
        Add(table, 2, 20);
        var third = table.Since(second.Cursor);
        Assert.IsTrue(third.IsReset);
        CollectionAssert.AreEqual(new double[] { 1, 20 }, third.Rows.Select(row => row.Values[0]).ToArray());
        foreach (string bad in (string[])["x", ":", "1:x", "9:9", "1:2:3"])
            Assert.IsNotEmpty(table.Since(bad).Columns, bad);
    }

    [TestMethod]
    public void Numbers_that_json_doesnt_have_are_left_out()
    {
        var table = new LiveTable();
        Add(table, 1, double.NaN);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
            table.Since(null).Write(json);
        var row = JsonDocument.Parse(buffer.WrittenMemory).RootElement.GetProperty("rows")[0];
        Assert.AreEqual(JsonValueKind.Null, row[1].ValueKind);
    }

    [TestMethod]
    public void Pictures_are_thinned_out_and_the_first_and_newest_stay()
    {
        var pictures = new LivePictures(most: 10);
        for (int step = 1; step <= 1000; step++)
            pictures.Add(new TrainingSamples(step, new byte[8], 1, 1, 1));
        long[] steps = [.. pictures.All.Select(picture => picture.Samples.Step)];
        Assert.IsLessThanOrEqualTo(10, steps.Length);
        Assert.IsGreaterThan(3, steps.Length);
        Assert.AreEqual((1L, 1000L), (steps[0], steps[^1]));
        CollectionAssert.AreEqual(steps.Order().ToArray(), steps);
    }

    [TestMethod]
    public void Large_pictures_are_bounded_by_their_bytes()
    {
        var pictures = new LivePictures(most: 100);
        for (int step = 1; step <= 40; step++)
            pictures.Add(new TrainingSamples(step, new byte[5 << 20], 1, 1, 1));
        Assert.IsLessThanOrEqualTo(64L << 20, pictures.All.Sum(picture => (long)picture.Samples.Png.Length));
        Assert.AreEqual(40, pictures.All[^1].Samples.Step);
    }

    private static void Add(LiveTable table, long step, double value, bool isLast = false) =>
        table.Add(step, [(new LiveTable.Column("loss", MetricGroup.Losses, "loss"), value)], isLast);
}
