using System.Text.Json;
using Ml.Gan.Cli.Training;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Docs;

namespace Ml.Gan.Tests.Cli.Commands;

[TestClass]
public sealed class ListCommandTests
{
    [TestMethod]
    public void Shows_every_part_with_its_paper()
    {
        var run = Tool.Run("list");
        run.Succeeded();
        CatalogEntry[] entries =
            [.. Catalog.Objectives.Entries, .. Catalog.FDivergences.Entries, .. Catalog.Penalties.Entries];
        foreach (var entry in entries)
        {
            string line = run.Output.Split('\n').Single(text =>
                text.StartsWith($"  {entry.Name} ", StringComparison.Ordinal)
                && text.Contains(entry.Description, StringComparison.Ordinal));
            Assert.EndsWith($"({entry.Paper})", line);
        }
        string[] parts =
        [
            "dcgan", "mlp", "adam", "rmsprop", "generalized-loss-sensitive:X, where X is the slope ν, at most 1",
            "--penalty",
        ];
        foreach (string part in parts)
            Assert.Contains(part, run.Output);
    }

    [TestMethod]
    public void Every_regularizer_is_an_option_of_train_and_the_table_of_the_docs_has_no_other()
    {
        string help = Tool.Run("train", "--help").Output, list = Tool.Run("list").Output;
        var words = list.Split('\n').Select(line => line.Trim().Split(' ')[0]);
        string[] listed = [.. words.Where(word => word.StartsWith("--", StringComparison.Ordinal))];
        Assert.IsGreaterThan(10, listed.Length);
        foreach (string option in listed)
            Assert.Contains($" {option} ", help);
        var rows = DocumentsTests.Regularizers.Select(row => row.Option.Split(' ')[0]);
        foreach (string option in rows.Where(option => option != "--penalty"))
            CollectionAssert.Contains(listed, option);
    }

    [TestMethod]
    public void Shows_regularizers_as_their_options_are_declared()
    {
        string[] lines = Tool.Run("list").Output.Split('\n');
        var listed = new TrainOptions().All.Where(option => option.IsListed).ToArray();
        Assert.IsGreaterThan(10, listed.Length);
        foreach (var entry in listed.Select(option => option.Entry))
        {
            string line = lines.Single(line => line.StartsWith($"  {entry.Name} ", StringComparison.Ordinal));
            Assert.EndsWith(entry.Description + (entry.Paper is null ? "" : $" ({entry.Paper})"), line);
        }
    }

    [TestMethod]
    public void Shows_metrics_by_the_names_that_evaluate_takes()
    {
        string list = Tool.Run("list").Output;
        foreach (string name in Catalog.Metrics.Entries.Select(entry => entry.Name))
            Assert.Contains($"\n  {name} ", list);
    }

    [TestMethod]
    public void Shows_the_same_as_json()
    {
        var run = Tool.Run("list", "--json");
        run.Succeeded();
        var list = JsonDocument.Parse(run.Output).RootElement;
        CollectionAssert.AreEqual(
            new[]
            {
                "data", "networks", "conditions", "objectives", "f_divergences", "penalties",
                "regularizers_and_schedules", "optimizers", "metrics", "systems_of_translation",
                "systems_of_captioning", "translators", "degradations", "masks_of_completion", "perceptual_losses",
            },
            list.EnumerateObject().Select(section => section.Name).ToArray());
        var hinge = list.GetProperty("objectives").EnumerateArray().Single(
            entry => entry.GetProperty("name").GetString() == "hinge");
        Assert.AreEqual("Lim and Ye, 2017; Miyato et al., 2018", hinge.GetProperty("paper").GetString());
        Assert.AreEqual(JsonValueKind.Null, hinge.GetProperty("argument").ValueKind);
    }

    [TestMethod]
    [DataRow("f-divergence:alpha:0.5", "gp:3")]
    [DataRow("mmd", null)]
    [DataRow("mmd-gan", null)]
    [DataRow("feature-matching", "r1:1")]
    public void What_it_lists_can_be_trained(string objective, string? penalty)
    {
        using var folder = new TemporaryFolder();
        string[] penalties = penalty is null ? [] : ["--penalty", penalty];
        Tool.Train(folder["run"], ["--steps", "2", "--objective", objective, .. penalties]).Succeeded();

        var options = JsonDocument.Parse(File.ReadAllText(folder["run/options.json"])).RootElement;
        Assert.AreEqual(objective, options.GetProperty("objective").GetString());
        Assert.AreEqual(penalty, options.GetProperty("penalty").GetString());
    }
}
