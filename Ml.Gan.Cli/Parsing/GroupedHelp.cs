using System.CommandLine;

namespace Ml.Gan.Cli.Parsing;

/// <summary>Options that the help shows under one heading, each with its text.</summary>
internal sealed record HelpGroup(string Heading, IReadOnlyList<(Option Option, string Text)> Options);

/// <summary>Help of a command with many options: under headings, in 80 columns.</summary>
internal static class GroupedHelp
{
    private const int Width = 80;
    private const int Indent = 26;

    public static void Write(Command command, IEnumerable<HelpGroup> groups, TextWriter output)
    {
        output.WriteLine(
            $"Description:\n  {command.Description}\n\nUsage:\n  mlgan {command.Name} [options]\n");
        foreach (var group in groups)
        {
            output.WriteLine($"{group.Heading}:");
            foreach (var (option, text) in group.Options)
                WriteOption(option, text, output);
            output.WriteLine();
        }
    }

    private static void WriteOption(Option option, string text, TextWriter output)
    {
        string label = $"  {option.Name}{(option.HelpName is { } value ? $" <{value}>" : "")} ";
        bool fits = label.Length < Indent;
        if (!fits)
            output.WriteLine(label.TrimEnd());
        string margin = fits ? label.PadRight(Indent) : new string(' ', Indent);
        foreach (string line in WordWrap.Lines(text, Width - Indent))
        {
            output.WriteLine(margin + line);
            margin = new string(' ', Indent);
        }
    }
}

/// <summary>Breaks a text into lines, between words.</summary>
internal static class WordWrap
{
    public static IEnumerable<string> Lines(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length + word.Length + 1 > width)
            {
                yield return line;
                line = "";
            }
            line = line.Length == 0 ? word : $"{line} {word}";
        }
        yield return line;
    }
}
