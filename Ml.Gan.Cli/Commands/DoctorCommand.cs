using System.CommandLine;
using Ml.Gan.Cli.Doctor;
using Ml.Gan.Cli.Parsing;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan doctor</c>.</summary>
internal static class DoctorCommand
{
    private const string Notes = """
        Exits with 1 where a training or sampling can't run here, and says why.

        """;

    public static Command Create(Terminal terminal)
    {
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new NotedCommand(
            "doctor", "Shows what decides whether trainings run right and fast on this machine.", Notes)
        {
            json,
        };
        command.SetAction(line =>
        {
            var report = DoctorReport.Examine();
            terminal.Output.WriteLine(line.GetValue(json) ? DoctorText.Json(report) : DoctorText.Plain(report));
            return report.Problems.Count == 0 ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }
}
