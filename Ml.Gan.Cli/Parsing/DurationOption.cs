using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Ml.Gan.Cli.Parsing;

/// <summary>Option that takes a time, as 90s, 30min or 1h30min; null where it is not given.</summary>
internal sealed partial class DurationOption : Option<TimeSpan?>
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(365);

    public DurationOption(string name, string description)
        : base(name)
    {
        Description = description;
        HelpName = "TIME";
        CustomParser = Parse;
    }

    /// <summary>A time as the option takes it; null for none.</summary>
    public static string? Text(TimeSpan? time) => time is not { } given ? null
        : given.TotalSeconds % 60 != 0 ? string.Create(CultureInfo.InvariantCulture, $"{given.TotalSeconds}s")
        : given.TotalMinutes % 60 != 0 ? $"{given.TotalMinutes}min"
        : $"{given.TotalHours}h";

    private TimeSpan? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (Read(text) is { } time && time > TimeSpan.Zero && time <= s_longest)
            return time;
        string hint = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && number > 0
            ? $"; write {text}s or {text}min"
            : "";
        result.AddError($"{Name} takes a time, as 90s, 30min, 2h or 1h30min, not '{text}'{hint}.");
        return null;
    }

    /// <summary>The time that a text gives; null where it gives none that is short enough.</summary>
    public static TimeSpan? Read(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success || text.Length == 0)
            return null;
        double seconds = 3600 * Number("h") + 60 * Number("min") + Number("s");
        return seconds <= s_longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;

        double Number(string unit) => match.Groups[unit] is { Success: true } group
            ? double.Parse(group.Value, CultureInfo.InvariantCulture)
            : 0;
    }

    [GeneratedRegex(@"^((?<h>\d+(\.\d+)?)h)?((?<min>\d+(\.\d+)?)m(in)?)?((?<s>\d+(\.\d+)?)s)?$")]
    private static partial Regex Pattern();
}
