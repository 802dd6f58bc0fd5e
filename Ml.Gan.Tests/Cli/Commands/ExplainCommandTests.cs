using System.Text.Json;
using Ml.Gan.Cli.Explaining;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Docs;

namespace Ml.Gan.Tests.Cli.Commands;

/// <summary>Messages lead to docs/troubleshooting.md, which comes with the tool.</summary>
[TestClass]
public sealed class ExplainCommandTests
{
    private readonly TemporaryFolder _folder = new();

    public static IEnumerable<object[]> Messages =>
        TroubleshootingTests.Messages.Select(message => new object[] { (string)message[0] });

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    [DynamicData(nameof(Messages))]
    public void Each_message_of_the_page_leads_to_its_explanation(string message)
    {
        string seen = $"Something before. {message.Replace("…", "'some thing' (12,5)")} Something behind.";
        string name = Explanations.Of(seen)!.Name;
        Assert.AreEqual($"See 'mlgan explain {name}'.", Explanations.Hint(seen));
        string text = Explained(name), byMessage = Explained(seen);
        Assert.StartsWith($"{name}: {message}\n\n", text);
        Assert.AreEqual(text, byMessage);
        Assert.DoesNotContain(".md", text.Split('\n')[2]);
    }

    [TestMethod]
    public void Names_are_those_that_the_list_has_each_once()
    {
        string[] names = [.. Explained().TrimEnd().Split('\n').Select(line => line.Split(' ')[0])];
        CollectionAssert.AllItemsAreUnique(names);
        Assert.HasCount(Messages.Count(), names);
        CollectionAssert.AreEqual(
            names.Where(name => name.StartsWith("no-", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal).ToArray(),
            Explained("[suggest]", "mlgan explain no-").Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [TestMethod]
    public void Parts_of_other_pages_come_with_an_explanation()
    {
        string machines = new Document("docs/deployment.md").Text.Split("\n## ").Single(
            part => part.StartsWith("Machines\n", StringComparison.Ordinal));
        string text = Explained("libstdcxx");
        Assert.Contains("\n## Machines\n", text);
        Assert.Contains(machines.TrimEnd().Split('\n')[^1], text);
        Assert.DoesNotContain("\n## Speed", text);
    }

    [TestMethod]
    public void Failures_name_their_explanation()
    {
        Tool.Train(_folder["run"], "--steps", "1").Succeeded();
        string model = _folder["run/generator.onnx"];
        _folder.Write("few/a.png", PictureBytes.Gray(16, 16, (x, _) => (byte)x));
        string text = _folder.Write("text.onnx", "not a model"u8.ToArray());
        Directory.CreateDirectory(_folder["empty"]);
        Leads("earlier-training", Tool.Train(_folder["run"], "--steps", "1"));
        Leads("no-images", Tool.Run("data", _folder["empty"]));
        Leads("batch-size", Tool.Run(Tool.Small(_folder["few"], _folder["other"], "--steps", "1")));
        Leads("no-subfolders", Tool.Run(Tool.Small(_folder["few"], _folder["other"], "--condition", "label")));
        Leads("network-size", Tool.Run(
            "train", "--data", "builtin:glyphs", "--out", _folder["other"], "--network", "dcgan", "--size", "20"));
        Leads("not-onnx", Tool.Run("info", text));
        Leads("missing-folder", Tool.Run("sample", model, "--out", _folder["none/a.png"]));
        Leads("other-options", Tool.Run("train", "--resume", _folder["run"], "--batch", "8", "--steps", "2"));
        string[] wild = ["--optimizer", "sgd", "--learning-rate", "1000", "--steps", "50"];
        Leads("diverged", Tool.Train(_folder["wild"], wild));
        Assert.DoesNotContain("mlgan explain", Tool.Run("info", _folder["none.onnx"]).Error);
    }

    [TestMethod]
    public void Json_has_the_same()
    {
        var json = JsonDocument.Parse(Explained("no-class", "--json")).RootElement;
        Assert.AreEqual("no-class", json[0].GetProperty("name").GetString());
        Assert.AreEqual(Explained("no-class").TrimEnd(), json[0].GetProperty("text").GetString());
    }

    [TestMethod]
    public void Names_that_there_are_not_are_refused() =>
        Tool.Run("explain", "no-clas").Failed(2, "There is no explanation of 'no-clas'; did you mean 'no-class'?");

    private static void Leads(string name, Tool run)
    {
        Assert.AreNotEqual(0, run.Code);
        Assert.AreEqual($"See 'mlgan explain {name}'.", run.Error.TrimEnd().Split(Environment.NewLine)[^1], run.Error);
    }

    private static string Explained(params string[] args)
    {
        var run = Tool.Run(args is ["[suggest]", ..] ? args : ["explain", .. args]);
        run.Succeeded();
        return run.Output.ReplaceLineEndings("\n");
    }
}
