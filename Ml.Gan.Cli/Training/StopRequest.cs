using System.Runtime.InteropServices;

namespace Ml.Gan.Cli.Training;

/// <summary>
/// Turns the first Ctrl-C (or SIGTERM) into a request to stop at the next good moment, and says so; a second one ends the process
/// as if nobody listened.
/// </summary>
internal sealed class StopRequest : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly TextWriter _messages;
    private readonly PosixSignalRegistration[] _registrations;

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
        if (_source.IsCancellationRequested)
            return;
        context.Cancel = true;
        _messages.WriteLine("Stopping after this step; press Ctrl-C again to stop at once.");
        _source.Cancel();
    }
}
