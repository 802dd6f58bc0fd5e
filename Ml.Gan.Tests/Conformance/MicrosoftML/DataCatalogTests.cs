using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Tests.Conformance.MicrosoftML;

[TestClass]
public sealed class DataCatalogTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Rows_are_taken_and_skipped()
    {
        var view = new RampDataView(10);
        CollectionAssert.AreEqual(new[] { 0f, 1, 2 }, Numbers(_mlContext.Data.TakeRows(view, 3)));
        CollectionAssert.AreEqual(new[] { 8f, 9 }, Numbers(_mlContext.Data.SkipRows(view, 8)));
        CollectionAssert.AreEqual(
            new[] { 4f, 5 }, Numbers(_mlContext.Data.TakeRows(_mlContext.Data.SkipRows(view, 4), 2)));
        Assert.IsEmpty(Numbers(_mlContext.Data.SkipRows(view, 10)));
    }

    [TestMethod]
    public void A_shuffle_gives_every_row_once_in_another_order()
    {
        float[] source = Numbers(new RampDataView(100));
        foreach (var view in new IDataView[] { new RampDataView(100), _mlContext.Data.LoadFromEnumerable(NumberRow.Create(100)) })
        {
            float[] shuffled = Numbers(_mlContext.Data.ShuffleRows(view, seed: 5, shufflePoolSize: 10));
            CollectionAssert.AreEquivalent(source, shuffled);
            CollectionAssert.AreNotEqual(source, shuffled);
            CollectionAssert.AreEqual(
                shuffled, Numbers(_mlContext.Data.ShuffleRows(view, seed: 5, shufflePoolSize: 10)));
        }
    }

    [TestMethod]
    public void Shuffled_rows_stay_together()
    {
        var rows = _mlContext.Data.CreateEnumerable<NumberRow>(_mlContext.Data.ShuffleRows(new RampDataView(50), 3), false).ToList();
        Assert.HasCount(50, rows);
        foreach (var row in rows)
            CollectionAssert.AreEqual(new[] { row.Number, -row.Number }, row.Pair);
    }

    [TestMethod]
    public void A_cache_reads_its_source_once()
    {
        int enumerations = 0;
        IEnumerable<NumberRow> Rows()
        {
            enumerations++;
            foreach (var row in NumberRow.Create(20))
                yield return row;
        }
        var cache = _mlContext.Data.Cache(_mlContext.Data.LoadFromEnumerable(Rows()));
        for (int i = 0; i < 3; i++)
            Assert.HasCount(20, cache.GetColumn<float[]>("Pair").ToArray());

        Assert.AreEqual(1, enumerations);
        CollectionAssert.AreEqual(new[] { 19f, -19f }, cache.GetColumn<float[]>("Pair").Last());
    }

    [TestMethod]
    public void A_split_puts_each_row_into_one_part()
    {
        var view = _mlContext.Data.LoadFromEnumerable(NumberRow.Create(400));
        var split = _mlContext.Data.TrainTestSplit(view, testFraction: 0.25, seed: 1);
        float[] train = Numbers(split.TrainSet), test = Numbers(split.TestSet);

        CollectionAssert.AreEquivalent(Numbers(view), train.Concat(test).ToArray());
        Assert.IsInRange(50, 150, test.Length);
        CollectionAssert.AreEqual(test, Numbers(split.TestSet));
    }

    private static float[] Numbers(IDataView view) => [.. view.GetColumn<float>("Number")];
}
