using System.Globalization;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Parsing;

/// <summary>
/// Interval between checkpoints as the command line has it: <c>500</c> steps, <c>10min</c>, or never.
/// </summary>
internal static class CheckpointText
{
    /// <summary>No checkpoints.</summary>
    public const string Never = "never";

    /// <summary>The interval that a text names; null for none.</summary>
    /// <exception cref="GanOptionException">It names none.</exception>
    public static CheckpointInterval? Parse(string text) => text == Never ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long steps) && steps > 0
            ? CheckpointInterval.Every(steps)
        : DurationOption.Read(text) is { } time && time > TimeSpan.Zero ? CheckpointInterval.Every(time)
        : throw new GanOptionException(
            "",
            $"Checkpoints are written every so many steps, as 500, after a time, as 10min, or {Never}, not '{text}'.");

    /// <summary>The text of an interval.</summary>
    public static string Of(CheckpointInterval? interval) => interval is null ? Never
        : interval.Steps?.ToString(CultureInfo.InvariantCulture) ?? DurationOption.Text(interval.Time)!;
}
