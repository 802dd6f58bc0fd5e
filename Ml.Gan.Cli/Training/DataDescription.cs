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

    /// <summary>The same of a training, and what is chosen from the data where that is so.</summary>
    public static string Headline(ISampleSource data, TrainSettings settings)
    {
        bool isChosen = settings.Size is null || settings.Channels is null;
        if (!isChosen || data.Count is null || OriginOf(data) is not { } origin)
            return Headline(data);
        string classes = data.Labels is null ? "" : $", {Classes(data.Labels, 10)}";
        return $"{Chosen(origin.Sentence(data))}{classes}";
    }

    /// <summary>A sentence on size and channels that were chosen from the data, and how others are.</summary>
    public static string Chosen(string sentence) => $"{sentence} (--size, --channels choose otherwise)";

    /// <summary>Where data come from; null where nothing is known.</summary>
    public static DataOrigin? OriginOf(ISampleSource data) => data switch
    {
        SampleCache cache => cache.Origin,
        StackedDigits stacked => OriginOf(stacked.Digits),
        SourceWithVectors joined => OriginOf(joined.Samples),
        CaptionedImages captioned => OriginOf(captioned.Images),
        _ => null,
    };
}
