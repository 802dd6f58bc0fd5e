using System.CommandLine;
using System.CommandLine.Completions;
using System.Text.RegularExpressions;

namespace Ml.Gan.Cli.Parsing;

/// <summary>Has options and arguments suggest the names that they take, as their help shows them.</summary>
internal static partial class CompletionNames
{
    private const string OfCatalog = "NAME";

    private static readonly Dictionary<string, IReadOnlyList<CatalogEntry>> s_catalogs = new()
    {
        ["--condition"] = Catalog.Conditions.Entries,
        ["--degrade"] = Catalog.Degradations.Entries,
        ["--mask"] = Catalog.Masks.Entries,
        ["--objective"] = Catalog.Objectives.Entries,
        ["--penalty"] = Catalog.Penalties.Entries,
        ["--perceptual"] = Catalog.PerceptualLosses.Entries,
    };

    /// <summary>Does so for a command and those below it.</summary>
    public static void AddTo(Command command)
    {
        foreach (var option in command.Options)
            Add(option.CompletionSources, [.. Of(option)]);
        foreach (var argument in command.Arguments)
        {
            if (argument.ValueType != typeof(string) || InText(argument.Name).Any())
                Add(argument.CompletionSources, [.. InText(argument.Name)]);
        }
        foreach (var subcommand in command.Subcommands)
            AddTo(subcommand);
    }

    private static void Add(List<Func<CompletionContext, IEnumerable<CompletionItem>>> sources, string[] names)
    {
        // Those that the library has are the names of values in code.
        sources.Clear();
        if (names.Length > 0)
            sources.Add(_ => names.Select(name => new CompletionItem(name)));
    }

    private static IEnumerable<string> Of(Option option) =>
        option.HelpName is not { } text ? []
        : text.Split('|').Contains(OfCatalog) && s_catalogs.TryGetValue(option.Name, out var entries)
            ? entries.Select(entry => entry.Name)
        : InText(text);

    /// <summary>The names among alternatives: words in capital letters stand for something else.</summary>
    private static IEnumerable<string> InText(string alternatives) =>
        alternatives.Split('|').Select(text => Name().Match(text)).Where(match => match.Success)
            .Select(match => match.Groups["name"].Value);

    [GeneratedRegex(@"^(?<name>[a-z0-9][a-z0-9-]*(:[a-z]*)?)(?=[A-Z]*$)")]
    private static partial Regex Name();
}
