using System.Globalization;

namespace PipelineApp;

/// <summary>Options of the command line.</summary>
/// <param name="Pipeline">The saved pipeline.</param>
/// <param name="Folder">Where the pictures go.</param>
/// <param name="Count">Number of pictures.</param>
/// <param name="Label">Class of all pictures; null for the classes in turn.</param>
internal sealed record Options(string Pipeline, string Folder, int Count, string? Label)
{
    /// <exception cref="UsageException">A word is wrong, or the file isn't there.</exception>
    public static Options Parse(string[] args)
    {
        Options options = new("", "pictures", 10, null);
        for (int i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--out" => options with { Folder = Value(args, ref i) },
                "--label" => options with { Label = Value(args, ref i) },
                "--count" => options with { Count = Number(Value(args, ref i)) },
                ['-', ..] => throw new UsageException($"There is no option '{args[i]}'."),
                _ => options with { Pipeline = args[i] },
            };
        }

        if (options.Pipeline == "")
            throw new UsageException("Name a saved pipeline.");
        return File.Exists(options.Pipeline)
            ? options
            : throw new UsageException($"There is no file '{options.Pipeline}'. Expected what Model.Save wrote.");
    }

    private static string Value(string[] args, ref int i) =>
        ++i < args.Length ? args[i] : throw new UsageException($"{args[i - 1]} needs a value.");

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new UsageException($"--count needs a whole number above 0, not '{text}'.");
}

/// <summary>The command line is wrong; the message says what is.</summary>
internal sealed class UsageException(string message) : Exception(message);
