using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ml.Gan.Cli.Training;

/// <summary>
/// Turns the first Ctrl-C, SIGTERM or SIGHUP (a closed terminal) into a request to stop at the next good moment, and
/// says so at once; a second Ctrl-C or SIGTERM ends the process as if nobody listened. A tool that started this one, as
/// <c>timeout</c>, may pass on a signal that reached this process too: what comes within a second is the first one
/// still. A SIGHUP never ends the process: a terminal may be closed while what was stopped is saved, and a shell passes
/// its own SIGHUP on. Nor does SIGUSR1, which stops it too (Linux): <c>mpirun</c> hands it on to all ranks, and batch
/// systems send it before the time is over.
/// </summary>
internal sealed class StopRequest : IDisposable
{
    private static readonly TimeSpan s_echo = TimeSpan.FromSeconds(1);

    /// <summary>SIGUSR1 on Linux.</summary>
    private static readonly PosixSignal s_user = (PosixSignal)10;

    private readonly Lock _handling = new();
    private readonly CancellationTokenSource _source;
    private readonly TextWriter _messages;
    private readonly PosixSignalRegistration[] _registrations;
    private readonly string _end;
    private long? _firstOrder;
    private bool _isTold;
    private bool _isDisposed;

    /// <param name="terminal">Receives the message; its <see cref="Terminal.Stop"/> is a request too.</param>
    /// <param name="end">What is still done, as the end of "Stopping: …".</param>
    public StopRequest(Terminal terminal, string end)
    {
        _messages = terminal.Error;
        _end = end;
        _source = CancellationTokenSource.CreateLinkedTokenSource(terminal.Stop);
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Handle),
            .. OperatingSystem.IsLinux()
                ? (PosixSignalRegistration[])[PosixSignalRegistration.Create(s_user, Handle)] : [],
        ];
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Requests to stop as the first Ctrl-C does.</summary>
    public void Ask()
    {
        lock (_handling)
        {
            _firstOrder ??= Stopwatch.GetTimestamp();
            if (_isDisposed || _isTold)
                return;
            _isTold = true;
        }
        Cancel("Press Ctrl-C");
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        lock (_handling)
        {
            _isDisposed = true;
            _source.Dispose();
        }
    }

    private static string Again(PosixSignal signal) =>
        signal == PosixSignal.SIGINT ? "Press Ctrl-C again" : "Send SIGTERM";

    private void Handle(PosixSignalContext context)
    {
        bool isOrder = context.Signal is PosixSignal.SIGINT or PosixSignal.SIGTERM;
        lock (_handling)
        {
            context.Cancel = !isOrder || _firstOrder is not { } first || Stopwatch.GetElapsedTime(first) < s_echo;
            if (isOrder)
                _firstOrder ??= Stopwatch.GetTimestamp();
            if (_isDisposed || _isTold)
                return;
            _isTold = true;
        }
        Cancel(Again(context.Signal));
    }

    /// <summary>Says so and requests it.</summary>
    /// <param name="again">What ends the process at once.</param>
    private void Cancel(string again)
    {
        // Not within the lock: where nobody reads the messages, this waits, and the next signal must still be handled.
        if (!_source.IsCancellationRequested)
            _messages.WriteLine($"Stopping: {_end} {again} to end at once, without that.");
        lock (_handling)
        {
            if (!_isDisposed)
                _source.Cancel();
        }
    }
}
