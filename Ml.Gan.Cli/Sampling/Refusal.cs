namespace Ml.Gan.Cli.Sampling;

/// <summary>Says which option it was that a generator can't follow.</summary>
internal static class Refusal
{
    public static GanOptionException Of(string option, string message) => new(option, $"{option}: {message}");

    /// <exception cref="GanOptionException">The generator was asked for something that it doesn't have.</exception>
    public static T Naming<T>(string option, Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (ArgumentException e) when (e is not ArgumentOutOfRangeException)
        {
            throw Of(option, e.Message);
        }
    }
}
