using System.CommandLine;
using System.CommandLine.Parsing;
using Ml.Gan.Models;
using Ml.Gan.Catalogs;
using Ml.Gan.Cli.Commands;
using Ml.Gan.Networks;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Training.Options;

/// <summary>The two networks.</summary>
internal sealed class NetworkOptions : OptionGroup
{
    private readonly ChoiceOption _network;
    private readonly IReadOnlyList<NetworkSetting> _settings;
    private readonly NumberOption<int> _latent;

    public NetworkOptions()
        : base("Networks")
    {
        _network = Add(
            new ChoiceOption("--network", "The networks.", [.. Choices.Networks], Choices.Networks[0]), nameof(LatentGanOptions.Network));
        _settings = NetworkSetting.All;
        foreach (var setting in _settings)
            Add(setting.Option, setting.Field);
        _latent = Add(new NumberOption<int>("--latent", "Length of a latent vector.", 1, 65536, 64), nameof(LatentGanOptions.LatentSize));
    }

    public override void Check(CommandResult line)
    {
        string name = line.GetValue(_network) ?? Choices.Networks[0];
        foreach (var setting in _settings.Where(setting => line.GetResult(setting.Option) is not null && !setting.Networks.Contains(name)))
            line.AddError($"{setting.Option.Name} is an option of {string.Join(", ", setting.Networks)}, which {name} doesn't have.");
    }

    public override void ReadInto(LatentGanOptions options, ParseResult line)
    {
        options.Network = Catalog.Networks.Parse(line.GetRequiredValue(_network)!);
        foreach (var setting in _settings)
        {
            if (line.GetValue(setting.Option) is { } value)
                options.Network = setting.Set(options.Network, value)!;
        }
        options.LatentSize = line.GetValue(_latent)!.Value;
    }

    public override IEnumerable<(Option Option, object? Value)> Effective(LatentGanOptions options, ParseResult line, long steps) =>
    [
        (_network, options.Network.Name),
        .. _settings.Select(setting => ((Option)setting.Option, (object?)setting.Get(options.Network))),
        (_latent, options.LatentSize),
    ];
}
