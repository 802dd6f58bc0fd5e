using System.Globalization;
using System.Text;

namespace Ml.Gan.Onnx.Captioning;

/// <summary>
/// Captions as words and words as captions: in lower case, with the hyphens and apostrophes inside of words, and each
/// mark of punctuation as a word of its own.
/// </summary>
internal static class CaptionText
{
    private const string Joining = "-'’";
    private const string ClosingMarks = ".,;:!?)]}%";
    private const string OpeningMarks = "([{";

    /// <summary>The words of a caption, in lower case; none where it holds none.</summary>
    /// <param name="caption">A caption, for example <c>A dog, asleep.</c></param>
    /// <returns>Its words: <c>a</c>, <c>dog</c>, <c>,</c>, <c>asleep</c>, <c>.</c></returns>
    internal static IReadOnlyList<string> Split(string caption)
    {
        List<string> words = [];
        var word = new StringBuilder();
        string text = caption.Normalize().ToLowerInvariant();
        for (int i = 0; i < text.Length; i++)
        {
            char character = text[i];
            bool joins = Joining.Contains(character) && word.Length > 0 && i + 1 < text.Length && IsPart(text[i + 1]);
            if (IsPart(character) || joins)
            {
                word.Append(character);
                continue;
            }
            Finish();
            if (!char.IsWhiteSpace(character) && !char.IsControl(character))
                words.Add(character.ToString());
        }
        Finish();
        return words;

        void Finish()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }

    /// <summary>A caption of words: with a space between two of them, but for punctuation.</summary>
    internal static string Join(IEnumerable<string> words)
    {
        var caption = new StringBuilder();
        bool isTied = true;
        foreach (string word in words)
        {
            if (!isTied && !(word is [var mark] && ClosingMarks.Contains(mark)))
                caption.Append(' ');
            caption.Append(word);
            isTied = word is [var opening] && OpeningMarks.Contains(opening);
        }
        return caption.ToString();
    }

    /// <summary>Letters, digits, the marks that belong to letters, and what is written with two characters.</summary>
    private static bool IsPart(char character) => char.IsLetterOrDigit(character) || char.IsSurrogate(character)
        || char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark;
}
