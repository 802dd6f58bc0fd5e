using System.CommandLine;
using System.Drawing;
using Ml.Gan.Data;

namespace Ml.Gan.Cli.Parsing;

/// <summary>The option <c>--background</c>: what is seen where pictures are transparent.</summary>
internal static class BackgroundOption
{
    /// <summary>The option, whose value is the color as <see cref="ColorText"/> names it.</summary>
    public static ParsedOption<string> Create(string description) =>
        new("--background", description, text => ColorText.NameOf(ColorText.Parse(text))) { HelpName = "COLOR" };

    /// <summary>The color that a line gives, or the default.</summary>
    public static Color Read(ParseResult line, Option<string?> option) =>
        line.GetValue(option) is { } text ? ColorText.Parse(text) : new SampleSourceOptions().Background;
}
