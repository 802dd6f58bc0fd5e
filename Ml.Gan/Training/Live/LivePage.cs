using System.Security.Cryptography;
using System.Text;

namespace Ml.Gan.Training.Live;

/// <summary>
/// The page: one document with its own script and style, and the policy that lets it use nothing else.
/// </summary>
internal static class LivePage
{
    private static readonly string s_script = Read("chart.js") + Read("live.js");
    private static readonly string s_style = Read("live.css");

    /// <summary>The document.</summary>
    public static byte[] Html { get; } = Encoding.UTF8.GetBytes(Read("live.html")
        .Replace("/*STYLE*/", s_style, StringComparison.Ordinal)
        .Replace("/*SCRIPT*/", s_script, StringComparison.Ordinal));

    /// <summary>Its <c>Content-Security-Policy</c>.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; script-src '{Hash(s_script)}'; style-src '{Hash(s_style)}'; img-src blob: data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static string Hash(string text) =>
        $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Read(string name)
    {
        using var stream = typeof(LivePage).Assembly.GetManifestResourceStream($"Live/{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // Browsers hash what they parse, where line ends are one character.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
