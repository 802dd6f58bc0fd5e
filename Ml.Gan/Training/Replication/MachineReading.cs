using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Ml.Gan.Data;
using Ml.Gan.Data.Caching;

namespace Ml.Gan.Training.Replication;

/// <summary>
/// Reading of data once on each machine of a job, where that is Linux. Its first rank reads, and writes what it read to
/// a temporary file without a name, which the others open by the number that it has there. They look now and then
/// whether it is read, rather than wait in an exchange, which would take a processor from the one that reads.
/// </summary>
internal static class MachineReading
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Whether all ranks have the same text.</summary>
    /// <param name="replicas">The ranks, all of which call this.</param>
    /// <param name="text">The text of this rank.</param>
    public static bool IsSame(Replicas replicas, string text) =>
        replicas.Gather(Number(text)).Distinct().Count() == 1;

    /// <summary>
    /// Caches that a function reads samples into, called by the first rank of each machine, and by each rank that is to
    /// read something else.
    /// </summary>
    /// <param name="replicas">The ranks, all of which call this.</param>
    /// <param name="data">What is read, and how.</param>
    /// <param name="warning">Is told why ranks read for themselves.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="GanDataException">A rank could not read it.</exception>
    public static SampleCache[] Read(
        Replicas replicas, string data, Action<string>? warning, Func<SampleCache[]> read)
    {
        double[] machines = replicas.Gather(Number($"{replicas.Machine} {OperatingSystem.IsLinux()} {data}"));
        if (machines.Distinct().Count() == machines.Length)
            return read();
        var job = JobId(replicas);
        int first = Array.IndexOf(machines, machines[replicas.Rank]);
        bool isFirst = first == replicas.Rank;
        bool isShared = OperatingSystem.IsLinux() && machines.Count(machine => machine == machines[first]) > 1;
        var reading = Task.Run(() => isFirst ? Reading.Of(read(), isShared, job, warning) : new Reading([], null));
        while (replicas.Gather(reading.IsCompleted ? 0 : 1).Max() > 0)
            Thread.Sleep(s_pause);
        RequireRead(replicas, reading);
        double[] processes = replicas.Gather(Environment.ProcessId);
        double[] descriptors = replicas.Gather(reading.Result.Descriptor);
        var caches = isFirst
            ? reading.Result.Caches
            : Opened(job, (int)processes[first], (int)descriptors[first]) ?? read();
        replicas.Barrier();
        return caches;
    }

    private static SampleCache[]? Opened(Guid job, int process, int descriptor)
    {
        try
        {
            return descriptor < 0 ? null : CacheFile.Open(job, process, descriptor);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Throws on all ranks what the first one of those that failed has met.</summary>
    private static void RequireRead(Replicas replicas, Task<Reading> reading)
    {
        var fault = reading.Exception?.InnerException ?? (reading.IsCanceled ? new OperationCanceledException() : null);
        int failed = Array.FindIndex(replicas.Gather(fault is null ? 0 : 1), value => value > 0);
        if (failed < 0)
            return;
        byte[] message = replicas.BytesOf(Encoding.UTF8.GetBytes($"{replicas.Name}: {fault?.Message}"), failed);
        if (fault is not null)
            ExceptionDispatchInfo.Throw(fault);
        throw new GanDataException(Encoding.UTF8.GetString(message));
    }

    /// <summary>A number for a text, exact in float64.</summary>
    private static double Number(string text) =>
        BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text))) >> 11;

    private static Guid JobId(Replicas replicas)
    {
        byte[] id = Guid.NewGuid().ToByteArray();
        replicas.Broadcast(id, root: 0);
        return new Guid(id);
    }

    /// <summary>What the first rank of a machine read.</summary>
    /// <param name="Caches">The caches, in the file where there is one.</param>
    /// <param name="File">The file for the others; null where there is none.</param>
    private sealed record Reading(SampleCache[] Caches, SafeFileHandle? File)
    {
        /// <summary>Number of the file in this process; -1 where there is none.</summary>
        public int Descriptor => File is null ? -1 : (int)File.DangerousGetHandle();

        /// <summary>
        /// Puts caches into a file, unless nobody else is to have them or it can't be written: others read for
        /// themselves then.
        /// </summary>
        public static Reading Of(SampleCache[] caches, bool isShared, Guid job, Action<string>? warning)
        {
            if (!isShared)
                return new Reading(caches, null);
            SafeFileHandle? file = null;
            try
            {
                file = CacheFile.Write(job, caches);
                var moved = CacheFile.Open(job, file);
                foreach (var cache in caches)
                    cache.Dispose();
                return new Reading(moved, file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                file?.Dispose();
                warning?.Invoke(
                    "Each rank of a machine reads the data for itself: what the first one read can't be kept in the "
                    + $"folder for temporary files, '{Path.GetTempPath()}': {e.Message}");
                return new Reading(caches, null);
            }
        }
    }
}
