using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Tests.Conformance.MicrosoftML;

[TestClass]
public sealed class CursorTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(NumberRow.Create(5));

    /// <summary>Views of every kind that a cursor may come from.</summary>
    private IEnumerable<IDataView> Views
    {
        get
        {
            yield return Data;
            yield return new RampDataView(5);
            yield return _mlContext.Data.Cache(Data);
            yield return _mlContext.Transforms.CopyColumns("Copy", "Number").Fit(Data).Transform(Data);
            yield return _mlContext.Data.TakeRows(new RampDataView(8), 5);
        }
    }

    [TestMethod]
    public void Position_is_minus_one_before_the_first_row_and_after_the_last()
    {
        foreach (var view in Views)
        {
            using var cursor = view.GetRowCursor([view.Schema["Number"]]);
            Assert.AreEqual(-1, cursor.Position);
            for (int i = 0; i < 5; i++)
            {
                Assert.IsTrue(cursor.MoveNext());
                Assert.AreEqual(i, cursor.Position);
            }
            Assert.IsFalse(cursor.MoveNext());
            Assert.AreEqual(-1, cursor.Position);
            Assert.IsFalse(cursor.MoveNext());
        }
    }

    [TestMethod]
    public void A_getter_follows_the_cursor()
    {
        foreach (var view in Views)
        {
            using var cursor = view.GetRowCursor([view.Schema["Number"]]);
            var getter = cursor.GetGetter<float>(cursor.Schema["Number"]);
            float value = -1;
            for (int i = 0; cursor.MoveNext(); i++)
            {
                getter(ref value);
                Assert.AreEqual(i, value);
                getter(ref value);
                Assert.AreEqual(i, value);
            }
        }
    }

    [TestMethod]
    public void Columns_asked_for_are_active()
    {
        foreach (var view in Views)
        {
            using var cursor = view.GetRowCursor([view.Schema["Pair"]]);
            Assert.IsTrue(cursor.IsColumnActive(cursor.Schema["Pair"]));
        }
    }

    [TestMethod]
    public void A_column_not_asked_for_has_no_getter()
    {
        using var cursor = Data.GetRowCursor([Data.Schema["Pair"]]);
        Assert.IsFalse(cursor.IsColumnActive(cursor.Schema["Number"]));
        Assert.Throws<Exception>(() => cursor.GetGetter<float>(cursor.Schema["Number"]));
    }

    [TestMethod]
    public void A_getter_of_another_type_is_refused()
    {
        foreach (var view in Views)
        {
            using var cursor = view.GetRowCursor(view.Schema);
            Assert.Throws<Exception>(() => cursor.GetGetter<double>(cursor.Schema["Number"]));
            Assert.Throws<Exception>(() => cursor.GetGetter<float>(cursor.Schema["Pair"]));
        }
    }

    [TestMethod]
    public void Vectors_reuse_the_caller_s_buffer_and_keep_nothing_of_it()
    {
        using var cursor = Data.GetRowCursor(Data.Schema);
        var getter = cursor.GetGetter<VBuffer<float>>(cursor.Schema["Pair"]);
        VBuffer<float> first = default, later = default;
        cursor.MoveNext();
        getter(ref first);
        while (cursor.MoveNext())
            getter(ref later);

        CollectionAssert.AreEqual(new[] { 0f, 0f }, first.DenseValues().ToArray());
        CollectionAssert.AreEqual(new[] { 4f, -4f }, later.DenseValues().ToArray());
    }

    [TestMethod]
    public void Rows_have_ids_of_their_own_which_stay_the_same()
    {
        foreach (var view in Views)
        {
            var first = Ids(view);
            Assert.HasCount(5, first.Distinct());
            CollectionAssert.AreEqual(first, Ids(view));
        }
    }

    [TestMethod]
    public void A_set_of_cursors_shares_all_rows()
    {
        foreach (var view in Views)
        {
            var cursors = view.GetRowCursorSet([view.Schema["Number"]], 3);
            Assert.IsInRange(1, 3, cursors.Length);
            CollectionAssert.AreEquivalent(new[] { 0f, 1, 2, 3, 4 }, cursors.SelectMany(Numbers).ToArray());
        }
    }

    [TestMethod]
    public void A_cursor_with_a_random_generator_gives_all_rows_where_the_view_can_shuffle()
    {
        foreach (var view in Views.Where(v => v.CanShuffle))
            CollectionAssert.AreEquivalent(
                new[] { 0f, 1, 2, 3, 4 }, Numbers(view.GetRowCursor(view.Schema, new Random(1))).ToArray());
    }

    [TestMethod]
    public void The_row_count_is_right_where_it_is_known()
    {
        foreach (var view in Views)
            Assert.IsTrue(view.GetRowCount() is null or 5);
    }

    [TestMethod]
    public void Threads_use_cursors_of_their_own()
    {
        var view = _mlContext.Transforms.Concatenate("All", "Number", "Pair").Fit(Data).Transform(Data);
        Parallel.For(0, 8, _ =>
        {
            int i = 0;
            foreach (float[] all in view.GetColumn<float[]>("All"))
            {
                CollectionAssert.AreEqual(new float[] { i, i, -i }, all);
                i++;
            }
            Assert.AreEqual(5, i);
        });
    }

    private static List<float> Numbers(DataViewRowCursor cursor)
    {
        using (cursor)
        {
            var getter = cursor.GetGetter<float>(cursor.Schema["Number"]);
            var values = new List<float>();
            float value = 0;
            while (cursor.MoveNext())
            {
                getter(ref value);
                values.Add(value);
            }
            return values;
        }
    }

    private static List<DataViewRowId> Ids(IDataView view)
    {
        using var cursor = view.GetRowCursor(view.Schema);
        var getter = cursor.GetIdGetter();
        var ids = new List<DataViewRowId>();
        DataViewRowId id = default;
        while (cursor.MoveNext())
        {
            getter(ref id);
            ids.Add(id);
        }
        return ids;
    }
}
