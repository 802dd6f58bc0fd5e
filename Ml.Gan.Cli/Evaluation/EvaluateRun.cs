using System.Drawing;
using Ml.Gan.Cli.Training;
using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Evaluation;

/// <summary>One run of <c>mlgan evaluate</c>.</summary>
/// <param name="model">The generator's file.</param>
/// <param name="data">Real images.</param>
/// <param name="vectors">File of their vectors; null for the data's own.</param>
/// <param name="background">What is seen where pictures are transparent.</param>
/// <param name="metrics">The metrics; null for all.</param>
/// <param name="count">Generated images, and real ones.</param>
/// <param name="seed">Seed of everything.</param>
/// <param name="json">Whether to write JSON.</param>
/// <param name="terminal">What to write to.</param>
internal sealed class EvaluateRun(
    string model, string data, string? vectors, Color background, Metric[]? metrics, int count, int seed, bool json,
    Terminal terminal)
{
    public int Run()
    {
        using var generator = OnnxGenerator.Load(model);
        RequireImages(generator.Info);
        using var real = OpenData(generator.Info);
        terminal.Error.WriteLine(DataDescription.Headline(real));
        WarnOfOtherClasses(generator.Info.Conditions.ClassNames, real);
        terminal.Error.WriteLine(generator.DeviceDescription);
        var report = GeneratorEvaluation.Evaluate(generator, real, new EvaluationOptions
        {
            Count = count,
            Seed = seed,
            Metrics = metrics,
        });
        if (report.Count < count)
            terminal.Error.WriteLine(
                $"{real.Name} suffices for {report.Count} images only, not {count}: other real ones are needed too.");
        terminal.Output.WriteLine(json ? EvaluationText.Json(model, report) : EvaluationText.Plain(report));
        return ExitCode.Success;
    }

    private void RequireImages(GeneratorInfo info)
    {
        if (!info.IsImage || info.Channels is not (1 or 3) || info.Height != info.Width)
            throw new GanException(
                $"'{model}' generates {info.Output}; the tool evaluates square images of 1 or 3 channels. "
                + "In code, GeneratorEvaluation evaluates others.");
    }

    private void WarnOfOtherClasses(IReadOnlyList<string> known, ISampleSource real)
    {
        string? unknown = known.Count == 0
            ? null
            : real.Labels?.ClassNames.FirstOrDefault(name => !known.Contains(name));
        if (unknown is not null)
            terminal.Error.WriteLine(
                $"The generator doesn't know the class '{unknown}' of {real.Name}: it is asked for its own classes in "
                + $"turn, {ShortText.List(known)}.");
    }

    private ISampleSource OpenData(GeneratorInfo info)
    {
        var options = new SampleSourceOptions
        {
            Size = info.Height,
            Channels = info.Channels,
            Background = background,
            Seed = seed,
            Warning = terminal.Error.WriteLine,
        };
        return DataWithVectors.Open(() => SampleSource.Open(data, options), vectors);
    }
}
