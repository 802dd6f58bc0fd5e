using System.Reflection;
using Ml.Gan.Cli.Commands;
using Ml.Gan.Networks;

namespace Ml.Gan.Cli.Training.Options;

/// <summary>An option that some networks have: a property with a <see cref="CatalogSettingAttribute"/>.</summary>
internal sealed class NetworkSetting
{
    private readonly int _minimum;

    private NetworkSetting(string field, CatalogSettingAttribute declared, IReadOnlyList<NetworkArchitecture> networks)
    {
        (Field, _minimum) = (field, declared.Minimum);
        Networks = [.. networks.Select(network => network.Name)];
        string defaults = declared.Default ?? string.Join(
            ", ", networks.GroupBy(Get, network => network.Name).Select(Default));
        Option = new NumberOption<int>(
            declared.Option, $"{declared.Description} Default {defaults}.", declared.Minimum, declared.Maximum);

        string Default(IGrouping<int?, string> group) =>
            group.Count() == networks.Count ? $"{group.Key}" : $"{group.Key} ({string.Join(", ", group)})";
    }

    /// <summary>All settings that some network has, those of most networks first.</summary>
    public static IReadOnlyList<NetworkSetting> All =>
    [
        .. from entry in Catalog.Networks.Entries
           let network = Catalog.Networks.Parse(entry.Name)
           from property in network.GetType().GetProperties()
           let declared = property.GetCustomAttribute<CatalogSettingAttribute>()
           where declared is not null
           group network by (property.Name, declared) into setting
           orderby setting.Count() descending
           select new NetworkSetting(setting.Key.Name, setting.Key.declared, [.. setting]),
    ];

    /// <summary>The property of the networks that it gives.</summary>
    public string Field { get; }

    /// <summary>The option.</summary>
    public NumberOption<int> Option { get; }

    /// <summary>Names of the networks that have it.</summary>
    public IReadOnlyList<string> Networks { get; }

    /// <summary>What a network has there; null where it has none, or none that is fixed.</summary>
    public int? Get(NetworkArchitecture network) =>
        Property(network)?.GetValue(network) is int value && value >= _minimum ? value : null;

    /// <summary>A network with another value there, where it has one.</summary>
    public NetworkArchitecture Set(NetworkArchitecture network, int value)
    {
        var changed = network with { };
        Property(network)?.SetValue(changed, value);
        return changed;
    }

    private PropertyInfo? Property(NetworkArchitecture network) => network.GetType().GetProperty(Field);
}
