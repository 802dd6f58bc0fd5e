namespace Ml.Gan.Data;

/// <summary>How <see cref="SampleSource.Open"/> reads its data.</summary>
public sealed class SampleSourceOptions
{
    /// <summary>
    /// Height and width of the samples in pixels; pictures of other sizes are cropped to a square and resized. Default 28.
    /// </summary>
    public int Size { get; init; } = 28;

    /// <summary>1 (grey, the default) or 3 (red, green, blue).</summary>
    public int Channels { get; init; } = 1;

    /// <summary>Seed of built-in data. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Bytes of samples to keep in memory before a temporary file is used. Default 1 GiB.</summary>
    public long MemoryLimit { get; init; } = SampleCache.DefaultMemoryLimit;

    /// <summary>Told of each file that is left out, and at the end how many there were. Default: nobody.</summary>
    public Action<string>? Warning { get; init; }
}
