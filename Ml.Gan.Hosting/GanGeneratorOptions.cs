using Ml.Gan.Onnx;

namespace Ml.Gan.Hosting;

/// <summary>Options of a generator in a host, and of the <see cref="GanSampler"/> in front of it.</summary>
public sealed class GanGeneratorOptions
{
    /// <summary>The generator's .onnx file. <c>AddGanGenerator</c> sets it.</summary>
    public string Path { get; set; } = "";

    /// <summary>
    /// Device, threads and limits of the generator; its <see cref="OnnxGeneratorOptions.BatchSize"/>, 64 by default, is
    /// the most images that requests are put together to.
    /// </summary>
    public OnnxGeneratorOptions Generator { get; set; } = new();

    /// <summary>
    /// The longest time that a request waits for others to fill its batch. Default 2 ms; zero takes only those that
    /// wait already.
    /// </summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromMilliseconds(2);

    /// <summary>
    /// Most images that wait for a batch; a request that would exceed it is refused at once by a
    /// <see cref="GanQueueFullException"/>. Default 1024.
    /// </summary>
    public int QueueCapacity { get; set; } = 1024;

    /// <summary>
    /// Most batches that are computed at the same time, each in memory of its own. Default 0: as many as the cores give
    /// <see cref="OnnxGeneratorOptions.IntraOpThreads"/> to, and one where that is 0 or the generator runs on a GPU.
    /// One thread for each batch gives the most images a second under load; all cores for one batch answer a single
    /// request soonest.
    /// </summary>
    public int ConcurrentBatches { get; set; }

    /// <summary>The least time that a refused request is told to wait. Default 1 s.</summary>
    public TimeSpan MinRetryAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many batches that is on a device.</summary>
    internal int BatchesOn(GeneratorDevice device) =>
        ConcurrentBatches > 0 ? ConcurrentBatches
        : device == GeneratorDevice.Cpu && Generator.IntraOpThreads > 0
            ? Math.Max(1, Environment.ProcessorCount / Generator.IntraOpThreads)
        : 1;

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Generator);
        ArgumentOutOfRangeException.ThrowIfLessThan(Generator.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxDelay, TimeSpan.FromMinutes(1));
        ArgumentOutOfRangeException.ThrowIfLessThan(QueueCapacity, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(ConcurrentBatches);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinRetryAfter, TimeSpan.Zero);
    }
}
