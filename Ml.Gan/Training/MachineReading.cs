using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using Ml.Gan.Data;
using Ml.Gan.Data.Caching;

namespace Ml.Gan.Training;

/// <summary>
/// Reading of data once on each machine of a job. Its first rank reads, and writes what it read to a temporary file
/// that has no name any more when all of its ranks have opened it; the others look for it now and then, rather than
/// wait in an exchange, which would take a processor from the one that reads.
/// </summary>
internal static class MachineReading
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Caches that a function reads samples into, called by the first rank of each machine, and by each rank that is to
    /// read something else.
    /// </summary>
    /// <param name="replicas">The ranks, all of which call this.</param>
    /// <param name="data">What is read, and how.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="GanDataException">A rank could not read it.</exception>
    public static SampleCache[] Read(Replicas replicas, string data, Func<SampleCache[]> read)
    {
        double[] machines = Gather(replicas, Number($"{replicas.Machine} {data}"));
        if (machines.Distinct().Count() == machines.Length)
            return read();
        int first = Array.IndexOf(machines, machines[replicas.Rank]);
        bool isAlone = machines.Count(machine => machine == machines[first]) == 1;
        string path = Path.Combine(Path.GetTempPath(), $"ml-gan-{JobId(replicas):N}-{first}.cache");
        var reading = first == replicas.Rank
            ? Task.Run(() => isAlone ? read() : Published(read(), path))
            : Task.FromResult<SampleCache[]>([]);
        try
        {
            while (Gather(replicas, reading.IsCompleted ? 0 : 1).Max() > 0)
                Thread.Sleep(s_pause);
            RequireRead(replicas, reading);
            var caches = first == replicas.Rank ? reading.Result : Opened(path) ?? read();
            replicas.Barrier();
            return caches;
        }
        finally
        {
            if (first == replicas.Rank)
                Delete(path);
        }
    }

    /// <summary>
    /// The same caches in a file; as they are where it can't be written, so that others read for themselves.
    /// </summary>
    private static SampleCache[] Published(SampleCache[] caches, string path)
    {
        try
        {
            CacheFile.Write(path, caches);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Delete(path);
            return caches;
        }
        if (Opened(path) is not { } published)
            return caches;
        foreach (var cache in caches)
            cache.Dispose();
        return published;
    }

    private static SampleCache[]? Opened(string path)
    {
        try
        {
            return CacheFile.Open(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Throws on all ranks what the first one of those that failed has met.</summary>
    private static void RequireRead(Replicas replicas, Task<SampleCache[]> reading)
    {
        var fault = reading.Exception?.InnerException ?? (reading.IsCanceled ? new OperationCanceledException() : null);
        int failed = Array.FindIndex(Gather(replicas, fault is null ? 0 : 1), value => value > 0);
        if (failed < 0)
            return;
        byte[] length = BitConverter.GetBytes(0), text = [];
        if (failed == replicas.Rank)
        {
            text = Encoding.UTF8.GetBytes($"{replicas.Name}: {fault!.Message}");
            length = BitConverter.GetBytes(text.Length);
        }
        replicas.Broadcast(length, failed);
        if (failed != replicas.Rank)
            text = new byte[BitConverter.ToInt32(length)];
        replicas.Broadcast(text, failed);
        if (fault is not null)
            ExceptionDispatchInfo.Throw(fault);
        throw new GanDataException(Encoding.UTF8.GetString(text));
    }

    /// <summary>A number of each rank, by rank.</summary>
    private static double[] Gather(Replicas replicas, double value)
    {
        double[] values = new double[replicas.Count];
        values[replicas.Rank] = value;
        replicas.AllReduceSum(values);
        return values;
    }

    /// <summary>A number for a name, exact in float64.</summary>
    private static double Number(string name) =>
        BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(name))) >> 11;

    private static Guid JobId(Replicas replicas)
    {
        byte[] id = Guid.NewGuid().ToByteArray();
        replicas.Broadcast(id, root: 0);
        return new Guid(id);
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
