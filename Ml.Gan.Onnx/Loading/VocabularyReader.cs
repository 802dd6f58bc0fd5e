namespace Ml.Gan.Onnx.Loading;

/// <summary>Reads the words of a captioner from its metadata.</summary>
internal static class VocabularyReader
{
    private const int LongestText = 16_000_000, MostWords = 1 << 20;

    /// <exception cref="GanOnnxException">The file has no vocabulary, or one that can't be used.</exception>
    internal static string[] Read(ModelFile file, IReadOnlyDictionary<string, string> metadata)
    {
        const string Key = CaptionerMetadata.Vocabulary;
        const string Expected =
            "expected a JSON array of its words by their ids, of which the first is empty, for example [\"\", "
            + "\"<unknown>\", \"a\", \"dog\"]";
        if (!metadata.TryGetValue(Key, out string? text))
            throw new GanOnnxException($"{file.Name} has no metadata '{Key}'; {Expected}.");
        if (text.Length > LongestText)
            throw new GanOnnxException(
                $"{file.Name} has the metadata '{Key}' of {text.Length:N0} characters; at most {LongestText:N0} are "
                + "read.");
        string?[]? read = JsonTexts.Parse(text);
        if (read is not ["", _, ..] || read.Skip(1).Any(string.IsNullOrEmpty) || read.Length > MostWords)
            throw new GanOnnxException($"{file.Name} says {Key} = '{QuotedText.Of(text)}'; {Expected}.");
        string[] words = [.. read.Select(word => word!)];
        HashSet<string> seen = new(StringComparer.Ordinal);
        return words.FirstOrDefault(word => !seen.Add(word)) is { } twice
            ? throw new GanOnnxException(
                $"{file.Name} has the word '{QuotedText.Of(twice)}' twice in its metadata '{Key}'.")
            : words;
    }
}
