using System.Reflection;

namespace Ml.Gan.Networks;

/// <summary>Settings of architectures: the numbers with a <see cref="CatalogSettingAttribute"/>.</summary>
internal static class NetworkSettings
{
    /// <summary>The settings of an architecture that are numbers, by the names of their properties.</summary>
    public static IEnumerable<(string Name, int Value)> Of(NetworkArchitecture network) =>
        from property in network.GetType().GetProperties()
        where property.GetCustomAttribute<CatalogSettingAttribute>() is not null
        let value = property.GetValue(network) as int?
        where value is not null
        select (property.Name, value.Value);

    /// <summary>An architecture with other settings.</summary>
    /// <param name="network">The architecture.</param>
    /// <param name="settings">Values by the names of properties; others are passed over.</param>
    public static NetworkArchitecture With(NetworkArchitecture network, IReadOnlyDictionary<string, int> settings)
    {
        var changed = network with { };
        foreach (var property in changed.GetType().GetProperties())
        {
            if (property.GetCustomAttribute<CatalogSettingAttribute>() is not null
                && settings.TryGetValue(property.Name, out int value))
                property.SetValue(changed, value);
        }
        return changed;
    }
}
