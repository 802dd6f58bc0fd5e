using System.CommandLine;
using Ml.Gan.Catalogs;
using Ml.Gan.Cli.Rendering;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan list</c>.</summary>
internal static class ListCommand
{
    private static readonly ListSection[] s_sections =
    [
        new("networks", "--network", [.. Catalog.Networks.Entries.Where(entry => Choices.Networks.Contains(entry.Name))]),
        new("objectives", "--objective", Catalog.Objectives.Entries),
        new("f-divergences", "--objective f-divergence:NAME", Catalog.FDivergences.Entries),
        new("penalties", "--penalty", Catalog.Penalties.Entries),
        new("optimisers", "--optimizer", Catalog.Optimizers.Entries),
    ];

    public static Command Create(Terminal terminal)
    {
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new Command("list", "Shows what there is to train with, and the papers that it comes from.") { json };
        command.SetAction(line =>
        {
            terminal.Output.WriteLine(line.GetValue(json) ? ListText.Json(s_sections) : ListText.Plain(s_sections));
            return ExitCode.Success;
        });
        return command;
    }
}
