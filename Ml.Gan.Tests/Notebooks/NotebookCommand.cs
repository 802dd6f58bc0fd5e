using System.Text.Json.Nodes;
using Ml.Gan.Tests.Packages;

namespace Ml.Gan.Tests.Notebooks;

/// <summary>
/// Writes the notebooks of notebooks/ anew from the programs beside them, with what they show: each is run to its end
/// in .NET Interactive, with the packages of this build. Names of programs may be given; default all.
/// </summary>
internal static class NotebookCommand
{
    public const string Command = "notebooks";

    public static int Start(string[] names)
    {
        using var feed = new PackageFeed(PackageFeed.Libraries);
        string folder = Directory.CreateDirectory(feed["notebooks"]).FullName;
        var tool = DotnetRepl.Restore(folder);
        feed.Pack();
        foreach (var program in NotebookProgram.All.Where(
            program => names.Length == 0 || names.Contains(program.Name) || program.Name == "quick-start"))
        {
            Console.WriteLine(program.Name);
            var cells = program.NotebookCells.ToArray();
            string notebook = Path.Combine(folder, program.Name + ".ipynb");
            File.WriteAllText(notebook, NotebookFile.Write(feed.Prepare(cells, few: false)));
            string executed = tool.Execute(notebook);
            JsonArray[] outputs = [.. NotebookFile.Outputs(executed)];
            // What the first cell shows are the packages of this run.
            outputs[0] = [];
            File.WriteAllText(
                program.NotebookPath,
                NotebookFile.Write(cells, outputs).Replace(folder, ".", StringComparison.Ordinal));
        }
        return 0;
    }

    /// <summary>Cells that take this build's packages.</summary>
    /// <param name="feed">The packages.</param>
    /// <param name="cells">The cells.</param>
    /// <param name="few">Whether trainings are cut to some steps.</param>
    public static IEnumerable<NotebookCell> Prepare(
        this PackageFeed feed, IEnumerable<NotebookCell> cells, bool few)
    {
        string built = BuiltFrom.VersionOf(typeof(GanException).Assembly);
        return cells.Select(cell => cell.IsMarkdown ? cell : new NotebookCell("", Prepared(cell)));

        string Prepared(NotebookCell cell)
        {
            string code = few ? cell.WithFewSteps : cell.Source;
            return PackageReferences.In(code).Any()
                ? $"#i \"nuget:{feed.Source}\"\n" + code.Replace($", {built}\"", $", {feed.Version}\"")
                : code;
        }
    }
}
