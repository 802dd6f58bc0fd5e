using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Ml.Gan.Data.Caching;

/// <summary>
/// File of caches for other processes of the machine: who it is for, the length of a description, the description, and
/// what is kept of the samples and of their condition vectors, one cache after the other.
/// </summary>
internal static class CacheFile
{
    private const int IdLength = 16;

    /// <summary>Writes an <see cref="UnnamedFile"/>.</summary>
    /// <param name="id">Who it is for.</param>
    /// <param name="caches">What is written.</param>
    /// <exception cref="IOException">It can't be written.</exception>
    public static SafeFileHandle Write(Guid id, IReadOnlyList<SampleCache> caches)
    {
        var handle = UnnamedFile.Create();
        try
        {
            using var stream = new FileStream(
                new SafeFileHandle(handle.DangerousGetHandle(), ownsHandle: false), FileAccess.Write);
            byte[] description = JsonSerializer.SerializeToUtf8Bytes(caches.Select(Described.Of).ToArray());
            stream.Write(id.ToByteArray());
            stream.Write(BitConverter.GetBytes(description.Length));
            stream.Write(description);
            foreach (var cache in caches)
                cache.CopyTo(stream);
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Opens the caches of a file that another process has open.</summary>
    /// <param name="id">Who it is for.</param>
    /// <param name="process">Number of the process.</param>
    /// <param name="descriptor">The file's number there.</param>
    /// <exception cref="IOException">It can't be read, or is for somebody else.</exception>
    public static SampleCache[] Open(Guid id, int process, int descriptor)
    {
        var handle = File.OpenHandle($"/proc/{process}/fd/{descriptor}", share: FileShare.ReadWrite | FileShare.Delete);
        try
        {
            return Open(id, handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>The caches of an open file, which the last of them closes.</summary>
    /// <exception cref="IOException">It can't be read, or is for somebody else.</exception>
    public static SampleCache[] Open(Guid id, SafeFileHandle handle)
    {
        byte[] head = new byte[IdLength + sizeof(int)];
        RecordFile.Read(handle, 0, head);
        if (new Guid(head.AsSpan(0, IdLength)) != id)
            throw new IOException("The file is for another job.");
        byte[] description = new byte[BitConverter.ToInt32(head, IdLength)];
        RecordFile.Read(handle, head.Length, description);
        var file = new SharedFile(handle);
        long offset = head.Length + description.Length;
        return [.. JsonSerializer.Deserialize<Described[]>(description)!.Select(one => one.Open(file, ref offset))];
    }

    /// <summary>What is known of a cache besides its samples and condition vectors.</summary>
    private sealed record Described
    {
        public required string Name { get; init; }

        public required string? License { get; init; }

        public required SampleShape Shape { get; init; }

        public required long Count { get; init; }

        public required bool KeepsBytes { get; init; }

        /// <summary>Numbers of a condition vector; 0 where there are none.</summary>
        public required int ConditionSize { get; init; }

        public required int[] Labels { get; init; }

        public required string[] ClassNames { get; init; }

        public required string? NoLabelsReason { get; init; }

        public required string[]? SampleNames { get; init; }

        public required DataOrigin? Origin { get; init; }

        /// <summary>The origin's color as a text: JSON knows nothing of colors.</summary>
        public required string? Background { get; init; }

        public static Described Of(SampleCache cache) => new()
        {
            Name = cache.Name,
            License = cache.License,
            Shape = cache.Shape,
            Count = cache.Count!.Value,
            KeepsBytes = cache.KeepsBytes,
            ConditionSize = cache.Conditions?.Size ?? 0,
            Labels = cache.Labels is { } labels ? LabelsOf(labels, cache.Count.Value) : [],
            ClassNames = [.. cache.Labels?.ClassNames ?? []],
            NoLabelsReason = cache.NoLabelsReason,
            SampleNames = cache.SampleNames?.ToArray(),
            Origin = cache.Origin,
            Background = cache.Origin is { } origin ? ColorText.NameOf(origin.Background) : null,
        };

        /// <summary>The cache, whose samples begin at an offset, which moves behind its condition vectors.</summary>
        public SampleCache Open(SharedFile file, ref long offset)
        {
            int sampleSize = Shape.Length * (KeepsBytes ? sizeof(byte) : sizeof(float));
            var samples = file.Records(offset, sampleSize);
            offset += Count * sampleSize;
            int conditionSize = ConditionSize * sizeof(float);
            var conditions = ConditionSize > 0 ? file.Records(offset, conditionSize) : null;
            offset += Count * conditionSize;
            return new SampleCache(
                Name, License, Shape, samples, Count, KeepsBytes, conditions, ConditionSize, Labels, ClassNames)
            {
                NoLabelsReason = NoLabelsReason,
                SampleNames = SampleNames,
                Origin = Origin is null ? null : Origin with { Background = ColorText.Parse(Background!) },
            };
        }

        private static int[] LabelsOf(SampleLabels labels, long count)
        {
            long[] read = new long[count];
            labels.Read([.. Enumerable.Range(0, (int)count).Select(i => (long)i)], read);
            return [.. read.Select(label => (int)label)];
        }
    }
}
