using System.Text.RegularExpressions;

namespace Ml.Gan.Tests.Api;

/// <summary>
/// What a subset of an API must not leave out: what an implementer of its types would have to write, which is the
/// abstract members of classes and interfaces, and the bases of interfaces.
/// </summary>
internal static partial class Contracts
{
    /// <summary>The lines that <paramref name="subset"/> lacks although it has their type.</summary>
    public static string[] Missing(IReadOnlySet<string> subset, IEnumerable<string> official)
    {
        var interfaces = subset.Where(line => line.StartsWith("type ", StringComparison.Ordinal))
            .ToDictionary(TypeOf, line => line.Split(' ')[3] == "interface");
        return [.. official
            .Where(line => interfaces.TryGetValue(TypeOf(line), out bool isInterface) && MustBeThere(line, isInterface))
            .Where(line => !subset.Contains(line))
            .Order(StringComparer.Ordinal)];
    }

    private static string TypeOf(string line) => line.Split(' ')[1];

    private static bool MustBeThere(string line, bool isInterface) =>
        AbstractMember().IsMatch(line) || (isInterface && line.StartsWith("impl ", StringComparison.Ordinal));

    [GeneratedRegex(@"^member \S+ :: [a-z]+ (static )?abstract ")]
    private static partial Regex AbstractMember();
}
