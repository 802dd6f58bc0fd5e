using System.CommandLine;
using Ml.Gan.Cli.Evaluation;
using Ml.Gan.Cli.Training.Options;
using Ml.Gan.Data;
using Ml.Gan.Measures;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan evaluate</c>.</summary>
internal static class EvaluateCommand
{
    /// <summary>Names of the measures that say which of two generators is better.</summary>
    public static readonly string[] RankingMeasures =
        [.. BuiltinMeasures.For(SampleShape.Vector(1)).Where(measure => measure.Better != Better.LikeReal).Select(measure => measure.Name)];

    private const string All = "all";

    private static readonly string s_notes = $"""
        The column 'real' holds what other real samples get in the place of generated ones. Where the images are
        labeled (as can be {SampleSource.LabeledKinds}), a small classifier is trained on a part of them and samples are
        compared by its features; other images are compared by their pixels. Figures compare only with figures of the
        same data, --count and features. A conditional generator is asked for what the real images are: their labels and
        vectors; label-agreement and code-accuracy say how well it follows. No figure here is an FID, which takes Inception-v3.
        """;

    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("MODEL.onnx") { Description = "A generator, as train writes it." };
        var data = new Option<string>("--data")
        {
            Description = "Real images to compare with, as for train; they are brought to the generator's size.",
            HelpName = DataOptions.HelpName,
            Required = true,
        };
        var vectors = new Option<string?>("--conditions")
        {
            Description = "Vectors of the real images, as for train, where the generator takes some.",
            HelpName = "FILE.csv",
        };
        var measures = new Option<string[]>("--measures")
        {
            Description = $"What to compute, separated by commas: {string.Join(", ", BuiltinMeasures.Names)}; or all that apply.",
            HelpName = "all|NAME,…",
            DefaultValueFactory = _ => [All],
            CustomParser = result =>
            {
                string[] names = result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                if (names.Length == 0 || names.Except(BuiltinMeasures.Names).Except([All]).FirstOrDefault() is not null)
                    result.AddError(
                        $"--measures takes {All} or some of {string.Join(", ", BuiltinMeasures.Names)}, not '{result.Tokens[0].Value}'.");
                return names;
            },
        };
        var count = new NumberOption<int>("--count", "Generated images, and real ones to compare them with.", 10, 50_000, 2000);
        var seed = new NumberOption<int>("--seed", "Seed; the same seed gives the same figures.", int.MinValue, int.MaxValue, 1);
        var json = new Option<bool>("--json") { Description = "As JSON." };

        var command = new NotedCommand("evaluate", "Judges a generator by real images.", s_notes)
        {
            model, data, vectors, measures, count, seed, json,
        };
        command.SetAction(line =>
        {
            string[] names = line.GetRequiredValue(measures);
            return new EvaluateRun(
                line.GetRequiredValue(model),
                line.GetRequiredValue(data),
                line.GetValue(vectors),
                names.Contains(All) ? null : names,
                line.GetValue(count)!.Value,
                line.GetValue(seed)!.Value,
                line.GetValue(json),
                terminal).Run();
        });
        return command;
    }
}
