namespace Ml.Gan.Cli.Sampling;

/// <summary>What one run of <c>mlgan sample</c> is asked for; null for what is not given.</summary>
internal sealed record SampleSettings
{
    public int? Count { get; init; }

    public int? Columns { get; init; }

    public required int Seed { get; init; }

    /// <summary>Class names with commas between them, or <c>all</c>.</summary>
    public string? Labels { get; init; }

    /// <summary>Classes by index, from 0, with commas between them.</summary>
    public string? LabelIndices { get; init; }

    /// <summary>As <see cref="CodesText"/> reads it.</summary>
    public string? Codes { get; init; }

    /// <summary>A vector's numbers with commas between them, or a file of vectors.</summary>
    public string? Vectors { get; init; }

    /// <summary>Images on the way from one latent to another.</summary>
    public int? Interpolate { get; init; }

    /// <summary>Frames of an animation in which latents walk.</summary>
    public int? Walk { get; init; }

    /// <summary>ψ of styles where the generator truncates them, else the bound of latents.</summary>
    public float? Truncation { get; init; }

    /// <summary>Whether what was written is told as JSON. Default false.</summary>
    public bool IsJson { get; init; }
}

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
