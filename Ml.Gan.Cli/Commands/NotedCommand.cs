using System.CommandLine;

namespace Ml.Gan.Cli.Commands;

/// <summary>A command whose help ends with notes.</summary>
internal sealed class NotedCommand(string name, string description, string notes) : Command(name, description)
{
    public string Notes => notes;
}
