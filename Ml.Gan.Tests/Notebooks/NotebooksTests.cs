using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.ML.Data;
using Ml.Gan.Tests.Docs;
using Ml.Gan.Tests.Packages;

namespace Ml.Gan.Tests.Notebooks;

[TestClass]
[TestCategory("Packages")]
public sealed partial class NotebooksTests
{
    /// <summary>All of them in one folder, where one finds what another exported.</summary>
    private static Lazy<Interactive>? s_interactive;

    public static IEnumerable<object[]> Names => NotebookProgram.All.Select(program => new object[] { program.Name });

    [ClassInitialize]
    public static void Begin(TestContext context) => s_interactive = new Lazy<Interactive>(() => new Interactive());

    [ClassCleanup]
    public static void End()
    {
        if (s_interactive is { IsValueCreated: true })
            s_interactive.Value.Dispose();
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_notebook_is_made_of_its_program(string name)
    {
        var program = Named(name);
        var expected = program.NotebookCells.Select(cell => (cell.IsMarkdown ? "markdown" : "code", cell.Source));
        CollectionAssert.AreEqual(
            expected.ToArray(), NotebookFile.Read(program.NotebookPath),
            $"dotnet run -c Release --project Ml.Gan.Tests -- {NotebookCommand.Command} {name}");
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_notebook_is_kept_with_all_that_it_shows(string name)
    {
        var program = Named(name);
        var code = program.NotebookCells.Where(cell => !cell.IsMarkdown).ToArray();
        foreach (var (cell, outputs) in code.Zip(NotebookFile.Outputs(program.NotebookPath)))
            AssertShows(cell, outputs);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_program_compiles(string name)
    {
        var problems = new Snippet(Named(name).Code).Problems;
        Assert.IsEmpty(problems, string.Join('\n', problems));
    }

    /// <summary>In .NET Interactive itself, which gets the packages from a folder, with few steps.</summary>
    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_notebook_runs_to_its_end(string name)
    {
        var program = Named(name);
        var code = program.NotebookCells.Where(cell => !cell.IsMarkdown).ToArray();
        foreach (var (cell, outputs) in code.Zip(s_interactive!.Value.Execute(program)))
            AssertShows(cell, outputs);
    }

    private static NotebookProgram Named(string name) => NotebookProgram.All.Single(program => program.Name == name);

    private static void AssertShows(NotebookCell cell, JsonArray outputs)
    {
        string[] shown = [.. outputs.Select(output => output!["data"]?["text/html"]).OfType<JsonNode>().Select(Html)
            .Where(html => html.Contains("<img") || html.Contains("<svg"))];
        Assert.HasCount(cell.Shown, shown, cell.Source);
        foreach (var picture in shown.Select(html => Picture().Match(html)).Where(picture => picture.Success))
        {
            using var stream = new MemoryStream(Convert.FromBase64String(picture.Groups["data"].Value));
            using var image = MLImage.CreateFromStream(stream);
            Assert.IsGreaterThan(2, image.Pixels.ToArray().Distinct().Count(), "the picture is blank");
        }
        foreach (string curves in shown.Where(html => html.Contains("<svg")))
            Assert.Contains("polyline", curves);
    }

    private static string Html(JsonNode html) =>
        html is JsonArray lines ? string.Concat(lines.Select(line => line!.ToString())) : html.ToString();

    [GeneratedRegex("src=\"data:image/png;base64,(?<data>[^\"]+)\"")]
    private static partial Regex Picture();

    private sealed class Interactive : IDisposable
    {
        private readonly PackageFeed _feed = new(PackageFeed.Libraries);
        private readonly DotnetRepl _tool;
        private readonly string _folder;
        private readonly Dictionary<string, IReadOnlyList<JsonArray>> _shown = [];

        public Interactive()
        {
            _folder = Directory.CreateDirectory(_feed["notebooks"]).FullName;
            _tool = DotnetRepl.Restore(_folder);
            _feed.Pack();
            Execute(NotebookProgram.All[0]);
        }

        public IReadOnlyList<JsonArray> Execute(NotebookProgram program)
        {
            if (_shown.TryGetValue(program.Name, out var before))
                return before;
            string notebook = Path.Combine(_folder, program.Name + ".ipynb");
            File.WriteAllText(notebook, NotebookFile.Write(_feed.Prepare(program.NotebookCells, few: true)));
            return _shown[program.Name] = NotebookFile.Outputs(_tool.Execute(notebook));
        }

        public void Dispose() => _feed.Dispose();
    }
}
