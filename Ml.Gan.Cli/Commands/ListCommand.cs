using System.CommandLine;
using Ml.Gan.Cli.Rendering;
using Ml.Gan.Data;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan list</c>.</summary>
internal static class ListCommand
{
    private static readonly ListSection[] s_sections =
    [
        new("data", "--data", SampleSource.Kinds),
        new("networks", "--network", Catalog.Networks.Entries),
        new("conditions", "--condition", Catalog.Conditions.Entries),
        new("objectives", "--objective", Catalog.Objectives.Entries),
        new("f-divergences", "--objective f-divergence:NAME", Catalog.FDivergences.Entries),
        new("penalties", "--penalty", Catalog.Penalties.Entries),
        new("regularisers and schedules", "options of train", RegularizationEntries.All),
        new("optimisers", "--optimizer", Catalog.Optimizers.Entries),
        new("metrics", "evaluate --metrics", Catalog.Metrics.Entries),
    ];

    public static Command Create(Terminal terminal)
    {
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new Command("list", "Shows what there is to train and to evaluate with, and the papers that it comes from.") { json };
        command.SetAction(line =>
        {
            terminal.Output.WriteLine(line.GetValue(json) ? ListText.Json(s_sections) : ListText.Plain(s_sections));
            return ExitCode.Success;
        });
        return command;
    }
}
