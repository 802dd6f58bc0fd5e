using System.Diagnostics;

namespace Ml.Gan.Benchmarks.Endurance;

/// <summary>
/// Resident memory of this process over time, native libraries' included, at about twenty moments of a run. No garbage
/// is collected for it: what only a finalizer would free counts as it does for a user.
/// </summary>
/// <param name="name">What runs.</param>
/// <param name="lines">Receives a line for each moment.</param>
internal sealed class ResidentMemory(string name, TextWriter lines)
{
    private const double Mebibyte = 1 << 20;
    private const int Moments = 20;

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly List<Moment> _moments = [];
    private double _next;

    /// <summary>What was noted.</summary>
    public IReadOnlyList<Moment> All => _moments;

    /// <summary>Growth in MiB from the time when a fifth was done to the end.</summary>
    public double Growth => _moments[^1].Mib - _moments.First(moment => moment.Done >= 0.2).Mib;

    /// <summary>Notes the memory where it is time to.</summary>
    /// <param name="done">The part of the run that is done, in [0, 1].</param>
    public void Note(double done)
    {
        if (done < _next && done < 1)
            return;
        _next = done + 1.0 / Moments;
        using var process = Process.GetCurrentProcess();
        _moments.Add(new Moment(done, _watch.Elapsed.TotalSeconds, process.WorkingSet64 / Mebibyte));
        lines.WriteLine(FormattableString.Invariant(
            $"{name}  {100 * done,3:F0} %  {_moments[^1].Seconds,7:F1} s  {_moments[^1].Mib,7:F1} MiB"));
    }

    /// <summary>Memory at one moment.</summary>
    /// <param name="Done">The part of the run that was done.</param>
    /// <param name="Seconds">Time since the run began.</param>
    /// <param name="Mib">Resident memory.</param>
    internal sealed record Moment(double Done, double Seconds, double Mib);
}
