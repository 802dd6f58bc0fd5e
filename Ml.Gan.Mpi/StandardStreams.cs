using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ml.Gan.Mpi;

/// <summary>
/// What this process wrote to its standard streams, on the way to the launcher: where the job is aborted, MPICH's
/// launcher throws away what it hasn't read yet.
/// </summary>
internal static partial class StandardStreams
{
    private const nuint UnreadBytes = 0x541B;

    private const int Output = 1, Error = 2;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits until it is read, for two seconds at most; at once where it isn't known what is.</summary>
    public static void WaitUntilRead()
    {
        Console.Error.Flush();
        Console.Out.Flush();
        long start = Stopwatch.GetTimestamp();
        while ((HasUnread(Output) || HasUnread(Error)) && Stopwatch.GetElapsedTime(start) < s_patience)
            Thread.Sleep(s_pause);
    }

    /// <summary>Whether a stream is a pipe of Linux with bytes in it.</summary>
    private static bool HasUnread(int descriptor) =>
        OperatingSystem.IsLinux()
        && new FileInfo($"/proc/self/fd/{descriptor}").LinkTarget?.StartsWith("pipe:", StringComparison.Ordinal) == true
        && Ask(descriptor, UnreadBytes, out int count) == 0
        && count > 0;

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Ask(int descriptor, nuint request, out int count);
}
