using System.CommandLine;
using System.Globalization;
using Ml.Gan.Cli.Parsing;
using Ml.Gan.Cli.Sharding;
using Ml.Gan.Cli.Training;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan verify</c>.</summary>
internal static class VerifyCommand
{
    private const string Notes = """
        Reads all files that the manifests in the folders name, and says where samples are missing or there twice,
        where files aren't what was written, and where parts are of different models, seeds or options; the exit code
        is 1 then. The SHA-256 is that of all samples in their order, however many parts they were made in.
        """;

    public static Command Create(Terminal terminal)
    {
        var folders = new Argument<string[]>("DIR")
        {
            Description = "Folders that 'mlgan sample' wrote to.",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new NotedCommand("verify", "Verifies samples that were written in shards.", Notes)
        {
            folders, json,
        };
        command.SetAction(line =>
        {
            using var stop = new StopRequest(terminal, "nothing more is read.");
            var found = SampleVerification.Of(line.GetRequiredValue(folders), stop.Token);
            if (line.GetValue(json))
                terminal.Output.WriteLine(JsonText.Of(found));
            else
                Say(found, terminal);
            return found.Problems.Count == 0 ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static void Say(VerifiedSamples found, Terminal terminal)
    {
        terminal.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{found.Count} samples from {found.First} on, in {found.Parts} parts, {found.Bytes} bytes"));
        foreach (string note in found.Notes)
            terminal.Output.WriteLine($"Note: {note}");
        foreach (string problem in found.Problems)
            terminal.Output.WriteLine($"Problem: {problem}");
        if (found.Sha256 is not null)
            terminal.Output.WriteLine($"Complete. SHA-256 {found.Sha256}");
    }
}
