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
        compared by its features; other images by those of an ImageNet ResNet-18, and small gray ones by their pixels.
        Figures compare only with figures of the same data, --count and features. A conditional generator is asked for
        what the real images are: their labels and vectors; label-agreement and code-accuracy say how well it follows.
        Copies of training images are counted by copies and shown by --neighbors. No figure here is an FID: that takes
        the features of its Inception-v3, by --features.
        In the place of a generator, IMAGES may be a folder of images, or anything that --data may be, whatever made
        them. They are brought to the size of the real ones, and compared by the ResNet-18 unless --features says
        otherwise. Half of the real images are what the column 'real' is made of, except with --all-real.
        """;

    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("MODEL.onnx|IMAGES")
        {
            Description = "A generator, as train writes it, or images that there are already.",
        };
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
        var background = BackgroundOption.Create(
            "What is seen where pictures are transparent, as for train. Default white.");
        var metrics = new ParsedOption<Metric[]>(
            "--metrics",
            $"Metrics to compute, separated by commas: {string.Join(", ", s_names)}; or all that apply.",
            text => Parse(text, terminal.Error.WriteLine))
        {
            HelpName = "all|NAME,…",
        };
        var features = FeatureChoice.Option();
        features.Description += $" Default: {FeatureChoice.Default}; of IMAGES resnet18.";
        var range = FeatureChoice.RangeOption();
        range.Description += " Default: what the file says, else imagenet.";
        var neighbors = new Option<string?>("--neighbors")
        {
            Description =
                $"Picture of the {NearestPicture.Rows} generated images that are nearest to a real one, each left of "
                + $"its {NearestReal.Neighbors} nearest real ones.",
            HelpName = "FILE.png",
        };
        var count = new NumberOption<int>(
            "--count", "Generated images, and real ones to compare them with.", 10, 50_000, 2000);
        var allReal = new Option<bool>("--all-real")
        {
            Description = "Compare with all real images, however many, as papers do: without the column 'real'.",
        };
        var size = new NumberOption<int>(
            "--size",
            "Height and width that IMAGES and real ones are compared in. Default: as train takes the real ones.",
            1, SampleSource.MaxSize);
        var seed = new NumberOption<int>(
            "--seed", "Seed; the same seed gives the same figures.", int.MinValue, int.MaxValue, 1);
        var json = new Option<bool>("--json") { Description = "As JSON." };

        var command = new NotedCommand("evaluate", "Evaluates a generator, or images, by real images.", s_notes)
        {
            model, data, vectors, background, metrics, features, range, neighbors, count, allReal, size, seed,
            json,
        };
        command.Validators.Add(line =>
        {
            if (line.GetValue(neighbors) is { } path && !path.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
                line.AddError($"--neighbors takes the name of a .png file, not '{path}'.");
        });
        command.SetAction(line => new EvaluateRun(
            new EvaluateSettings
            {
                Model = line.GetRequiredValue(model),
                Data = line.GetRequiredValue(data)!,
                Vectors = line.GetValue(vectors),
                Background = BackgroundOption.Read(line, background),
                Metrics = line.GetValue(metrics) is { Length: > 0 } named ? named : null,
                Features = line.GetValue(features),
                FeaturesRange = line.GetValue(range),
                Neighbors = line.GetValue(neighbors),
                Count = line.GetValue(count)!.Value,
                AllReal = line.GetValue(allReal),
                Size = line.GetValue(size),
                Seed = line.GetValue(seed)!.Value,
                IsJson = line.GetValue(json),
            },
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
