using Ml.Gan.Data;
using Ml.Gan.Experiments;
using Ml.Gan.Experiments.Reports;
using Ml.Gan.Experiments.TwoDimensional;
using Ml.Gan.Metrics;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Experiments.TwoDimensional;

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

    /// <summary>Modes 7, 8 and 9: their deviation is 1, its error 1/√3 = 0.58.</summary>
    [TestMethod]
    public void The_table_has_means_and_standard_errors_below_the_published_figures()
    {
        using var folder = new TemporaryFolder();
        var report = new Report("ring");
        ModeExperiment.Ring8.Show(
            report, [Trial(7, 0.96, 0.1), Trial(8, 0.97, 0.2), Trial(9, 0.98, 0.3), Trial(6, 1, 0, row: "alone")]);
        report.Save(folder.Path);

        string text = Program.Report(folder.Path);
        Assert.Contains(
            "| PacGAN2, published | – | 7.9 | 95.6 | 0.07 | – |\n" +
            "| row | 3 | 8.0 ± 0.6 | 97.0 ± 0.6 | 0.200 ± 0.058 | 1 ± 0 |\n| alone | 1 | 6.0 | 100.0 | 0.000 | 1 |\n",
            text);
    }

    private static Trial Trial(double modes, double quality, double divergence, string row = "row") => new(
        row, 1, 1, 1, new ModeTrace(GaussianModes.Of(NormalMixture.Ring8()), 2),
        new Dictionary<string, double>
        {
            [ModeTrace.Modes] = modes,
            [ModeTrace.HighQuality] = quality,
            [ModeTrace.Divergence] = divergence,
        },
        null);
}
