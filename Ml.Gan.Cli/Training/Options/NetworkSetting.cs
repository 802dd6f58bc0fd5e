using Ml.Gan.Catalogs;
using Ml.Gan.Cli.Commands;
using Ml.Gan.Networks;

namespace Ml.Gan.Cli.Training.Options;

/// <summary>An option that some networks have.</summary>
/// <param name="Field">The property of the networks that it gives.</param>
/// <param name="Option">The option.</param>
/// <param name="Get">What a network has there; null where it has none, or none that is fixed.</param>
/// <param name="Set">A network with another value there; null where it has none.</param>
internal sealed record NetworkSetting(
    string Field,
    NumberOption<int> Option,
    Func<NetworkArchitecture, int?> Get,
    Func<NetworkArchitecture, int, NetworkArchitecture?> Set)
{
    public static IReadOnlyList<NetworkSetting> All =>
    [
        new(
            "Width",
            new NumberOption<int>(
                "--width",
                "Channels next to the image; more take longer and draw finer. Default 64 in a dcgan and, up to 32×32, in a progressive network, "
                + "32 in the others.",
                1,
                4096),
            network => network switch
            {
                Dcgan dcgan => dcgan.Width,
                ResNet resNet => resNet.Width,
                SelfAttention sagan => sagan.Width,
                Recurrent gran => gran.Width,
                Progressive progressive => progressive.Width,
                LaplacianPyramid pyramid => pyramid.Width,
                Stacked stacked => stacked.Width,
                _ => null,
            },
            (network, width) => network switch
            {
                Dcgan dcgan => dcgan with { Width = width },
                ResNet resNet => resNet with { Width = width },
                SelfAttention sagan => sagan with { Width = width },
                Recurrent gran => gran with { Width = width },
                Progressive progressive => progressive with { Width = width },
                LaplacianPyramid pyramid => pyramid with { Width = width },
                Stacked stacked => stacked with { Width = width },
                _ => null,
            }),
        new(
            nameof(Dcgan.HiddenUnits),
            new NumberOption<int>(
                "--hidden-units", "Units of a fully connected layer at a dcgan's latent end, in G and D, for codes to take hold. Default none.", 1, 65536),
            network => network is Dcgan { HiddenUnits: > 0 and var units } ? units : null,
            (network, units) => network is Dcgan dcgan ? dcgan with { HiddenUnits = units } : null),
        new(
            nameof(SelfAttention.AttentionSize),
            new NumberOption<int>(
                "--attention-size", "Height of a sagan's feature maps that attend to themselves. Default half the image's, at most 32.", 1, 4096),
            network => (network as SelfAttention)?.AttentionSize,
            (network, size) => network is SelfAttention sagan ? sagan with { AttentionSize = size } : null),
        new(
            nameof(Recurrent.TimeSteps),
            new NumberOption<int>("--time-steps", "Strokes that a gran puts on its canvas. Default 3.", 1, 64),
            network => (network as Recurrent)?.TimeSteps,
            (network, steps) => network is Recurrent gran ? gran with { TimeSteps = steps } : null),
    ];

    /// <summary>Names of the networks that have it.</summary>
    public IReadOnlyList<string> Networks { get; } =
        [.. Choices.Networks.Where(name => Set(Catalog.Networks.Parse(name), 1) is not null)];
}
