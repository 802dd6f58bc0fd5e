using System.Text.RegularExpressions;

namespace Ml.Gan.Tests.Architecture;

/// <summary>What neither the compiler nor `dotnet format` checks in the sources: line lengths and spelling.</summary>
[TestClass]
public sealed partial class SourceFilesTests
{
    private const int MaxLineLength = 120;

    private static readonly string[] s_projects =
    [
        "Ml.Gan", "Ml.Gan.Onnx", "Ml.Gan.Hosting", "Ml.Gan.Mpi", "Ml.Gan.Cli", "Ml.Gan.Tests", "benchmarks",
        "experiments", "samples", "templates",
    ];

    [TestMethod]
    public void No_line_is_longer_than_120_columns() =>
        AssertNone(Lines().Where(line => line.Text.Length > MaxLineLength));

    [TestMethod]
    public void Identifiers_comments_and_texts_have_american_spelling() => AssertNone(Lines()
        .Where(line => British().IsMatch(Kept().Replace(line.Text, "")))
        .Where(line => !line.Place.Contains(nameof(SourceFilesTests), StringComparison.Ordinal)));

    private static void AssertNone(IEnumerable<(string Place, string Text)> lines)
    {
        string[] found = [.. lines.Select(line => $"{line.Place}: {line.Text.Trim()}")];
        Assert.IsEmpty(found, string.Join('\n', found));
    }

    private static IEnumerable<(string Place, string Text)> Lines() =>
        from project in s_projects
        from file in Directory.EnumerateFiles(
            Path.Combine(BuiltFrom.Repository, project), "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(BuiltFrom.Repository, file)
        where !path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "bin")
        from line in File.ReadLines(file).Select((text, index) => (Place: $"{path}:{index + 1}", Text: text))
        select line;

    /// <summary>
    /// British words, or those parts of them that no American word has. Verbs in -ise are told from others (advise,
    /// noise, promise) by what stands before.
    /// </summary>
    [GeneratedRegex(
        "colour|grey|centre|licence|labelled|neighbour|favour|behaviour|learnt|catalogue|artefact|"
        + "(normal|optim|regular|minim|maxim|recogn|initial|summar|general|special|penal|util|equal|random|parametr|"
        + "standard|categor|character|visual|quant|discret|synchron|serial|organ|stabil|factor)is(e[drs]?(?![a-z])|er|"
        + "ing|ation|able)",
        RegexOptions.IgnoreCase)]
    private static partial Regex British();

    /// <summary>A key of files in use, and names of ONNX nodes, which are bytes of recorded generators.</summary>
    [GeneratedRegex("training_data_licence|/centre\"|/centred\"|\"normalise\"")]
    private static partial Regex Kept();
}
