using System.CommandLine;
using Ml.Gan.Cli.Training;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan list</c>.</summary>
internal static class ListCommand
{
    private static readonly CatalogEntry s_captioning = new(
        CaptionerMetadata.SystemName, null,
        "captions of images and noise, by likelihood and then by an evaluator of captions", "Dai et al., 2017");

    public static Command Create(Terminal terminal)
    {
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new Command(
            "list", "Shows what there is to train and to evaluate with, and the papers that it comes from.") { json };
        command.SetAction(line =>
        {
            terminal.Output.WriteLine(line.GetValue(json) ? ListText.Json(Sections()) : ListText.Plain(Sections()));
            return ExitCode.Success;
        });
        return command;
    }

    private static ListSection[] Sections() =>
    [
        new("data", "--data", SampleSource.Kinds),
        new("networks", "--network", [.. Catalog.Networks.Entries.Select(WithRecommendation)]),
        new("conditions", "--condition", Catalog.Conditions.Entries),
        new("objectives", "--objective", Catalog.Objectives.Entries),
        new("f-divergences", "--objective f-divergence:NAME", Catalog.FDivergences.Entries),
        new("penalties", "--penalty", Catalog.Penalties.Entries),
        new("regularizers and schedules", "options of train",
            [.. new TrainOptions().All.Where(option => option.IsListed).Select(option => option.Entry)]),
        new("optimizers", "--optimizer", Catalog.Optimizers.Entries),
        new("metrics", "evaluate --metrics", Catalog.Metrics.Entries),
        new("systems of translation", "--system", Catalog.Systems.Entries),
        new("systems of captioning", "--system", [s_captioning]),
        new("translators", "--translator", Catalog.Translators.Entries),
        new("degradations", "--degrade", Catalog.Degradations.Entries),
        new("masks of completion", "--mask", Catalog.Masks.Entries),
        new("perceptual losses", "--perceptual", Catalog.PerceptualLosses.Entries),
    ];

    private static CatalogEntry WithRecommendation(CatalogEntry network) => network with
    {
        Description = $"{network.Description}; goes with the "
            + RecommendedChoices.Of(Catalog.Networks.Parse(network.Name)),
    };
}

/// <summary>Parts of one kind.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Option">Where the command line takes their names.</param>
/// <param name="Entries">The parts.</param>
internal sealed record ListSection(string Name, string Option, IReadOnlyList<CatalogEntry> Entries)
{
    /// <summary>Name in JSON.</summary>
    public string Key => Name.Replace('-', '_').Replace(' ', '_');
}

/// <summary>What there is to train and to evaluate with, for people and for programs.</summary>
internal static class ListText
{
    public static string Plain(IEnumerable<ListSection> sections) => string.Join("\n\n", sections.Select(Plain));

    public static string Json(IEnumerable<ListSection> sections) =>
        JsonText.Of(sections.ToDictionary(section => section.Key, section => section.Entries));

    private static string Plain(ListSection section)
    {
        int width = section.Entries.Max(entry => entry.Name.Length) + 2;
        var lines = section.Entries.SelectMany(entry => Lines(entry, width));
        return string.Join('\n', lines.Prepend($"{section.Name} ({section.Option})"));
    }

    private static IEnumerable<string> Lines(CatalogEntry entry, int width)
    {
        string paper = entry.Paper is null ? "" : $" ({entry.Paper})";
        yield return $"  {entry.Name.PadRight(width)}{entry.Description}{paper}";
        if (entry.Argument is not null)
            yield return $"  {"".PadRight(width)}{entry.Name}:X, where X is {entry.Argument}";
    }
}
