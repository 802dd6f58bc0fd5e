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
    /// <exception cref="GanOptionException">A value is out of range.</exception>
    public static NetworkArchitecture With(NetworkArchitecture network, IReadOnlyDictionary<string, int> settings)
    {
        var changed = network with { };
        foreach (var property in changed.GetType().GetProperties())
        {
            if (property.GetCustomAttribute<CatalogSettingAttribute>() is not { } setting
                || !settings.TryGetValue(property.Name, out int value) || Equals(value, property.GetValue(changed)))
                continue;
            OptionValue.Require(
                value >= setting.Minimum && value <= setting.Maximum, property.Name,
                $"{property.Name} of {network.Name} goes from {setting.Minimum} to {setting.Maximum}; it is {value}.");
            property.SetValue(changed, value, BindingFlags.DoNotWrapExceptions, null, null, null);
        }
        return changed;
    }
}
