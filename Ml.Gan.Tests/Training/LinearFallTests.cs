using Ml.Gan.Training;

namespace Ml.Gan.Tests.Training;

[TestClass]
public sealed class LinearFallTests
{
    [TestMethod]
    [DataRow(0.0, 0, 1.0)]
    [DataRow(0.0, 25, 0.75)]
    [DataRow(0.0, 100, 0.0)]
    [DataRow(0.5, 0, 1.0)]
    [DataRow(0.5, 50, 1.0)]
    [DataRow(0.5, 75, 0.5)]
    [DataRow(0.5, 99, 0.02)]
    [DataRow(0.5, 100, 0.0)]
    public void Stays_at_one_and_falls_linearly_to_zero(double start, long steps, double expected) =>
        Assert.AreEqual(expected, new LinearFall(start, 100).After(steps), 1e-12);

    [TestMethod]
    public void A_single_step_has_no_time_to_fall() => Assert.AreEqual(1, new LinearFall(0, 0).After(0));
}
