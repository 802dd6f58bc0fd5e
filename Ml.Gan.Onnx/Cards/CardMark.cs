using System.Security.Cryptography;
using System.Text;

namespace Ml.Gan.Onnx.Cards;

/// <summary>Last line of a card: a checksum, by which a card that someone has changed is known.</summary>
internal static class CardMark
{
    private const string Start = "<!-- Written by Ml.Gan, which replaces this file only while it is unchanged: sha256 ";
    private const string End = " -->";

    /// <summary>The text with the line below it.</summary>
    internal static string Signed(string text) => $"{text}\n{Start}{Hash(text)}{End}\n";

    /// <summary>Whether a text is one that was signed, line endings aside.</summary>
    internal static bool IsUnchanged(string card)
    {
        card = card.ReplaceLineEndings("\n");
        int start = card.LastIndexOf($"\n{Start}", StringComparison.Ordinal);
        return start >= 0 && card == Signed(card[..start]);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
