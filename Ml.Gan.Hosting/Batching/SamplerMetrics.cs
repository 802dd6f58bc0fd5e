using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Ml.Gan.Hosting.Batching;

/// <summary>Instruments of the meter <see cref="GanSampler.MeterName"/>, with the generator's name as a tag.</summary>
internal sealed class SamplerMetrics : IDisposable
{
    private static readonly InstrumentAdvice<int> s_sizes = new()
    {
        HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256],
    };

    private static readonly InstrumentAdvice<double> s_seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly Meter? _owned;
    private readonly KeyValuePair<string, object?> _generator;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _images;
    private readonly Histogram<int> _batchSize;
    private readonly UpDownCounter<int> _queueLength;
    private readonly Histogram<double> _duration;

    internal SamplerMetrics(IMeterFactory? factory, string generator)
    {
        var meter = factory?.Create(GanSampler.MeterName) ?? (_owned = new Meter(GanSampler.MeterName));
        _generator = new("ml_gan.generator", generator);
        _requests = meter.CreateCounter<long>("ml_gan.requests", "{request}", "Requests for images.");
        _refused = meter.CreateCounter<long>("ml_gan.refused", "{request}", "Requests refused by a full queue.");
        _images = meter.CreateCounter<long>("ml_gan.images", "{image}", "Images generated.");
        _batchSize = meter.CreateHistogram(
            "ml_gan.batch.size", "{image}", "Images of requests that were put together.", advice: s_sizes);
        _queueLength = meter.CreateUpDownCounter<int>("ml_gan.queue.length", "{image}", "Images that wait.");
        _duration = meter.CreateHistogram(
            "ml_gan.request.duration", "s", "Time from a request to its images.", advice: s_seconds);
    }

    internal void Requested() => _requests.Add(1, _generator);

    internal void Refused() => _refused.Add(1, _generator);

    internal void Queued(int images) => _queueLength.Add(images, _generator);

    internal void Generated(int images)
    {
        _images.Add(images, _generator);
        _batchSize.Record(images, _generator);
    }

    internal void Ended(long start, Task request)
    {
        string outcome = request.IsCompletedSuccessfully ? "completed" : request.IsCanceled ? "canceled" : "failed";
        _duration.Record(
            Stopwatch.GetElapsedTime(start).TotalSeconds, _generator, new("ml_gan.outcome", outcome));
    }

    public void Dispose() => _owned?.Dispose();
}
