using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ml.Gan.Hosting;

/// <summary>Loads a generator when the host starts: a missing file is told then, not by the first request.</summary>
internal sealed class GeneratorLoading(IServiceProvider services, string name) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.Of<GanSampler>(name);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
