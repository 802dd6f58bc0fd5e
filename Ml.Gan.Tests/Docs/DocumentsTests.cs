using System.Text.RegularExpressions;
using Ml.Gan.Experiments;
using Ml.Gan.Tests.Cli;

namespace Ml.Gan.Tests.Docs;

[TestClass]
public sealed partial class DocumentsTests
{
    private const string FromClone = "dotnet run -c Release --project Ml.Gan.Cli -- ";

    /// <summary>Options whose values are names, and what reads them.</summary>
    private static readonly Dictionary<string, Action<string>> s_names = new()
    {
        ["--network"] = text => Catalog.Networks.Parse(text, Former),
        ["--objective"] = text => Catalog.Objectives.Parse(text, Former),
        ["--penalty"] = text => Catalog.Penalties.Parse(text, Former),
        ["--optimizer"] = text => Catalog.Optimizers.Parse(text, Former),
        ["--evaluate-metric"] = text => Catalog.Metrics.Parse(text, Former),
        ["--metrics"] = text => Array.ForEach(text.Split(','), name => Catalog.Metrics.Parse(name, Former)),
    };

    public static IEnumerable<object[]> Snippets =>
        from document in Document.All.Concat(Document.OfPackages)
        from number in Enumerable.Range(1, document.Blocks("csharp").Length)
        select new object[] { document.Name, number };

    public static IEnumerable<object[]> ToolLines =>
        from document in Document.All.Concat(Document.OfPackages)
        from line in document.Commands
        where line.StartsWith("mlgan ", StringComparison.Ordinal)
            || line.StartsWith(FromClone, StringComparison.Ordinal)
        select new object[] { document.Name, line };

    public static IEnumerable<object[]> ExperimentLines =>
        from document in Document.All
        from line in document.Commands
        where line.StartsWith(ExperimentList.Command, StringComparison.Ordinal)
        select new object[] { document.Name, line };

    public static IEnumerable<object[]> Documents => Document.All.Select(document => new object[] { document.Name });

    [TestMethod]
    [DynamicData(nameof(Snippets))]
    public void Every_snippet_compiles_with_the_packages_that_it_names(string document, int number)
    {
        var problems = new Snippet(new Document(document).Blocks("csharp")[number - 1]).Problems;
        Assert.IsEmpty(problems, $"C# block {number} of {document}: {string.Join('\n', problems)}");
    }

    [TestMethod]
    [DynamicData(nameof(ToolLines))]
    public void Commands_use_options_and_names_that_the_tool_has(string document, string line)
    {
        string[] words = line.Replace(FromClone, "mlgan ").Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
        string help = Tool.Run(words[0], "--help").Output;
        for (int i = 1; i < words.Length; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
                continue;
            Assert.Contains($" {words[i]} ", help, document);
            if (s_names.TryGetValue(words[i], out var parse))
                parse(words[i + 1]);
        }
    }

    [TestMethod]
    [DynamicData(nameof(ExperimentLines))]
    public void Experiments_and_their_options_exist(string document, string line)
    {
        Assert.Contains(line, new Document(document).Text);
        Experiments.Program.AssertRuns(line);
    }

    [TestMethod]
    [DynamicData(nameof(Documents))]
    public void Links_lead_to_files_and_headings_that_exist(string name)
    {
        var document = new Document(name);
        string folder = Path.GetDirectoryName(Path.Combine(BuiltFrom.Repository, name))!;
        foreach (string link in document.Links)
        {
            string[] parts = link.Split('#', 2);
            string target = Path.GetFullPath(parts[0] == "" ? Path.GetFileName(name) : parts[0], folder);
            Assert.IsTrue(File.Exists(target), $"{name} links to {link}, which isn't there");
            if (parts.Length == 1)
                continue;
            var linked = new Document(Path.GetRelativePath(BuiltFrom.Repository, target));
            CollectionAssert.Contains(linked.Anchors.ToArray(), parts[1], $"{name} links to {link}");
        }
    }

    [TestMethod]
    public void Every_document_is_linked_to_by_the_readme()
    {
        string[] linked = [.. Document.Readme.Links.Select(link => link.Split('#')[0])];
        foreach (var document in Document.All.Skip(1))
            CollectionAssert.Contains(linked, document.Name);
    }

    [TestMethod]
    public void The_table_of_regularizers_names_options_of_the_tool_and_properties_of_the_estimator()
    {
        string help = Tool.Run("train", "--help").Output;
        Assert.IsGreaterThan(10, Regularizers.Count());
        foreach (var (option, property) in Regularizers)
        {
            Assert.Contains($" {option.Split(' ')[0]} ", help);
            Assert.IsNotNull(typeof(GanEstimator.Options).GetProperty(property), property);
        }
    }

    /// <summary>
    /// Option and property of each row of the table of regularizers and schedules: <c>--packing 2</c>, <c>Packing</c>.
    /// </summary>
    internal static IEnumerable<(string Option, string Property)> Regularizers =>
        Regularizer().Matches(new Document("docs/options.md").Text).Select(
            row => (row.Groups["option"].Value, row.Groups["property"].Value));

    private static void Former(string notice) => Assert.Fail(notice);

    [GeneratedRegex(@"^\| `(?<option>--[^`]+)` \| `(?<property>\w+)", RegexOptions.Multiline)]
    private static partial Regex Regularizer();
}
