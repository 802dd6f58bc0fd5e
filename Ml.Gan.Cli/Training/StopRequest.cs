using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ml.Gan.Cli.Training;

/// <summary>
/// Turns the first Ctrl-C (or SIGTERM) into a request to stop at the next good moment, and says so; a second one ends
/// the process as if nobody listened. A tool that started this one, as <c>timeout</c>, may pass on a signal that
/// reached this process too: what comes within a second is the first one still.
/// </summary>
internal sealed class StopRequest : IDisposable
{
    private static readonly TimeSpan s_echo = TimeSpan.FromSeconds(1);

    private readonly Lock _handling = new();
    private readonly CancellationTokenSource _source;
    private readonly TextWriter _messages;
    private readonly PosixSignalRegistration[] _registrations;
    private long? _first;

    public StopRequest(Terminal terminal)
    {
        _messages = terminal.Error;
        _source = CancellationTokenSource.CreateLinkedTokenSource(terminal.Stop);
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        ];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        lock (_handling)
        {
            context.Cancel = _first is not { } first || Stopwatch.GetElapsedTime(first) < s_echo;
            if (_first is not null)
                return;
            _first = Stopwatch.GetTimestamp();
        }
        _messages.WriteLine("Stopping after this step; press Ctrl-C again to stop at once.");
        _source.Cancel();
    }
}
