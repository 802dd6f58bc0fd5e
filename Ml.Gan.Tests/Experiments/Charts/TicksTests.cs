using Ml.Gan.Cli.Experiments.Charts;

namespace Ml.Gan.Tests.Cli.Experiments.Charts;

[TestClass]
public sealed class TicksTests
{
    [TestMethod]
    [DataRow(0.0, 1.0, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [DataRow(-4.5, 4.5, new[] { -4.0, -2, 0, 2, 4 })]
    [DataRow(0.0, 2000.0, new[] { 0.0, 500, 1000, 1500, 2000 })]
    [DataRow(0.03, 0.11, new[] { 0.04, 0.06, 0.08, 0.1 })]
    [DataRow(1e6, 1.5e6, new[] { 1e6, 1.1e6, 1.2e6, 1.3e6, 1.4e6, 1.5e6 })]
    public void Are_round_numbers_inside_the_range(double minimum, double maximum, double[] expected) =>
        CollectionAssert.AreEqual(expected, Ticks.Between(minimum, maximum).ToArray());

    [TestMethod]
    public void Are_between_three_and_eight_for_any_range()
    {
        for (double size = 1e-6; size < 1e7; size *= 1.37)
            Assert.IsTrue(Ticks.Between(-0.3 * size, 0.7 * size).Count is >= 3 and <= 8, $"{size}");
    }

    [TestMethod]
    [DataRow(0.1, "0.1")]
    [DataRow(-2.0, "−2")]
    [DataRow(5000.0, "5000")]
    [DataRow(20000.0, "20\u2009000")]
    [DataRow(1e-5, "0.00001")]
    public void Are_written_without_exponents(double tick, string expected) => Assert.AreEqual(expected, Ticks.Format(tick));

    [TestMethod]
    public void Axes_over_values_end_at_round_numbers_outside_of_them()
    {
        var axis = Axis.Over("loss", [0.13, 0.71, double.NaN, 0.4], "nats");
        Assert.AreEqual((0.1, 0.8), (Math.Round(axis.Minimum, 9), Math.Round(axis.Maximum, 9)));
        Assert.AreEqual("loss (nats)", axis.Title);
        Assert.IsTrue(Axis.Over("constant", [3, 3]) is { Minimum: < 3, Maximum: > 3 });
        Assert.AreEqual(new Axis("nothing", 0, 1), Axis.Over("nothing", []));
    }
}
