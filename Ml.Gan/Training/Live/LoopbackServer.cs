using System.Net;
using System.Net.Sockets;

namespace Ml.Gan.Training.Live;

/// <summary>
/// Small HTTP server on 127.0.0.1: one request for each connection, with bounds on their number, size and time, so that
/// nobody who is slow or leaves holds anything up. It needs no rights on any system, unlike
/// <see cref="HttpListener"/> on Windows.
/// </summary>
internal sealed class LoopbackServer : IDisposable
{
    private const int MostConnections = 64;

    private static readonly TimeSpan s_readTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_writeTime = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _free = new(MostConnections);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<HttpRequest, HttpResponse> _answer;
    private readonly TcpListener _listener;

    /// <param name="port">The port, or 0 for a free one.</param>
    /// <param name="answer">Answers a request, on any thread.</param>
    /// <exception cref="SocketException">The port can't be listened on.</exception>
    public LoopbackServer(int port, Func<HttpRequest, HttpResponse> answer)
    {
        _answer = answer;
        _listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            _listener.Start();
        }
        catch
        {
            _listener.Dispose();
            throw;
        }
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = Task.Run(Accept);
    }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
    }

    private async Task Accept()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptSocketAsync(_end.Token).ConfigureAwait(false);
                if (_free.Wait(0))
                    _ = Serve(client);
                else
                    client.Dispose();
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // A connection that was given up before it was taken; or the end, which the loop sees.
            }
        }
    }

    private async Task Serve(Socket client)
    {
        try
        {
            await using var stream = new NetworkStream(client, ownsSocket: true);
            using var time = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
            time.CancelAfter(s_readTime);
            var request = await HttpRequest.Read(stream, time.Token).ConfigureAwait(false);
            var response = request is null
                ? HttpResponse.Of("400 Bad Request", "This is no request that the live view understands.")
                : _answer(request);
            time.CancelAfter(s_writeTime);
            await stream.WriteAsync(response.ToBytes(request?.Method != "HEAD"), time.Token).ConfigureAwait(false);
            client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException
            or ObjectDisposedException)
        {
            // Whoever asked has left, or is too slow.
        }
        finally
        {
            _free.Release();
        }
    }
}
