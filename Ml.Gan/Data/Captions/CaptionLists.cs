namespace Ml.Gan.Data.Captions;

/// <summary>Refuses lists of captions that don't belong to images.</summary>
internal static class CaptionLists
{
    /// <exception cref="GanDataException">They don't.</exception>
    public static void Check(ISampleSource images, IReadOnlyList<IReadOnlyList<string>> captions)
    {
        if (images.Count != captions.Count)
            throw new GanDataException(images.Count is { } count
                ? $"'{images.Name}' has {ShortText.Count(count, "image")}, but there are captions for "
                    + $"{captions.Count}; give a list of captions for each."
                : $"'{images.Name}' is endless, so that {ShortText.Count(captions.Count, "list")} of captions can't "
                    + "belong to its images.");
        for (int i = 0; i < captions.Count; i++)
        {
            string image = images.SampleNames is { } names ? $"'{names[i]}'" : $"Image {i}";
            if (captions[i].Count == 0)
                throw new GanDataException($"{image} of '{images.Name}' has no caption. Give one at least.");
            if (captions[i].Any(caption => CaptionTokenizer.Split(caption).Count == 0))
                throw new GanDataException(
                    $"{image} of '{images.Name}' has an empty caption. Leave it out, or say what is seen.");
        }
    }
}
