using System.Text;

namespace Ml.Gan.Training.Live;

/// <summary>Head of an HTTP/1.1 request; requests with a body are refused.</summary>
/// <param name="Method">As <c>GET</c>.</param>
/// <param name="Path">As <c>/state</c>, without the query.</param>
/// <param name="Query">Parameters by name.</param>
/// <param name="Headers">Headers by name, whatever its case.</param>
internal sealed record HttpRequest(
    string Method, string Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers)
{
    private const int MostBytes = 8192;

    private static readonly byte[] s_end = "\r\n\r\n"u8.ToArray();

    /// <summary>Reads a request.</summary>
    /// <returns>
    /// The request; null where it is none that is understood, or is too long, or the sender has left.
    /// </returns>
    public static async Task<HttpRequest?> Read(Stream stream, CancellationToken cancellation)
    {
        byte[] bytes = new byte[MostBytes];
        int length = 0;
        while (length < bytes.Length)
        {
            int read = await stream.ReadAsync(bytes.AsMemory(length), cancellation).ConfigureAwait(false);
            if (read == 0)
                return null;
            length += read;
            int end = bytes.AsSpan(0, length).IndexOf(s_end);
            if (end >= 0)
                return Parse(Encoding.Latin1.GetString(bytes, 0, end).Split("\r\n"));
        }
        return null;
    }

    private static HttpRequest? Parse(string[] lines)
    {
        if (lines[0].Split(' ') is not [var method, ['/', ..] target, "HTTP/1.1" or "HTTP/1.0"])
            return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string line in lines[1..])
        {
            int colon = line.IndexOf(':');
            if (colon <= 0 || char.IsWhiteSpace(line[0]) || !headers.TryAdd(line[..colon], line[(colon + 1)..].Trim()))
                return null;
        }
        bool hasBody = headers.ContainsKey("Transfer-Encoding")
            || headers.TryGetValue("Content-Length", out string? size) && size != "0";
        if (hasBody)
            return null;
        string[] parts = target.Split('?', 2);
        var query = new Dictionary<string, string>();
        foreach (string pair in parts is [_, var text] ? text.Split('&') : [])
        {
            string[] named = pair.Split('=', 2);
            query[named[0]] = named is [_, var value] ? Uri.UnescapeDataString(value) : "";
        }
        return new HttpRequest(method, parts[0], query, headers);
    }
}
