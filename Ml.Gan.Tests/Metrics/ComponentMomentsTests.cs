using Ml.Gan.Metrics;

namespace Ml.Gan.Tests.Metrics;

[TestClass]
public sealed class ComponentMomentsTests
{
    [TestMethod]
    public void Are_mean_and_unbiased_deviation_of_each_component()
    {
        var moments = ComponentMoments.Of(Rows.Of(2, 1, 4, 3, 4, 5, 7));

        CollectionAssert.AreEqual(new double[] { 3, 5 }, moments.Means.ToArray());
        Assert.AreEqual(2, moments.Deviations[0], 1e-12);
        Assert.AreEqual(Math.Sqrt(3), moments.Deviations[1], 1e-12);
    }
}
