using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Ml.Gan.Hosting;
using Ml.Gan.Onnx;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Extensions that add generators to an app's services.</summary>
public static class GanGeneratorServices
{
    /// <summary>
    /// Adds a generator as singletons: an <see cref="OnnxGenerator"/>, which is loaded when the host starts and
    /// disposed of with the container, and a <see cref="GanSampler"/> in front of it.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <param name="path">The generator's .onnx file.</param>
    /// <param name="configure">Sets further options; null, the default, for none.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddGanGenerator(
        this IServiceCollection services, string path, Action<GanGeneratorOptions>? configure = null) =>
        services.AddGanGenerator(Options.Options.DefaultName, path, configure);

    /// <summary>
    /// Adds a generator by name, beside others: as keyed services, <c>[FromKeyedServices("faces")] GanSampler</c>.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <param name="name">The generator's name; empty for one without.</param>
    /// <param name="path">The generator's .onnx file.</param>
    /// <param name="configure">Sets further options; null, the default, for none.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddGanGenerator(
        this IServiceCollection services,
        string name,
        string path,
        Action<GanGeneratorOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        services.AddOptions<GanGeneratorOptions>(name).Configure(options =>
        {
            options.Path = path;
            configure?.Invoke(options);
        });
        bool isThere = services.Any(service =>
            service.ServiceType == typeof(GanSampler) && (service.ServiceKey as string ?? "") == name);
        return isThere ? services : services.AddServices(name);
    }

    /// <summary>A service of a generator by the generator's name.</summary>
    internal static T Of<T>(this IServiceProvider services, string name)
        where T : notnull =>
        name.Length == 0 ? services.GetRequiredService<T>() : services.GetRequiredKeyedService<T>(name);

    private static IServiceCollection AddServices(this IServiceCollection services, string name)
    {
        if (name.Length == 0)
        {
            services.AddSingleton(provider => Load(provider, name));
            services.AddSingleton(provider => Sampler(provider, name));
        }
        else
        {
            services.AddKeyedSingleton(name, (provider, _) => Load(provider, name));
            services.AddKeyedSingleton(name, (provider, _) => Sampler(provider, name));
        }

        return services.AddSingleton<IHostedService>(provider => new GeneratorLoading(provider, name));
    }

    private static OnnxGenerator Load(IServiceProvider provider, string name)
    {
        var options = OptionsOf(provider, name);
        return OnnxGenerator.Load(options.Path, options.Generator);
    }

    private static GanSampler Sampler(IServiceProvider provider, string name) => new(
        provider.Of<OnnxGenerator>(name), OptionsOf(provider, name), provider.GetService<IMeterFactory>(), name);

    private static GanGeneratorOptions OptionsOf(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IOptionsMonitor<GanGeneratorOptions>>().Get(name);
}
