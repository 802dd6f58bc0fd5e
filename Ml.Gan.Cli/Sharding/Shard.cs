using System.Globalization;

namespace Ml.Gan.Cli.Sharding;

/// <summary>One of several parts of a sample, counted from 0.</summary>
/// <param name="Index">Which part: 0 to <paramref name="Count"/> − 1.</param>
/// <param name="Count">Number of parts.</param>
/// <param name="Source">The environment variable that the index comes from; null where it is given.</param>
internal sealed record Shard(int Index, int Count, string? Source = null)
{
    private const string Automatic = "auto";
    private const string Form = "--shard takes which part and of how many, counted from 0, as 0/16 to 15/16, or "
        + "auto/16 for the index of a cluster's task";

    /// <summary>Reads <c>3/16</c>, <c>auto/16</c> or <c>auto</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="environment">Gives an environment variable's value, or null.</param>
    /// <exception cref="GanOptionException">It names no part, or no index is known.</exception>
    public static Shard Parse(string text, Func<string, string?> environment)
    {
        string[] parts = text.Split('/');
        if (parts is [Automatic])
            return TaskIndex.Find(environment, count: null);
        if (parts.Length != 2 || Number(parts[1]) is not { } count || count < 1)
            throw Refusal($"{Form}, not '{text}'.");
        if (parts[0] == Automatic)
            return TaskIndex.Find(environment, count);
        if (Number(parts[0]) is not { } index)
            throw Refusal($"{Form}, not '{text}'.");
        return index < count
            ? new Shard(index, count)
            : throw Refusal(
                $"--shard {text}: parts are counted from 0, so that the last of {count} is {count - 1}/{count}.");
    }

    /// <summary>The part's samples.</summary>
    /// <param name="whole">The samples of all parts.</param>
    /// <exception cref="GanOptionException">There are fewer samples than parts.</exception>
    public SampleRange Of(SampleRange whole)
    {
        if (whole.Count < Count)
            throw Refusal(
                $"--shard: {Count} parts of {whole.Count} samples leave parts empty; give at most one part a sample.");
        int start = (int)((long)whole.Count * Index / Count);
        int end = (int)((long)whole.Count * (Index + 1) / Count);
        return new SampleRange(whole.First + start, end - start);
    }

    /// <summary>As <c>3/16</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");

    /// <summary>A refusal of the option.</summary>
    internal static GanOptionException Refusal(string message) => new("--shard", message);

    /// <summary>A whole number of 0 or more; null for another text.</summary>
    internal static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}

/// <summary>Samples after one another.</summary>
/// <param name="First">The first, from 0.</param>
/// <param name="Count">How many.</param>
internal readonly record struct SampleRange(int First, int Count)
{
    /// <summary>One after the last.</summary>
    public int End => First + Count;

    /// <summary>As <c>samples 10 to 19</c>.</summary>
    public override string ToString() => Count == 1 ? $"sample {First}" : $"samples {First} to {End - 1}";
}
