using Ml.Gan.Cli.Sampling;
using Ml.Gan.Cli.Training;
using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Evaluation;

/// <summary>One run of <c>mlgan evaluate</c>.</summary>
internal sealed class EvaluateRun(EvaluateSettings settings, Terminal terminal)
{
    public int Run()
    {
        if (settings.Neighbors is { } file)
            AtomicFile.RequireFolder(file);
        return settings.IsOfImages ? RunOfImages() : RunOfGenerator();
    }

    private int RunOfGenerator()
    {
        if (settings.Size is not null)
            throw Refusal.Of("--size", "A generator's images are compared in their own size; --size is for IMAGES.");
        using var generator = OnnxGenerator.Load(settings.Model);
        RequireImages(generator.Info);
        using var real = OpenData(generator.Info);
        terminal.Error.WriteLine(DataDescription.Headline(real));
        WarnOfOtherClasses(generator.Info.Conditions.ClassNames, real);
        terminal.Error.WriteLine(generator.DeviceDescription);
        return Run(settings.Features, real, settings.Count, options =>
            GeneratorEvaluation.Evaluate(generator, real, options));
    }

    private int RunOfImages()
    {
        if (settings.Vectors is not null)
            throw Refusal.Of(
                "--conditions", "Vectors are what a generator is asked for; images that there are already have none.");
        using var opened = ComparedImages.Open(settings, terminal.Error.WriteLine);
        var (generated, real) = (opened.Generated, opened.Real);
        terminal.Error.WriteLine(DataDescription.Headline(generated));
        terminal.Error.WriteLine($"against {DataDescription.Headline(real)}");
        var features = settings.Features
            ?? (File.Exists(OpenedFeatures.ResNet18File) ? FeatureChoice.ResNet18 : null);
        int count = (int)Math.Min(settings.Count, generated.Count ?? long.MaxValue);
        if (count < settings.Count)
            terminal.Error.WriteLine($"{generated.Name} has {count} images: no more are compared.");
        return Run(features, real, count, options => GeneratorEvaluation.Evaluate(generated, real, options));
    }

    private int Run(
        FeatureChoice? choice, ISampleSource real, int count, Func<EvaluationOptions, EvaluationReport> evaluate)
    {
        long images = settings.AllReal ? count + (real.Count ?? 0) : 3L * RealSamples.CountOf(real, count);
        using var features = OpenedFeatures.Open(
            choice, settings.FeaturesRange, real, count, terminal.Error.WriteLine, OpenedFeatures.ResNet18File,
            new ImageProgress((int)images, terminal.Error));
        if (features.IsNetwork)
            terminal.Error.WriteLine($"Computing {features.Space!.Name} of {images} images.");
        var report = Evaluated(evaluate, new EvaluationOptions
        {
            Count = count,
            AllReal = settings.AllReal,
            Seed = settings.Seed,
            Metrics = settings.Metrics,
            Features = features.Space,
            Nearest = settings.Neighbors is null ? 0 : NearestPicture.Rows,
        });
        if (report.Count < count)
            terminal.Error.WriteLine(
                $"{real.Name} suffices for {report.Count} images only, not {count}: other real ones are needed too.");
        if (report.Warning is { } warning)
            terminal.Error.WriteLine(warning);
        terminal.Output.WriteLine(
            settings.IsJson ? EvaluationText.Json(settings, report) : EvaluationText.Plain(report));
        if (settings.Neighbors is { } picture)
        {
            NearestPicture.Save(picture, report.Nearest, real.Shape);
            terminal.Error.WriteLine(
                $"Wrote {picture}: the {report.Nearest.Count} generated images nearest to a real one, each left of its "
                + $"{NearestReal.Neighbors} nearest of {(settings.AllReal ? 1 : 2) * report.RealCount} real ones.");
        }
        return ExitCode.Success;
    }

    private static EvaluationReport Evaluated(
        Func<EvaluationOptions, EvaluationReport> evaluate, EvaluationOptions options)
    {
        try
        {
            return evaluate(options);
        }
        catch (GanOptionException e) when (e.Option == nameof(EvaluationOptions.AllReal))
        {
            throw Refusal.Of("--all-real", $"--all-real: {e.Message}");
        }
    }

    private void RequireImages(GeneratorInfo info)
    {
        if (!info.IsImage || info.Channels is not (1 or 3) || info.Height != info.Width)
            throw new GanException(
                $"'{settings.Model}' generates {info.Output}; the tool evaluates square images of 1 or 3 channels. "
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
            Background = settings.Background,
            Seed = settings.Seed,
            Warning = terminal.Error.WriteLine,
        };
        return DataWithVectors.Open(() => SampleSource.Open(settings.Data, options), settings.Vectors);
    }
}
