namespace Ml.Gan.Onnx.Captioning;

/// <summary>Captions as ids of words, T for each caption, and back.</summary>
/// <param name="vocabulary">The words by their ids.</param>
/// <param name="length">Most words of a caption, T.</param>
/// <param name="name">Name of the model in messages.</param>
internal sealed class CaptionTokens(IReadOnlyList<string> vocabulary, int length, string name)
{
    private const int End = 0, Unknown = 1;

    private readonly Dictionary<string, int> _ids =
        vocabulary.Select((word, id) => (word, id)).ToDictionary(StringComparer.Ordinal);

    /// <summary>Most words of a caption, T.</summary>
    internal int Length => length;

    /// <summary>Fills a row of T tokens with a caption's words, as many as fit, and with ends behind them.</summary>
    /// <exception cref="ArgumentException">The caption has no words.</exception>
    internal void Encode(string caption, Span<long> row)
    {
        var words = CaptionText.Split(caption);
        if (words.Count == 0)
            throw new ArgumentException($"The caption '{caption}' has no words.");
        row.Clear();
        for (int i = 0; i < Math.Min(length, words.Count); i++)
            row[i] = _ids.GetValueOrDefault(words[i], Unknown);
    }

    /// <summary>The words of a row of T tokens, up to its end.</summary>
    /// <exception cref="GanOnnxException">One is no word of the vocabulary.</exception>
    internal string[] Words(ReadOnlySpan<long> row)
    {
        List<string> words = [];
        foreach (long id in row)
        {
            if (id < 0 || id >= vocabulary.Count)
                throw new GanOnnxException(
                    $"{name} gives the word {id}, but its vocabulary has {vocabulary.Count} words. It is damaged; "
                    + "export it anew.");
            if (id == End)
                break;
            words.Add(vocabulary[(int)id]);
        }

        return [.. words];
    }
}
