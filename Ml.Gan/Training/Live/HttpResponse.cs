using System.Text;

namespace Ml.Gan.Training.Live;

/// <summary>Response to a request, which nobody keeps and no other page may read.</summary>
/// <param name="Status">As <c>200 OK</c>.</param>
/// <param name="Type">Type of the content.</param>
/// <param name="Content">The content.</param>
internal sealed record HttpResponse(string Status, string Type, ReadOnlyMemory<byte> Content)
{
    /// <summary>What the content may do in a browser. Default nothing.</summary>
    public string Policy { get; init; } = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>Methods that are allowed, where another one was asked for. Default null.</summary>
    public string? Allow { get; init; }

    /// <summary>A sentence.</summary>
    public static HttpResponse Of(string status, string text) =>
        new(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));

    /// <summary>The bytes of it.</summary>
    /// <param name="hasContent">Whether the content is sent, and not its length alone.</param>
    public byte[] ToBytes(bool hasContent)
    {
        var head = new StringBuilder($"HTTP/1.1 {Status}\r\n");
        foreach (var (name, value) in Headers())
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        head.Append("\r\n");
        return [.. Encoding.ASCII.GetBytes(head.ToString()), .. hasContent ? Content.Span : []];
    }

    private IEnumerable<(string Name, string Value)> Headers()
    {
        yield return ("Content-Type", Type);
        yield return ("Content-Length", Content.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        yield return ("Connection", "close");
        yield return ("Cache-Control", "no-store");
        yield return ("Content-Security-Policy", Policy);
        yield return ("X-Content-Type-Options", "nosniff");
        yield return ("X-Frame-Options", "DENY");
        yield return ("Referrer-Policy", "no-referrer");
        yield return ("Cross-Origin-Resource-Policy", "same-origin");
        yield return ("Cross-Origin-Opener-Policy", "same-origin");
        if (Allow is not null)
            yield return ("Allow", Allow);
    }
}
