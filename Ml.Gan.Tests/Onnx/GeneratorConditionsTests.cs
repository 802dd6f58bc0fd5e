using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx;

[TestClass]
public sealed class GeneratorConditionsTests
{
    private static readonly ConditionLayout s_layout = new(["a", "b", "c"], 2, new CodesLayout([2], 1));

    [TestMethod]
    public void Slices_joined_again_are_the_whole()
    {
        var settled = s_layout.Settle(
            new GeneratorConditions { Labels = [2, 0], Vectors = [[1, 2], [3, 4], [5, 6]] }, 7, seed: 4);

        var joined = GeneratorConditions.Join([settled.Slice(0, 3), settled.Slice(3, 1), settled.Slice(4, 3)]);

        CollectionAssert.AreEqual(settled.Labels!.ToArray(), joined.Labels!.ToArray());
        CollectionAssert.AreEqual(s_layout.Rows(settled, 7, 1), s_layout.Rows(joined, 7, 1));
        CollectionAssert.AreEqual(new[] { 0, 2 }, settled.Slice(3, 2).Labels!.ToArray());
    }

    [TestMethod]
    public void What_isn_t_asked_for_stays_so()
    {
        var joined = GeneratorConditions.Join(
            [new GeneratorConditions { Labels = [1] }, new GeneratorConditions { Labels = [2] }]);

        CollectionAssert.AreEqual(new[] { 1, 2 }, joined.Labels!.ToArray());
        Assert.IsNull(joined.Vectors);
        Assert.IsNull(joined.CodeRows);
    }
}
