using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Ml.Gan.Training.Live;

/// <summary>
/// Answers a page's requests. Each needs the token; its host has to be this machine by number or as localhost, so that
/// no other site's name may stand for it (DNS rebinding); and buttons' requests have to come from the page itself.
/// </summary>
internal sealed class LiveServer : IDisposable
{
    private const string Get = "GET";
    private const string Post = "POST";

    private readonly LiveBoard _board;
    private readonly LoopbackServer _server;
    private readonly byte[] _token;
    private readonly string[] _hosts;

    /// <exception cref="GanOptionException">The port can't be listened on.</exception>
    public LiveServer(LiveBoard board, int port)
    {
        _board = board;
        string token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        _token = Encoding.ASCII.GetBytes(token);
        try
        {
            _server = new LoopbackServer(port, Answer);
        }
        catch (SocketException e)
        {
            throw new GanOptionException(nameof(LiveViewOptions.Port),
                $"The live view can't listen on port {port} of 127.0.0.1: {e.Message.TrimEnd('.')}. Give another port, "
                + "or none for a free one.");
        }
        _hosts = [$"127.0.0.1:{_server.Port}", $"localhost:{_server.Port}"];
        Address = new Uri($"http://{_hosts[0]}/?token={token}");
    }

    /// <summary>Address of the page, with the token.</summary>
    public Uri Address { get; }

    /// <inheritdoc/>
    public void Dispose() => _server.Dispose();

    private HttpResponse Answer(HttpRequest request)
    {
        if (!request.Headers.TryGetValue("Host", out string? host) || !_hosts.Contains(host))
            return HttpResponse.Of("403 Forbidden", "The live view is asked for as 127.0.0.1 or localhost only.");
        if (!IsTokenIn(request))
            return HttpResponse.Of(
                "403 Forbidden", "This needs the token: open the address that the program has printed, all of it.");
        return request.Method switch
        {
            Get or "HEAD" => AnswerGet(request),
            Post when !IsOwnOrigin(request, host) =>
                HttpResponse.Of("403 Forbidden", "This has to come from the live view's own page."),
            Post => AnswerPost(request),
            _ => NotAllowed($"{Get}, HEAD, {Post}"),
        };
    }

    private HttpResponse AnswerGet(HttpRequest request)
    {
        switch (request.Path)
        {
            case "/":
                return new HttpResponse("200 OK", "text/html; charset=utf-8", LivePage.Html)
                {
                    Policy = LivePage.Policy,
                };
            case "/state":
                return new HttpResponse("200 OK", "application/json", _board.State(
                    request.Query.GetValueOrDefault("metrics"), request.Query.GetValueOrDefault("measures")));
            case "/stop" or "/checkpoint":
                return NotAllowed(Post);
        }
        if (Samples(request.Path, ".png") is { } picture)
            return new HttpResponse("200 OK", "image/png", picture.Png);
        return Samples(request.Path, ".txt") is { Text: { } text }
            ? HttpResponse.Of("200 OK", text)
            : HttpResponse.Of("404 Not Found", "There is no such thing here, or not any more.");
    }

    private HttpResponse AnswerPost(HttpRequest request)
    {
        switch (request.Path)
        {
            case "/stop":
                _board.AskToStop();
                return HttpResponse.Of("202 Accepted", "Stopping.");
            case "/checkpoint":
                return _board.AskForCheckpoint()
                    ? HttpResponse.Of("202 Accepted", "Saving.")
                    : HttpResponse.Of("409 Conflict", "There is no training now that writes checkpoints.");
            default:
                return NotAllowed($"{Get}, HEAD");
        }
    }

    /// <summary>Samples by a path as <c>/samples/7.png</c>.</summary>
    private TrainingSamples? Samples(string path, string ending)
    {
        const string Folder = "/samples/";
        return path.StartsWith(Folder, StringComparison.Ordinal) && path.EndsWith(ending, StringComparison.Ordinal)
            && long.TryParse(
                path.AsSpan(Folder.Length, path.Length - Folder.Length - ending.Length), NumberStyles.None,
                CultureInfo.InvariantCulture, out long id)
            ? _board.Samples(id)
            : null;
    }

    /// <summary>Whether a request has the token: in a header, or, for the page itself, in its address.</summary>
    private bool IsTokenIn(HttpRequest request)
    {
        string? token = request.Headers.GetValueOrDefault("X-Mlgan-Token")
            ?? (request is { Method: Get or "HEAD", Path: "/" } ? request.Query.GetValueOrDefault("token") : null);
        return token is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), _token);
    }

    private static bool IsOwnOrigin(HttpRequest request, string host) =>
        request.Headers.GetValueOrDefault("Origin") == $"http://{host}";

    private static HttpResponse NotAllowed(string allowed) =>
        HttpResponse.Of("405 Method Not Allowed", $"This takes {allowed} only.") with { Allow = allowed };
}
