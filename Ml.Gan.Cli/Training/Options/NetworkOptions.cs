using System.CommandLine;
using System.CommandLine.Parsing;
using Ml.Gan.Cli.Commands;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Training.Options;

/// <summary>The two networks.</summary>
internal sealed class NetworkOptions : OptionGroup
{
    private static readonly NetworkArchitecture s_default = new LatentGanOptions().Network;

    private readonly CatalogOption<NetworkArchitecture> _network;
    private readonly IReadOnlyList<NetworkSetting> _settings;
    private readonly NumberOption<int> _latent;

    public NetworkOptions(Action<string>? notice)
        : base("Networks")
    {
        _network = Add(
            new CatalogOption<NetworkArchitecture>(
                "--network", $"The networks; see 'mlgan list'. Default {s_default.Name}.", Catalog.Networks, notice)
            {
                HelpName = string.Join('|', Catalog.Networks.Entries.Select(entry => entry.Name)),
            },
            nameof(LatentGanOptions.Network));
        _settings = NetworkSetting.All;
        foreach (var setting in _settings)
            Add(setting.Option, setting.Field);
        _latent = Add(
            new NumberOption<int>("--latent", "Length of a latent vector.", 1, 65536, 64),
            nameof(LatentGanOptions.LatentSize));
    }

    public override void Check(CommandResult line)
    {
        var network = line.GetResult(_network) is null ? s_default : _network.Find(line);
        if (network is null)
            return;
        string name = network.Name;
        foreach (var setting in _settings.Where(setting => !setting.Networks.Contains(name)))
        {
            if (line.GetResult(setting.Option) is { } given)
            {
                string networks = string.Join(", ", setting.Networks);
                line.AddError($"{given.Option.Name} is an option of {networks}, which {name} doesn't have.");
            }
        }
    }

    public override void ReadInto(LatentGanOptions options, ParseResult line)
    {
        options.Network = line.GetValue(_network) ?? s_default;
        foreach (var setting in _settings)
        {
            if (line.GetValue(setting.Option) is { } value)
                options.Network = setting.Set(options.Network, value);
        }
        options.LatentSize = line.GetValue(_latent)!.Value;
    }

    public override IEnumerable<(Option Option, object? Value)> Effective(
        LatentGanOptions options, ParseResult line, long steps) =>
    [
        (_network, options.Network.Name),
        .. _settings.Select(setting => ((Option)setting.Option, (object?)setting.Get(options.Network))),
        (_latent, options.LatentSize),
    ];
}
