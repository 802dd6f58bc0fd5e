using System.Text.Json;
using System.Text.RegularExpressions;
using Ml.Gan.Cli;
using Ml.Gan.Experiments;
using Ml.Gan.Tests.Cli;

namespace Ml.Gan.Tests.Experiments;

/// <summary>Runs the program of the experiments in this process, and reads what it wrote.</summary>
internal static partial class Program
{
    public static Tool Run(params string[] args) => Run(default, args);

    public static Tool Run(CancellationToken stop, params string[] args)
    {
        var run = Tool.Run(terminal => CommandLine.Run(ExperimentCommand.Create(terminal), args, terminal), stop);
        return run with { Name = "experiments" };
    }

    public static string Report(string folder) => File.ReadAllText(Path.Combine(folder, "report.md"));

    public static JsonElement Summary(string folder) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "summary.json"))).RootElement;

    /// <summary>The files that a text in Markdown links to, images included.</summary>
    public static string[] Links(string markdown) =>
        [.. Link().Matches(markdown).Select(link => link.Groups["file"].Value)];

    /// <summary>A report and the files beside it are there for each other.</summary>
    public static void AssertWhole(string folder)
    {
        string[] files = [.. Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)!)];
        CollectionAssert.AreEquivalent(files, (string[])["report.md", .. Links(Report(folder))], folder);
    }

    /// <summary>A command line names an experiment and options that there are.</summary>
    public static void AssertRuns(string line)
    {
        Assert.StartsWith(ExperimentList.Command, line);
        string[] words = line[ExperimentList.Command.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.IsTrue(words[0] == "list" || ExperimentList.Find(words[0]) is not null, line);
        string help = Run("--help").Output;
        foreach (string option in words.Where(word => word.StartsWith("--", StringComparison.Ordinal)))
            Assert.Contains($" {option} ", help);
    }

    [GeneratedRegex(@"(?<!\\)\]\((?<file>[^)]+)\)")]
    private static partial Regex Link();
}
