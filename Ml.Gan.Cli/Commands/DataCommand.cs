using System.CommandLine;
using System.Globalization;
using Ml.Gan.Cli.Parsing;
using Ml.Gan.Cli.Training;
using Ml.Gan.Data;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan data</c>.</summary>
internal static class DataCommand
{
    private const string Notes = """
        Nothing is trained or written. The order shown is that of lines in --conditions
        where these don't name files: numbers in names count by their value, so that
        2.png comes before 10.png.
        """;

    public static Command Create(Terminal terminal)
    {
        var data = new Argument<string>(TrainOptions.DataHelpName)
        {
            Description = $"The data, as for train: {SampleSource.KindsInWords}.",
        };
        var vectors = new Option<string?>("--conditions")
        {
            Description = "Vectors of the images, as for train; each is shown with its image.",
            HelpName = "FILE.csv",
        };
        var size = new NumberOption<int>(
            "--size", "Height and width of the images. Default: from the data.", 1, SampleSource.MaxSize);
        var channels = new ChoiceOption<int?>(
            "--channels", "1 for gray, 3 for color. Default: from the data.", ("1", 1), ("3", 3));
        var background = BackgroundOption.Create(
            "What is seen where pictures are transparent, as for train. Default white.");
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new NotedCommand("data", "Shows what a training would read.", Notes)
        {
            data, vectors, size, channels, background, json,
        };
        command.SetAction(line =>
        {
            var file = line.GetValue(vectors) is { } path ? VectorFile.Read(path) : null;
            var options = new SampleSourceOptions
            {
                Size = line.GetValue(size),
                Channels = line.GetValue(channels),
                Background = BackgroundOption.Read(line, background),
                Warning = terminal.Error.WriteLine,
            };
            using var stop = new StopRequest(terminal, "no more is read.");
            using var source = SampleSource.Open(DataText.Parse(line.GetRequiredValue(data)), options, stop.Token);
            var report = new DataReport(source, options, file);
            terminal.Output.WriteLine(line.GetValue(json) ? report.Json() : report.Text());
            return ExitCode.Success;
        });
        return command;
    }
}

/// <summary>What is read of data, for people.</summary>
/// <param name="source">The data.</param>
/// <param name="options">How they are read.</param>
/// <param name="vectors">Vectors from a file; null for none.</param>
internal sealed class DataReport(ISampleSource source, SampleSourceOptions options, VectorFile? vectors)
{
    private const int ShownClasses = 100;

    private const int Shown = 3;

    private readonly DataOrigin? _origin = DataDescription.OriginOf(source);

    /// <summary>A line for each fact.</summary>
    /// <exception cref="GanDataException">The vectors don't belong to the data.</exception>
    public string Text()
    {
        (string Name, string Value)[] rows = [.. Images(), .. Labels(), .. Order(), .. Conditions()];
        int width = rows.Max(row => row.Name.Length) + 2;
        return string.Join('\n', rows.Select(row => row.Name.PadRight(width) + row.Value));
    }

    /// <summary>The same for programs, and all names of images that have one.</summary>
    /// <inheritdoc cref="Text" path="/exception"/>
    public string Json()
    {
        using var joined = vectors is null ? null : new SourceWithVectors(source, vectors);
        return JsonText.Of(new
        {
            Data = source.Name,
            Kind = _origin?.Kind,
            source.Count,
            source.Shape.Channels,
            source.Shape.Height,
            source.Shape.Width,
            source.License,
            StoredAs = _origin?.Sizes,
            Images = _origin is null || source.SampleNames is null ? null : new
            {
                _origin.InColor,
                _origin.Turned,
                _origin.Transparent,
                _origin.Repeated,
                _origin.Skipped,
                LeftOut = _origin.OtherFiles,
            },
            Classes = source.Labels?.ClassNames,
            NoLabels = source.NoLabelsReason,
            VectorSize = (joined?.Conditions ?? source.Conditions)?.Size,
            VectorColumns = vectors?.Columns,
            source.SampleNames,
        });
    }

    private IEnumerable<(string Name, string Value)> Images()
    {
        yield return ("data", source.Name + (_origin is null ? "" : $", {_origin.Kind}"));
        yield return ("images", source.Count is { } count ? $"{count}" : "endless");
        bool isChosen = _origin is not null && (options.Size is null || options.Channels is null);
        yield return ("read as", $"{source.Shape.Width}×{source.Shape.Height}, "
            + (source.Shape.Channels == 1 ? "gray" : "color")
            + (isChosen ? " (--size, --channels choose otherwise)" : ""));
        yield return ("license", source.License ?? "unknown");
        if (_origin is null)
            yield break;
        yield return ("stored as", _origin.Sizes);
        if (source.SampleNames is not null)
        {
            yield return ("in color", $"{_origin.InColor}");
            yield return ("turned", $"{_origin.Turned}, as their EXIF orientation says");
            string behind = $", over {ColorText.NameOf(_origin.Background)} (--background chooses otherwise)";
            yield return ("transparent", $"{_origin.Transparent}{(_origin.Transparent == 0 ? "" : behind)}");
            yield return ("repeated", $"{_origin.Repeated}");
            yield return ("skipped", $"{_origin.Skipped} that can't be read");
            yield return ("left out", _origin.OtherFiles ?? "no other files");
        }
    }

    private static string Numbers(int count) => count == 1 ? "number" : "numbers";

    private IEnumerable<(string Name, string Value)> Labels()
    {
        yield return ("labels", source.Labels is { } labels
            ? DataDescription.Classes(labels, ShownClasses)
            : $"none{(source.NoLabelsReason is { } reason ? $": {reason}" : "")}");
    }

    private IEnumerable<(string Name, string Value)> Order()
    {
        if (source.SampleNames is { } names)
            yield return ("order", string.Join(", ", InShort(names.Count).Select(i => i < 0 ? "…" : names[i])));
    }

    private IEnumerable<(string Name, string Value)> Conditions()
    {
        if (vectors is null)
        {
            yield return ("vectors", source.Conditions is { } own ? $"{own.Size} {Numbers(own.Size)} each" : "none");
            yield break;
        }
        using var joined = new SourceWithVectors(source, vectors);
        string columns = vectors.Columns is { } heads ? $" ({string.Join(", ", heads)})" : "";
        string order = vectors.SampleNames is null ? "in the order of the data" : "by the names of the files";
        yield return ("vectors", $"{joined.Conditions.Size} {Numbers(joined.Conditions.Size)} each{columns}, {order}");
        foreach (int i in InShort(vectors.Rows.Length))
        {
            if (i >= 0)
                yield return ("", $"{source.SampleNames?[i] ?? $"{i}"}: "
                    + string.Join(" ", joined.Conditions.Read([i])[0].Select(
                        value => value.ToString(CultureInfo.InvariantCulture))));
            else
                yield return ("", "…");
        }
    }

    /// <summary>Indices of the first and last of some things; -1 stands for what is between.</summary>
    private static IEnumerable<int> InShort(int count) => count <= 2 * Shown
        ? Enumerable.Range(0, count)
        : [.. Enumerable.Range(0, Shown), -1, .. Enumerable.Range(count - Shown, Shown)];
}
