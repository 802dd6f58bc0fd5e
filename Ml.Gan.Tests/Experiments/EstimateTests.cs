using Ml.Gan.Experiments;

namespace Ml.Gan.Tests.Experiments;

[TestClass]
public sealed class EstimateTests
{
    [TestMethod]
    public void Standard_error_is_the_sample_deviation_over_the_root_of_the_count()
    {
        // Sum of squares around 5 is 4 · 9 = 36, so s² = 36 / 3 = 12 and the error √(12 / 4).
        var estimate = Estimate.Of([2.0, 8, 2, 8]);
        Assert.AreEqual(5, estimate.Mean);
        Assert.AreEqual(Math.Sqrt(3), estimate.StandardError, 1e-12);
        Assert.AreEqual("5.0 ± 1.7", estimate.Text("0.0"));
        Assert.AreEqual("500 ± 173", estimate.Text("0", factor: 100));
    }

    [TestMethod]
    public void One_value_has_no_error_and_none_is_a_dash()
    {
        Assert.AreEqual("−3.50", Estimate.Of([-3.5]).Text());
        Assert.AreEqual("–", Estimate.Of([]).Text());
    }
}
