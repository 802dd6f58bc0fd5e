using System.Text.Json;

namespace Ml.Gan.Data.Caching;

/// <summary>
/// File of caches for other processes of the machine: the length of a description, the description, and what is kept of
/// the samples and of their condition vectors, one cache after the other.
/// </summary>
internal static class CacheFile
{
    /// <summary>Writes a file that isn't there yet.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public static void Write(string path, IReadOnlyList<SampleCache> caches)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        byte[] description = JsonSerializer.SerializeToUtf8Bytes(caches.Select(Described.Of).ToArray());
        file.Write(BitConverter.GetBytes(description.Length));
        file.Write(description);
        foreach (var cache in caches)
            cache.CopyTo(file);
    }

    /// <summary>Opens the caches of a file, which may be deleted from then on.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public static SampleCache[] Open(string path)
    {
        var handle = File.OpenHandle(path, share: FileShare.Read | FileShare.Delete);
        try
        {
            byte[] length = new byte[sizeof(int)];
            RecordFile.Read(handle, 0, length);
            byte[] description = new byte[BitConverter.ToInt32(length)];
            RecordFile.Read(handle, length.Length, description);
            var file = new SharedFile(handle);
            long offset = length.Length + description.Length;
            return [.. JsonSerializer.Deserialize<Described[]>(description)!.Select(one => one.Open(file, ref offset))];
        }
        catch
        {
            handle.Dispose();
            throw;
        }
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
