using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ml.Gan.Mpi;

/// <summary>
/// Ends the job where a rank hangs in a training step; before the first and behind the last, data are read and files
/// written, for as long as that takes. A rank that doesn't come to the next exchange names itself; where it can't, as
/// its machine is cut off, one that waits for it does so some seconds later.
/// </summary>
internal sealed partial class Watchdog : IDisposable
{
    private const int ExitCode = 1;

    private static readonly TimeSpan s_later = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_abortTime = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _patience;
    private readonly Timer _timer;
    private string _name = "";
    private Action<int> _abort = _ => { };
    private long _changed = Stopwatch.GetTimestamp();
    private long _step;
    private int _exchanging;

    /// <param name="patience">Longest time between two exchanges.</param>
    public Watchdog(TimeSpan patience) => (_patience, _timer) = (patience, new Timer(_ => Look()));

    /// <summary>Looks from now on.</summary>
    /// <param name="name">Name of this rank.</param>
    /// <param name="abort">Ends the job with an exit code.</param>
    public void Start(string name, Action<int> abort)
    {
        (_name, _abort) = (name, abort);
        var period = TimeSpan.FromTicks(Math.Min(_patience.Ticks / 4, TimeSpan.TicksPerSecond));
        _timer.Change(period, period);
    }

    /// <summary>Number of the step that is computed, for messages; 0 before the first.</summary>
    public long Step
    {
        get => Volatile.Read(ref _step);
        set
        {
            Change(0);
            Volatile.Write(ref _step, value);
        }
    }

    /// <summary>Begins an exchange, which ends with the disposal of what is returned.</summary>
    public Exchange Begin()
    {
        Change(1);
        return new Exchange(this);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Change(int exchanging)
    {
        Volatile.Write(ref _exchanging, exchanging);
        Volatile.Write(ref _changed, Stopwatch.GetTimestamp());
    }

    private void Look()
    {
        bool isWaiting = Volatile.Read(ref _exchanging) == 1;
        var time = Stopwatch.GetElapsedTime(Volatile.Read(ref _changed));
        if (Step == 0 || time < (isWaiting ? _patience + s_later : _patience))
            return;
        _timer.Dispose();
        string what = isWaiting
            ? "has waited for another rank, which hangs or can't be reached,"
            : "hangs: it has not come to the next exchange with the other ranks";
        Console.Error.WriteLine(
            $"{_name} {what} for {time.TotalSeconds:F0} s in step {Step}. The job ends; it can be resumed from its "
            + $"latest checkpoint. ({MpiOptions.PatienceVariable} is the time in seconds.)");
        // The library may be in the middle of a call that never returns, and this one wait for it.
        var abort = new Thread(() => _abort(ExitCode)) { IsBackground = true };
        abort.Start();
        abort.Join(s_abortTime);
        if (OperatingSystem.IsWindows())
            Environment.FailFast(null);
        else
            ExitAtOnce(ExitCode);
    }

    /// <summary>Ends the process without anything that might wait for a thread that hangs.</summary>
    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void ExitAtOnce(int code);

    /// <summary>An exchange in progress.</summary>
    public readonly struct Exchange(Watchdog watchdog) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => watchdog.Change(0);
    }
}
