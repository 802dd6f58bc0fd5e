using Ml.Gan.Experiments;

namespace Ml.Gan.Tests.Experiments;

/// <summary>docs/experiments, which is read where it is kept.</summary>
[TestClass]
public sealed class CommittedResultsTests
{
    private static readonly string s_folder = Path.Combine(BuiltFrom.Repository, "docs", "experiments");
    private static readonly string s_contents = File.ReadAllText(Path.Combine(s_folder, "README.md"));

    [TestMethod]
    public void Contents_name_every_experiment_and_link_to_every_result()
    {
        foreach (var experiment in ExperimentList.All)
            Assert.Contains($"`{experiment.Name}`", s_contents);
        var reports = Directory.GetDirectories(s_folder).Select(folder => $"{Path.GetFileName(folder)}/report.md");
        CollectionAssert.AreEquivalent(reports.ToArray(), Program.Links(s_contents));
    }

    [TestMethod]
    public void Commands_that_the_contents_show_exist()
    {
        string[] lines =
            [.. s_contents.Split('\n').Where(line => line.StartsWith("dotnet run ", StringComparison.Ordinal))];
        Assert.IsNotEmpty(lines);
        foreach (string line in lines)
            Program.AssertRuns(line);
    }

    [TestMethod]
    public void Results_are_whole_and_say_what_their_summaries_say()
    {
        foreach (string folder in Directory.GetDirectories(s_folder))
        {
            Program.AssertWhole(folder);
            var summary = Program.Summary(folder);
            string name = Path.GetFileName(folder);
            Assert.AreEqual(name, summary.GetProperty("experiment").GetString());
            Assert.IsFalse(summary.GetProperty("quick").GetBoolean(), name);
            Assert.AreEqual(
                summary.GetProperty("trainings_planned").GetInt32(),
                summary.GetProperty("trainings_completed").GetInt32(), name);
            Assert.Contains($"\n> {summary.GetProperty("verdict").GetString()}\n", Program.Report(folder));
            Assert.Contains($"{ExperimentList.Command}{name} --out docs/experiments/{name} ", Program.Report(folder));
        }
    }
}
