namespace Microsoft.ML.Runtime;

/// <summary>Where components run: gives them names, random numbers and channels to report through.</summary>
public interface IHostEnvironment : IChannelProvider, IProgressChannelProvider
{
    ComponentCatalog ComponentCatalog { get; }

    /// <summary>Makes a host for a component; without a seed, its random numbers are drawn from this one's.</summary>
    IHost Register(string name, int? seed = null, bool? verbose = null);
}

/// <summary>The environment of one component.</summary>
public interface IHost : IHostEnvironment
{
    Random Rand { get; }
}

/// <summary>Knows assemblies whose components can be named in a saved model.</summary>
public sealed class ComponentCatalog
{
    internal ComponentCatalog()
    {
    }

    internal List<System.Reflection.Assembly> Assemblies { get; } = [];

    public void RegisterAssembly(System.Reflection.Assembly assembly, bool throwOnError = true)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        lock (Assemblies)
            if (!Assemblies.Contains(assembly)) Assemblies.Add(assembly);
    }
}
