using System.CommandLine;
using System.CommandLine.Parsing;
using Ml.Gan.Catalogs;
using Ml.Gan.Cli.Commands;
using Ml.Gan.Networks;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Training.Options;

/// <summary>The two networks.</summary>
internal sealed class NetworkOptions : OptionGroup
{
    private readonly ChoiceOption _network;
    private readonly NumberOption<int> _width;
    private readonly NumberOption<int> _latent;

    public NetworkOptions()
        : base("Networks")
    {
        _network = Add(
            new ChoiceOption("--network", "The networks.", [.. Choices.Networks], Choices.Networks[0]), nameof(TrainingOptions.Network));
        _width = Add(
            new NumberOption<int>("--width", "Channels next to the image in a dcgan; more take longer and draw finer. Default 64.", 1, 4096),
            "Width");
        _latent = Add(new NumberOption<int>("--latent", "Length of a latent vector.", 1, 65536, 64), nameof(TrainingOptions.LatentSize));
    }

    public override void Check(CommandResult line)
    {
        if (line.GetResult(_width) is not null && line.GetValue(_network) is not (null or "dcgan"))
            line.AddError("--width is an option of the dcgan network alone.");
    }

    public override void ReadInto(TrainingOptions options, ParseResult line)
    {
        options.Network = Catalog.Networks.Parse(line.GetRequiredValue(_network)!);
        if (options.Network is Dcgan dcgan && line.GetValue(_width) is { } width)
            options.Network = dcgan with { Width = width };
        options.LatentSize = line.GetValue(_latent)!.Value;
    }

    public override IEnumerable<(Option Option, object? Value)> Effective(TrainingOptions options, ParseResult line, long steps) =>
        [(_network, options.Network.Name), (_width, (options.Network as Dcgan)?.Width), (_latent, options.LatentSize)];
}
