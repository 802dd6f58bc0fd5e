using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Ml.Gan.Onnx;

namespace Ml.Gan.Hosting;

/// <summary>
/// Health check of a generator: unhealthy where it can't be loaded, its sampler is stopped or the last batch failed;
/// degraded while the queue is full; with the queue's length and the device as data.
/// </summary>
/// <example>
/// <code>
/// services.AddHealthChecks().AddCheck&lt;GanGeneratorHealthCheck&gt;("generator");
/// services.AddHealthChecks().AddTypeActivatedCheck&lt;GanGeneratorHealthCheck&gt;("faces", args: "faces");
/// </code>
/// </example>
/// <param name="services">The services with the generator.</param>
/// <param name="name">Name that the generator was added by. Default empty: without one.</param>
public sealed class GanGeneratorHealthCheck(IServiceProvider services, string name = "") : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Task.FromResult(Check(context.Registration.FailureStatus));
    }

    private HealthCheckResult Check(HealthStatus failed)
    {
        GanSampler sampler;
        OnnxGenerator generator;
        try
        {
            (sampler, generator) = (services.Of<GanSampler>(name), services.Of<OnnxGenerator>(name));
        }
        catch (Exception failure) when (failure is GanOnnxException or IOException or UnauthorizedAccessException)
        {
            return new HealthCheckResult(failed, failure.Message, failure);
        }

        int capacity = services.GetRequiredService<IOptionsMonitor<GanGeneratorOptions>>().Get(name).QueueCapacity;
        int waiting = sampler.QueueLength;
        var data = new Dictionary<string, object>
        {
            ["queue_length"] = waiting,
            ["queue_capacity"] = capacity,
            ["device"] = generator.DeviceDescription,
        };
        if (sampler.IsStopped)
            return new HealthCheckResult(failed, "The sampler is stopped.", data: data);
        if (sampler.LastFailure is { } last)
            return new HealthCheckResult(failed, $"The last batch failed: {last.Message}", last, data);
        return waiting >= capacity
            ? HealthCheckResult.Degraded($"{waiting} images wait, as many as may; requests are refused.", data: data)
            : HealthCheckResult.Healthy($"{waiting} images wait.", data);
    }
}
