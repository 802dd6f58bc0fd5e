using System.CommandLine;
using Ml.Gan.Cli.Experiments;
using Ml.Gan.Cli.Rendering;
using Ml.Gan.Data;
using Ml.Gan.Measures;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan list</c>.</summary>
internal static class ListCommand
{
    private static readonly ListSection[] s_sections =
    [
        new("networks", "--network", Catalog.Networks.Entries),
        new("conditions", "--condition", Catalog.Conditions.Entries),
        new("objectives", "--objective", Catalog.Objectives.Entries),
        new("f-divergences", "--objective f-divergence:NAME", Catalog.FDivergences.Entries),
        new("penalties", "--penalty", Catalog.Penalties.Entries),
        new("regularisers and schedules", "options of train", RegularizationEntries.All),
        new("optimisers", "--optimizer", Catalog.Optimizers.Entries),
        new("measures", "evaluate --measures", [.. BuiltinMeasures.For(new SampleShape(1, 28, 28)).Select(Entry)]),
        new("experiments", "experiment NAME", [.. ExperimentList.All.Select(experiment => Entry(experiment.Name, experiment.Description))]),
    ];

    public static Command Create(Terminal terminal)
    {
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new Command("list", "Shows what there is to train and to judge with, and the papers that it comes from.") { json };
        command.SetAction(line =>
        {
            terminal.Output.WriteLine(line.GetValue(json) ? ListText.Json(s_sections) : ListText.Plain(s_sections));
            return ExitCode.Success;
        });
        return command;
    }

    private static CatalogEntry Entry(Measure measure) => Entry(measure.Name, measure.Description);

    private static CatalogEntry Entry(string name, string description) => new(name, null, description, null);
}
