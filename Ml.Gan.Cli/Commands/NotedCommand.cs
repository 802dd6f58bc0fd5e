using System.CommandLine;
using Ml.Gan.Cli.Training.Options;

namespace Ml.Gan.Cli.Commands;

/// <summary>A command whose help ends with notes, and shows its options in groups if it has some.</summary>
internal sealed class NotedCommand(string name, string description, string notes) : Command(name, description)
{
    public string Notes => notes;

    public IReadOnlyList<OptionGroup> Groups { get; init; } = [];
}
