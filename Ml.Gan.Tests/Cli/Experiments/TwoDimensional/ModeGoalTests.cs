using Ml.Gan.Cli.Experiments.TwoDimensional;
using Ml.Gan.Cli.Experiments;
using Ml.Gan.Measures;

namespace Ml.Gan.Tests.Cli.Experiments.TwoDimensional;

[TestClass]
public sealed class ModeGoalTests
{
    [TestMethod]
    [DataRow(8.0, 0.985, 0.03, true)]
    [DataRow(7.0, 0.99, 0.01, false)]
    [DataRow(8.0, 0.97, 0.01, false)]
    [DataRow(8.0, 0.99, 0.04, false)]
    public void Is_reached_where_all_means_are(double modes, double quality, double divergence, bool expected)
    {
        Trial[] trials = [Trial(8, quality + 0.005, divergence), Trial(2 * modes - 8, quality - 0.005, divergence)];
        Assert.AreEqual(expected, new ModeGoal(8, 0.98, 0.03).IsReachedBy(trials));
    }

    private static Trial Trial(double modes, double quality, double divergence) => new(
        "row", 1, 1, 1, new ModeTrace(GaussianModes.Ring(), 2),
        new Dictionary<string, double>
        {
            [ModeTrace.Modes] = modes, [ModeTrace.HighQuality] = quality, [ModeTrace.Divergence] = divergence,
        },
        null);
}
