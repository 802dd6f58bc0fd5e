using System.Diagnostics;
using Ml.Gan.Cli;
using Ml.Gan.Cli.Training;
using Ml.Gan.Data;
using Ml.Gan.Experiments.Reports;
using Ml.Gan.Metrics;
using Ml.Gan.Models;
using Ml.Gan.Training;
using TorchSharp;

namespace Ml.Gan.Experiments;

/// <summary>The options of the command line.</summary>
internal sealed record ExperimentSettings
{
    public required Experiment Experiment { get; init; }

    public required string Out { get; init; }

    public required IReadOnlyList<int> Seeds { get; init; }

    public required ExperimentSetup Setup { get; init; }

    /// <summary>Names of the variants to train; null for all.</summary>
    public IReadOnlyList<string>? Rows { get; init; }

    public int? Threads { get; init; }
}

/// <summary>
/// One run of an experiment: trains every variant with every seed, seed by seed, so that a run that is stopped early
/// has something of each,
/// and writes what was found.
/// </summary>
internal sealed class ExperimentRun(ExperimentSettings settings, Terminal terminal)
{
    private readonly Experiment _experiment = settings.Experiment;
    private bool _hasData;

    public int Run()
    {
        Variant[] variants =
        [
            .. _experiment.CreateVariants(settings.Setup)
                .Where(variant => settings.Rows?.Contains(variant.Name) ?? true),
        ];
        if (_experiment.TakesData)
            OutputPlace.RequireOutside(settings.Setup.Data, settings.Out);
        using var folder = new OutputFolder(settings.Out);
        using var stop = new StopRequest(
            terminal, "the training in progress is left out, then the report of those before it is written.");
        if (settings.Threads is { } threads)
            torch.set_num_threads(threads);

        using var evaluator = _experiment.CreateEvaluator(settings.Setup, stop.Token);
        var plan = settings.Seeds.SelectMany(seed => variants.Select(variant => (variant, seed))).ToArray();
        var trials = new List<Trial>();
        foreach (var (variant, seed) in plan)
        {
            if (stop.Token.IsCancellationRequested)
                break;
            terminal.Error.WriteLine(
                $"{trials.Count + 1}/{plan.Length}  {_experiment.Name}, {variant.Name}, seed {seed}");
            if (Try(variant, seed, evaluator, stop.Token) is not { } trial)
                break;
            trials.Add(trial);
            terminal.Error.WriteLine($"{trials.Count}/{plan.Length}  {Outcome(trial)}");
        }
        if (trials.Count == 0)
            throw new OperationCanceledException();
        folder.Keep();
        Write(new ExperimentResult(settings, variants, trials, plan.Length));
        if (trials.Find(trial => trial.HasFailed) is not { } failed)
            return ExitCode.Success;
        terminal.Error.WriteLine(
            $"experiments: {failed.Variant}, seed {failed.Seed}, failed: {failed.Problem} "
            + "The report is of the trainings that did not fail.");
        return ExitCode.Failure;
    }

    /// <summary>A training, or why it failed; without the first data there is nothing to train with at all.</summary>
    /// <returns>Null where the training was stopped before its end.</returns>
    private Trial? Try(Variant variant, int seed, GeneratorEvaluator? evaluator, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            using var data = OpenData(seed, cancellation);
            _hasData = true;
            return data is null ? null : Train(variant, seed, data, evaluator, cancellation);
        }
        catch (Exception failure) when (_hasData && failure is not OperationCanceledException)
        {
            return Trial.Failed(variant.Name, seed, watch.Elapsed.TotalSeconds, FaultText.Of(failure));
        }
    }

    private Trial? Train(
        Variant variant, int seed, ISampleSource data, GeneratorEvaluator? evaluator, CancellationToken cancellation)
    {
        var options = variant.CreateOptions();
        options.Seed = seed;
        using var gan = new LatentGan(options, data);
        var observer = _experiment.CreateObserver(options, data, evaluator);
        ITrainingDisplay display =
            terminal.Screen is { } screen ? new TrainingBar(screen) : new TrainingLines(terminal.Error);
        var watch = Stopwatch.StartNew();
        try
        {
            long steps = display.Show(
                shown => new GanTrainer(gan).Train([observer, shown], cancellation), gan.Options.Steps!.Value);
            double seconds = watch.Elapsed.TotalSeconds;
            return steps < gan.Options.Steps!.Value
                ? null
                : new Trial(variant.Name, seed, steps, seconds, observer, observer.Measure(gan), null);
        }
        catch (GanException diverged)
        {
            var none = new Dictionary<string, double>();
            double seconds = watch.Elapsed.TotalSeconds;
            return new Trial(variant.Name, seed, gan.Options.Steps!.Value, seconds, observer, none, diverged.Message);
        }
    }

    /// <returns>Null where reading was stopped.</returns>
    private ISampleSource? OpenData(int seed, CancellationToken cancellation)
    {
        try
        {
            return _experiment.OpenData(settings.Setup, seed, cancellation);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static string Outcome(Trial trial)
    {
        var figures = trial.Figures.Select(figure => $"{figure.Key} {figure.Value:G4}");
        return trial.Problem ?? $"{string.Join(", ", figures)} ({trial.Seconds:F1} s)";
    }

    private void Write(ExperimentResult result)
    {
        result.CreateReport().Save(settings.Out);
        File.WriteAllBytes(Path.Combine(settings.Out, "summary.json"), SummaryFile.Create(result));
        if (result.Trials.Count < result.Planned)
            terminal.Output.WriteLine(
                $"Stopped after {result.Trials.Count} of {result.Planned} trainings; the report is of these.");
        terminal.Output.WriteLine(result.Verdict);
        terminal.Output.WriteLine($"Wrote {Path.Combine(settings.Out, Report.FileName)}");
    }
}
