using System.Globalization;

namespace Ml.Gan;

/// <summary>Refuses values of options where they are set, so that nothing can be built from them.</summary>
internal static class OptionValue
{
    /// <summary>Refuses an option.</summary>
    /// <param name="allowed">Whether it may be used.</param>
    /// <param name="option">Name of the option.</param>
    /// <param name="message">What was found and what is allowed.</param>
    /// <exception cref="GanOptionException">It is not allowed.</exception>
    public static void Require(bool allowed, string option, string message)
    {
        if (!allowed)
            throw new GanOptionException(option, message);
    }

    /// <summary>Gives <paramref name="value"/> back if it is allowed.</summary>
    /// <param name="value">What was given.</param>
    /// <param name="allowed">Whether it may be used.</param>
    /// <param name="option">Name of the option.</param>
    /// <param name="rule">What is allowed, for example "The weight λ of loss-sensitive must be above 0".</param>
    /// <exception cref="GanOptionException">It is not allowed.</exception>
    public static double Require(double value, bool allowed, string option, string rule) =>
        allowed ? value : throw new GanOptionException(
            option, string.Create(CultureInfo.InvariantCulture, $"{rule}; it is {value}."));

    /// <summary>The number above 0 that was given.</summary>
    /// <exception cref="GanOptionException">It is 0, negative, infinite or no number.</exception>
    public static double RequirePositive(double value, string option, string subject) =>
        Require(value, value is > 0 and < double.PositiveInfinity, option, $"{subject} must be above 0");

    /// <summary>The weight of a loss that was given.</summary>
    /// <exception cref="GanOptionException">It is negative, infinite or no number.</exception>
    public static double RequireWeight(double value, string option) =>
        Require(value, value is >= 0 and < double.PositiveInfinity, option, "The weight of a loss must be at least 0");

    /// <summary>The number that a text gives.</summary>
    /// <exception cref="GanOptionException">The text is no number, or too large a one.</exception>
    public static double Parse(string text, string option, string subject) =>
        !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? throw new GanOptionException(option, $"{subject} must be a number, not '{text}'.")
        : double.IsFinite(value) ? value
        : throw new GanOptionException(
            option, $"{subject} must be a finite number, up to about 1.8e308, not '{text}'.");
}
