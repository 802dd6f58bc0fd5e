using System.Globalization;
using Ml.Gan.Cli.Parsing;

namespace Ml.Gan.Cli.Training;

/// <summary>The options of <c>mlgan train</c> by which a training is watched.</summary>
internal static class WatchOptions
{
    private const int LargestPort = 65535;

    public static IReadOnlyList<TrainOption> Create() =>
    [
        new TrainOption<string?>(
            new OptionalOption<string>(
                "--tensorboard",
                "Write event files for TensorBoard, to DIR or, without DIR, to tensorboard/ in the folder of --out.",
                TrainSettings.OwnTensorBoard, NotEmpty)
            {
                HelpName = "DIR",
            },
            s => s.TensorBoard, folder => folder == TrainSettings.OwnTensorBoard ? true : folder)
            with { Default = "none" },
        new TrainOption<int?>(
            new OptionalOption<int?>(
                "--live",
                "Show the training on a page on this machine, whose address is printed; without PORT, on a free port.",
                0, text => ParsePort(text))
            {
                HelpName = "PORT",
            },
            s => s.LivePort, port => port)
        {
            AlsoStandsFor = [nameof(Gan.Training.LiveViewOptions.Port)],
            Default = "nothing listens",
            IsRecorded = false,
        },
    ];

    private static string NotEmpty(string text) => !string.IsNullOrWhiteSpace(text)
        ? text
        : throw new GanOptionException(nameof(TrainSettings.TensorBoard), "The name of a folder can't be empty.");

    private static int ParsePort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            && port is >= 1 and <= LargestPort
            ? port
            : throw new GanOptionException(nameof(TrainSettings.LivePort),
                $"A port is a whole number from 1 to {LargestPort}, not '{text}'.");
}
