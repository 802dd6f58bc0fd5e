using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Ml.Gan.Tests.Notebooks;

/// <summary>
/// A program of notebooks/, which a notebook is made of: <c>// %% [markdown]</c> begins a text, <c>// %%</c> a code
/// cell and <c>// %% [program]</c> what the program alone has, as in Jupytext's percent format.
/// </summary>
internal sealed partial class NotebookProgram
{
    private static readonly string s_folder = Path.Combine(BuiltFrom.Repository, "notebooks");

    private NotebookProgram(string name)
    {
        Name = name;
        string text = File.ReadAllText(Path.Combine(s_folder, name + ".cs"));
        var marks = Mark().Matches(text);
        Assert.IsNotEmpty(marks, $"{name}.cs has no cells");
        Header = text[..marks[0].Index];
        Cells =
        [
            .. marks.Select((mark, i) => new NotebookCell(
                mark.Groups["kind"].Value,
                text[(mark.Index + mark.Length)..(i + 1 < marks.Count ? marks[i + 1].Index : text.Length)])),
        ];
    }

    /// <summary>The programs, that which others go on from first.</summary>
    public static IReadOnlyList<NotebookProgram> All { get; } =
    [
        .. Directory.GetFiles(s_folder, "*.cs").Select(path => Path.GetFileNameWithoutExtension(path))
            .OrderBy(name => name != "quick-start").ThenBy(name => name, StringComparer.Ordinal)
            .Select(name => new NotebookProgram(name)),
    ];

    public string Name { get; }

    /// <summary>The notebook's file.</summary>
    public string NotebookPath => Path.Combine(s_folder, Name + ".ipynb");

    public IReadOnlyList<NotebookCell> Cells { get; }

    /// <summary>Cells of the notebook, the first code with the packages that the program's directives name.</summary>
    public IEnumerable<NotebookCell> NotebookCells
    {
        get
        {
            bool named = false;
            foreach (var cell in Cells.Where(cell => !cell.IsOfProgram))
            {
                bool names = !named && !cell.IsMarkdown;
                named |= names;
                yield return names ? new NotebookCell("", $"{string.Join('\n', References)}\n\n{cell.Source}") : cell;
            }
        }
    }

    /// <summary>Program as the compiler takes it, with the packages named as in a snippet of a document.</summary>
    public string Code => string.Concat(Packages.Select(package => $"// dotnet add package {package.Name}\n"))
        + string.Join('\n', Cells.Where(cell => !cell.IsMarkdown).Select(cell => cell.Source));

    private string Header { get; }

    private IEnumerable<string> References =>
        Packages.Select(package => $"#r \"nuget: {package.Name}, {package.Version}\"");

    private IEnumerable<(string Name, string Version)> Packages =>
    [
        .. Project().Matches(Header).Select(
            project => (project.Groups["name"].Value, BuiltFrom.VersionOf(typeof(GanException).Assembly))),
        .. Package().Matches(Header).Select(
            package => (package.Groups["name"].Value, VersionOf(package.Groups["name"].Value))),
    ];

    public override string ToString() => Name;

    private static string VersionOf(string package)
    {
        var properties = XDocument.Load(Path.Combine(BuiltFrom.Repository, "Directory.Packages.props"));
        string version = properties.Descendants("PackageVersion")
            .First(entry => Expanded(entry.Attribute("Include")!.Value) == package).Attribute("Version")!.Value;
        return Expanded(version);

        string Expanded(string text) => Property().Replace(
            text, property => properties.Descendants(property.Groups["name"].Value).First().Value);
    }

    [GeneratedRegex(@"^// %%( \[(?<kind>\w+)\])?\n", RegexOptions.Multiline)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^#:project .*/(?<name>[\w.]+)\.csproj$", RegexOptions.Multiline)]
    private static partial Regex Project();

    [GeneratedRegex(@"^#:package (?<name>[\w.-]+)$", RegexOptions.Multiline)]
    private static partial Regex Package();

    [GeneratedRegex(@"\$\((?<name>\w+)\)")]
    private static partial Regex Property();
}
