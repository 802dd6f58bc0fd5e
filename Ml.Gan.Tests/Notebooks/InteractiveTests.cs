using Ml.Gan.Tests.Packages;

namespace Ml.Gan.Tests.Notebooks;

/// <summary>The notebook in .NET Interactive itself, which gets the packages from a folder.</summary>
[TestClass]
[TestCategory("Packages")]
public sealed class InteractiveTests
{
    [TestMethod]
    public void The_quick_start_runs_to_its_end()
    {
        using var feed = new PackageFeed();
        string folder = Directory.CreateDirectory(feed["notebook"]).FullName;
        var tool = DotnetRepl.Restore(folder);
        feed.Pack();
        string notebook = Path.Combine(folder, QuickStart.NotebookFile);
        File.WriteAllText(notebook, Notebook.Rewritten(QuickStart.NotebookFile, code => Prepared(code, feed)));

        var executed = tool.Execute(notebook);
        QuickStart.CheckDisplayed(executed.Html.Where(html => html.StartsWith("<img ", StringComparison.Ordinal)));
        QuickStart.CheckFiles(folder);
    }

    private static string Prepared(string code, PackageFeed feed)
    {
        code = QuickStart.WithFewSteps(code);
        if (!PackageReferences.In(code).Any())
            return code;
        string published = BuiltFrom.VersionOf(typeof(GanEstimator).Assembly);
        return $"#i \"nuget:{feed.Source}\"\n" + code.Replace($"Ml.Gan, {published}\"", $"Ml.Gan, {feed.Version}\"");
    }
}
