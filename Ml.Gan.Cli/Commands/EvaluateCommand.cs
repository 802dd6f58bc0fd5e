using System.CommandLine;
using Ml.Gan.Cli.Evaluation;
using Ml.Gan.Cli.Parsing;
using Ml.Gan.Cli.Training;
using Ml.Gan.Data;
using Ml.Gan.Metrics;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan evaluate</c>.</summary>
internal static class EvaluateCommand
{
    private const string All = "all";

    private static readonly string[] s_names = [.. Catalog.Metrics.Entries.Select(entry => entry.Name)];

    private static readonly string s_notes = $"""
        The column 'real' holds what other real samples get in the place of generated ones. Where the images are
        labeled (as can be {SampleSource.LabeledKinds}), a small classifier is trained on a part of them and samples are
        compared by its features; other images are compared by their pixels. Figures compare only with figures of the
        same data, --count and features. A conditional generator is asked for what the real images are: their labels
        and vectors; label-agreement and code-accuracy say how well it follows. No figure here is an FID, which takes
        Inception-v3.
        """;

    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("MODEL.onnx") { Description = "A generator, as train writes it." };
        var data = new ParsedOption<string>(
            "--data", "Real images to compare with, as for train; they are brought to the generator's size.",
            DataText.Parse)
        {
            HelpName = TrainOptions.DataHelpName,
            Required = true,
        };
        var vectors = new Option<string?>("--conditions")
        {
            Description = "Vectors of the real images, as for train, where the generator takes some.",
            HelpName = "FILE.csv",
        };
        var background = new ParsedOption<string>(
            "--background", "What is seen where pictures are transparent, as for train. Default white.",
            text => ColorText.NameOf(ColorText.Parse(text)))
        {
            HelpName = "COLOR",
        };
        var metrics = new ParsedOption<Metric[]>(
            "--metrics",
            $"Metrics to compute, separated by commas: {string.Join(", ", s_names)}; or all that apply.",
            text => Parse(text, terminal.Error.WriteLine))
        {
            HelpName = "all|NAME,…",
        };
        var count = new NumberOption<int>(
            "--count", "Generated images, and real ones to compare them with.", 10, 50_000, 2000);
        var seed = new NumberOption<int>(
            "--seed", "Seed; the same seed gives the same figures.", int.MinValue, int.MaxValue, 1);
        var json = new Option<bool>("--json") { Description = "As JSON." };

        var command = new NotedCommand("evaluate", "Evaluates a generator by real images.", s_notes)
        {
            model, data, vectors, background, metrics, count, seed, json,
        };
        command.SetAction(line => new EvaluateRun(
            line.GetRequiredValue(model),
            line.GetRequiredValue(data)!,
            line.GetValue(vectors),
            ColorText.Parse(line.GetValue(background) ?? "white"),
            line.GetValue(metrics) is { Length: > 0 } named ? named : null,
            line.GetValue(count)!.Value,
            line.GetValue(seed)!.Value,
            line.GetValue(json),
            terminal).Run());
        return command;
    }

    /// <summary>The metrics that were named; none for all.</summary>
    private static Metric[] Parse(string text, Action<string> notice)
    {
        string[] names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0)
            throw new GanOptionException(
                "Metrics", $"Give {All} or some of {string.Join(", ", s_names)}, not '{text}'.");
        return names.Contains(All) ? [] : [.. names.Select(name => Catalog.Metrics.Parse(name, notice))];
    }
}
