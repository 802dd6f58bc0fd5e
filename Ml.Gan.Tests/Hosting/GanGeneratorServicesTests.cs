using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Ml.Gan.Hosting;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;

namespace Ml.Gan.Tests.Hosting;

/// <summary>Generators in an app's services.</summary>
[TestClass]
public sealed class GanGeneratorServicesTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Cleanup() => _folder.Dispose();

    [TestMethod]
    public async Task There_is_one_generator_which_goes_with_the_container()
    {
        OnnxGenerator generator;
        GanSampler sampler;
        await using (var services = Services(s => s.AddGanGenerator(Model())))
        {
            generator = services.GetRequiredService<OnnxGenerator>();
            sampler = services.GetRequiredService<GanSampler>();
            Assert.AreSame(generator, services.GetRequiredService<OnnxGenerator>());
            Assert.AreSame(generator.Info, sampler.Info);
            Assert.AreEqual(1, (await sampler.SampleAsync(1, seed: 1)).Count);
        }

        Assert.IsTrue(sampler.IsStopped);
        Assert.ThrowsExactly<ObjectDisposedException>(() => generator.Sample(1, 1));
    }

    [TestMethod]
    public async Task Generators_of_several_names_stand_side_by_side()
    {
        string other = _folder.Write("other.onnx", EchoGenerator.Bytes(codes: "3,c2"));
        await using var services = Services(s => s
            .AddGanGenerator(Model())
            .AddGanGenerator("codes", other, options => options.QueueCapacity = 2));
        var codes = services.GetRequiredKeyedService<GanSampler>("codes");
        Assert.IsNotNull(codes.Info.Conditions.Codes);
        Assert.IsNull(services.GetRequiredService<GanSampler>().Info.Conditions.Codes);
        await Assert.ThrowsExactlyAsync<ArgumentOutOfRangeException>(() => codes.SampleAsync(3, seed: 1));
    }

    [TestMethod]
    public async Task Adding_it_again_changes_its_options_alone()
    {
        await using var services = Services(s => s
            .AddGanGenerator(_folder["none.onnx"]).AddGanGenerator(Model(), options => options.QueueCapacity = 1));
        var sampler = services.GetRequiredService<GanSampler>();
        await Assert.ThrowsExactlyAsync<ArgumentOutOfRangeException>(() => sampler.SampleAsync(2, seed: 1));
        Assert.HasCount(1, services.GetServices<IHostedService>());
    }

    [TestMethod]
    public async Task A_missing_file_is_told_when_the_host_starts_and_by_the_health_check()
    {
        string path = _folder["none.onnx"];
        await using var services = Services(s => s.AddGanGenerator(path));
        var start = services.GetRequiredService<IHostedService>();
        var missing = await Assert.ThrowsExactlyAsync<FileNotFoundException>(
            () => start.StartAsync(CancellationToken.None));
        Assert.Contains($"'{path}'", missing.Message);

        var health = await CheckAsync(services);
        Assert.AreEqual(HealthStatus.Unhealthy, health.Status);
        Assert.Contains(path, health.Description!);
    }

    [TestMethod]
    public async Task Health_is_that_of_queue_sampler_and_last_batch()
    {
        await using var services = Services(s => s.AddGanGenerator(Model(), options =>
        {
            options.QueueCapacity = 3;
            options.MaxDelay = TimeSpan.FromSeconds(50);
        }));
        var sampler = services.GetRequiredService<GanSampler>();
        var healthy = await CheckAsync(services);
        Assert.AreEqual(HealthStatus.Healthy, healthy.Status);
        Assert.AreEqual(3, healthy.Data["queue_capacity"]);

        using var leave = new CancellationTokenSource();
        var waiting = sampler.SampleAsync(3, seed: 1, cancellationToken: leave.Token);
        Assert.AreEqual(HealthStatus.Degraded, (await CheckAsync(services)).Status);
        await leave.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => waiting);
        Assert.AreEqual(HealthStatus.Healthy, (await CheckAsync(services)).Status);

        await sampler.DisposeAsync();
        Assert.AreEqual(HealthStatus.Unhealthy, (await CheckAsync(services)).Status);
    }

    private string Model() => _folder.Write(
        "generator.onnx", EchoGenerator.Bytes("""["cat", "dog", "eel"]"""));

    private static ServiceProvider Services(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        add(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
    }

    private static Task<HealthCheckResult> CheckAsync(IServiceProvider services)
    {
        var check = ActivatorUtilities.CreateInstance<GanGeneratorHealthCheck>(services);
        var registration = new HealthCheckRegistration("generator", check, HealthStatus.Unhealthy, tags: null);
        return check.CheckHealthAsync(new HealthCheckContext { Registration = registration });
    }
}
