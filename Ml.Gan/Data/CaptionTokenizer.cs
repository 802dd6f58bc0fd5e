using Ml.Gan.Onnx.Captioning;

namespace Ml.Gan.Data;

/// <summary>
/// Tokenizer of captions: words in lower case, with the hyphens and apostrophes inside of them, and each mark of
/// punctuation as a word of its own.
/// </summary>
public static class CaptionTokenizer
{
    /// <summary>The words of a caption, in lower case; none where it holds none.</summary>
    /// <param name="caption">A caption, for example <c>A dog, asleep.</c></param>
    /// <returns>Its words: <c>a</c>, <c>dog</c>, <c>,</c>, <c>asleep</c>, <c>.</c></returns>
    public static IReadOnlyList<string> Split(string caption)
    {
        ArgumentNullException.ThrowIfNull(caption);
        return CaptionText.Split(caption);
    }

    /// <summary>A caption of words: with a space between two of them, but for punctuation.</summary>
    public static string Join(IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return CaptionText.Join(words);
    }
}
