using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx;

[TestClass]
public class ConditionGridTests
{
    private static readonly CodesLayout s_codes = new([3], 1);

    [TestMethod]
    public void A_row_is_a_class_or_else_a_category()
    {
        var labels = ConditionGrid.For(new ConditionLayout(["cat", "dog"], 0, s_codes), columns: 3);
        Assert.AreEqual((6, 3), (labels.Count, labels.Columns));
        CollectionAssert.AreEqual(new[] { 0, 0, 0, 1, 1, 1 }, labels.Conditions.Labels!.ToArray());
        var codes = ConditionGrid.For(new ConditionLayout([], 0, s_codes), columns: 2);
        CollectionAssert.AreEqual(new float[] { 0, 0, 1, 1, 2, 2 }, codes.Conditions.Codes!["d1"]);
    }

    [TestMethod]
    public void Where_nothing_tells_rows_apart_there_are_none()
    {
        Assert.AreEqual((64, 0), Size(ConditionLayout.None));
        Assert.AreEqual((64, 0), Size(new ConditionLayout([], 4, new CodesLayout([], 2))));

        static (int, int) Size(ConditionLayout layout) =>
            (ConditionGrid.For(layout).Count, ConditionGrid.For(layout).Columns);
    }

    [TestMethod]
    public void Thousands_of_classes_still_give_a_picture()
    {
        var grid = ConditionGrid.For(new ConditionLayout([.. Enumerable.Range(0, 5000).Select(i => $"{i}")], 0, null));
        Assert.AreEqual(ConditionGrid.MostRows * 8, grid.Count);
        Assert.AreEqual(ConditionGrid.MostRows - 1, grid.Conditions.Labels!.Max());
    }
}
