using System.CommandLine;
using Ml.Gan.Cli.Explaining;
using Ml.Gan.Cli.Parsing;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan explain</c>.</summary>
internal static class ExplainCommand
{
    private const string Notes = """
        Messages that there is more to say of end with a line that names their explanation. A message of another
        program that uses Ml.Gan can stand for the name: mlgan explain "There is no class '7'."
        """;

    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "Name of an explanation, or a message. Default: all names.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        name.CompletionSources.Add(_ => Explanations.All.Select(explanation => explanation.Name));
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new NotedCommand("explain", "Explains a message, and says what to do.", Notes) { name, json };
        command.SetAction(line =>
        {
            var found = line.GetValue(name) is { } text ? [Find(text)] : Explanations.All;
            terminal.Output.WriteLine(
                line.GetValue(json) ? JsonText.Of(found.Select(Fields))
                : found is [var one] ? one.Text
                : Table(found));
            return ExitCode.Success;
        });
        return command;
    }

    private static Explanation Find(string text) =>
        Explanations.All.FirstOrDefault(explanation => explanation.Name == text)
        ?? Explanations.Of(text)
        ?? throw new GanOptionException("NAME", Spelling.NoSuch(
            $"There is no explanation of '{text}'", text, [.. Explanations.All.Select(known => known.Name)]));

    private static object Fields(Explanation explanation) => new
    {
        explanation.Name,
        explanation.Message,
        explanation.Text,
    };

    private static string Table(IReadOnlyList<Explanation> explanations)
    {
        int width = explanations.Max(explanation => explanation.Name.Length) + 2;
        return string.Join('\n', explanations.Select(
            explanation => explanation.Name.PadRight(width) + explanation.Message));
    }
}
