using System.Text.RegularExpressions;

namespace Ml.Gan.Tests.Docs;

/// <summary>The messages of docs/troubleshooting.md are those of the sources.</summary>
[TestClass]
public sealed partial class TroubleshootingTests
{
    private const string Gap = "…";

    private static readonly string[] s_products = ["Ml.Gan", "Ml.Gan.Onnx", "Ml.Gan.Cli"];

    private static readonly Lazy<string> s_code = new(ReadCode);

    public static IEnumerable<object[]> Messages =>
        Row().Matches(new Document("docs/troubleshooting.md").Text).Select(
            row => new object[] { row.Groups["message"].Value });

    [TestMethod]
    [DynamicData(nameof(Messages))]
    public void Each_message_is_one_that_somebody_can_see(string message)
    {
        string[] parts = [.. message.Split(Gap, StringSplitOptions.TrimEntries).Where(part => part.Length > 1)];
        Assert.IsGreaterThanOrEqualTo(12, parts.Sum(part => part.Length), message);
        string pattern = string.Join(@"[^\n]*?", parts.Select(Regex.Escape));
        Assert.IsTrue(Regex.IsMatch(s_code.Value, pattern), $"no source says '{message}'");
    }

    /// <summary>The sources without their comments, a text of several lines of code in one.</summary>
    private static string ReadCode()
    {
        var files = s_products.SelectMany(product => Directory.EnumerateFiles(
            Path.Combine(BuiltFrom.Repository, product), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"));
        return string.Join(
            '\n', files.Select(file => Joint().Replace(Comment().Replace(File.ReadAllText(file), ""), "")));
    }

    [GeneratedRegex(@"^\| `(?<message>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    /// <summary>What lies between two halves of a text: <c>" + $"</c> over a line's end.</summary>
    [GeneratedRegex(@"""\s*\+\s*\$?""")]
    private static partial Regex Joint();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
