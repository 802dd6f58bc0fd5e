using System.CommandLine;
using System.Reflection;
using Ml.Gan.Cli.Parsing;
using Ml.Gan.Networks;

namespace Ml.Gan.Cli.Training;

/// <summary>Option of some networks: a property of theirs with a <see cref="CatalogSettingAttribute"/>.</summary>
internal sealed record NetworkOption : TrainOption
{
    private readonly NumberOption<int> _option;
    private readonly CatalogSettingAttribute _declared;
    private readonly string[] _networks;

    private NetworkOption(string property, CatalogSettingAttribute declared, NetworkArchitecture[] networks)
        : base(new NumberOption<int>(declared.Option, declared.Description, declared.Minimum, declared.Maximum))
    {
        (Property, _declared, _option) = (property, declared, (NumberOption<int>)Option);
        _networks = [.. networks.Select(network => network.Name)];
        DefaultValue = declared.Default
            ?? string.Join(", ", networks.GroupBy(ValueIn, network => network.Name).Select(InWords));

        string InWords(IGrouping<int?, string> group) =>
            group.Count() == networks.Length ? $"{group.Key}" : $"{group.Key} ({string.Join(", ", group)})";
    }

    /// <summary>All that some network has, those of most networks first.</summary>
    public static IEnumerable<NetworkOption> All =>
        from entry in Catalog.Networks.Entries
        let network = Catalog.Networks.Parse(entry.Name)
        from property in network.GetType().GetProperties()
        let declared = property.GetCustomAttribute<CatalogSettingAttribute>()
        where declared is not null
        group network by (property.Name, declared) into setting
        orderby setting.Count() descending
        select new NetworkOption(setting.Key.Name, setting.Key.declared, [.. setting]);

    /// <inheritdoc/>
    public override string Property { get; }

    /// <inheritdoc/>
    public override object? ValueIn(TrainSettings settings) => IsWidthOfTranslator(settings)
        ? settings.Translation.Translator?.Width
        : ValueIn(settings.Options.Network);

    /// <inheritdoc/>
    protected override string? Refusal(TrainSettings settings) =>
        IsWidthOfTranslator(settings) || base.Refusal(settings) is not null ? base.Refusal(settings)
            : settings.Options.Network.Name is var network && _networks.Contains(network)
            ? null
            : settings.Network is null
            ? $"{Name} is an option of {string.Join(", ", _networks)}: name the network too, as --network "
                + $"{_networks[0]}."
            : $"{Name} is an option of {string.Join(", ", _networks)}, which {network} doesn't have.";

    /// <inheritdoc/>
    protected override void Set(TrainSettings settings, ParseResult line)
    {
        int value = line.GetValue(_option)!.Value;
        if (IsWidthOfTranslator(settings))
            settings.Translation.Translator = settings.TranslatorOrRecommended with { Width = value };
        else
            settings.Options.Network = NetworkSettings.With(
                settings.Options.Network, new Dictionary<string, int> { [Property] = value });
    }

    /// <summary>Translators have a width as well.</summary>
    private bool IsWidthOfTranslator(TrainSettings settings) =>
        settings.System is not null && Property == nameof(TranslatorArchitecture.Width);

    private int? ValueIn(NetworkArchitecture network) =>
        network.GetType().GetProperty(Property)?.GetValue(network) is int value && value >= _declared.Minimum
            ? value
            : null;
}
