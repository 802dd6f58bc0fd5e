using System.CommandLine;
using Ml.Gan.Cli.Rendering;
using Ml.Gan.Cli.Training.Options;

namespace Ml.Gan.Cli.Commands;

/// <summary>The help of a command with many options: under headings, in 80 columns.</summary>
internal static class GroupedHelp
{
    private const int Width = 80;
    private const int Indent = 26;

    public static void Write(Command command, IEnumerable<OptionGroup> groups, TextWriter output)
    {
        output.WriteLine($"Description:\n  {command.Description}\n\nUsage:\n  mlgan {command.Name} [options]\n");
        foreach (var group in groups)
        {
            output.WriteLine($"{group.Heading}:");
            foreach (var option in group.Options)
                WriteOption(option, output);
            output.WriteLine();
        }
    }

    private static void WriteOption(Option option, TextWriter output)
    {
        string label = $"  {option.Name}{(option.HelpName is { } value ? $" <{value}>" : "")} ";
        bool fits = label.Length < Indent;
        if (!fits)
            output.WriteLine(label.TrimEnd());
        string margin = fits ? label.PadRight(Indent) : new string(' ', Indent);
        foreach (string text in WordWrap.Lines(Describe(option), Width - Indent))
        {
            output.WriteLine(margin + text);
            margin = new string(' ', Indent);
        }
    }

    private static string Describe(Option option) => option.Required ? $"{option.Description} Required."
        : option.HasDefaultValue && option.ValueType != typeof(bool) ? $"{option.Description} Default {option.GetDefaultValue()}."
        : option.Description ?? "";
}
