using Ml.Gan.Data;

namespace Ml.Gan.Cli.Training;

/// <summary>Data in words.</summary>
internal static class DataDescription
{
    /// <summary>Name, number and shape, and the classes where there are some.</summary>
    public static string Headline(ISampleSource data)
    {
        string count = data.Count is { } samples ? ShortText.Count(samples, "image") : "endless images";
        return $"{data.Name}: {count} of {data.Shape}{(data.Labels is null ? "" : $", {Classes(data.Labels, 10)}")}";
    }

    /// <summary>"3 classes: cat 300, dog 500, eel 12"; of endless data, without the numbers.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="shown">How many classes are named at most.</param>
    public static string Classes(SampleLabels labels, int shown)
    {
        int[]? counts = labels.CountByClass();
        var classes = labels.ClassNames.Take(shown)
            .Select((name, label) => counts is null ? name : $"{name} {counts[label]}");
        string more = labels.ClassCount > shown ? $" and {labels.ClassCount - shown} more" : "";
        return $"{labels.ClassCount} {(labels.ClassCount == 1 ? "class" : "classes")}: "
            + $"{string.Join(", ", classes)}{more}";
    }

    /// <summary>Tells what size and channels were chosen from the data, and how others are.</summary>
    public static Action<string> Chosen(TextWriter writer) =>
        sentence => writer.WriteLine($"{sentence} (--size, --channels choose otherwise)");
}
