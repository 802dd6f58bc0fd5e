using System.Diagnostics;
using Ml.Gan.Models;
using Ml.Gan.Cli.Experiments.Reports;
using Ml.Gan.Cli.Rendering;
using Ml.Gan.Cli.Training;
using Ml.Gan.Data;
using Ml.Gan.Measures;
using Ml.Gan.Onnx;
using Ml.Gan.Training;
using TorchSharp;

namespace Ml.Gan.Cli.Experiments;

/// <summary>
/// One run of <c>mlgan experiment</c>: trains every variant with every seed, seed by seed, so that a run that is stopped early has
/// something of each, and writes what was found.
/// </summary>
internal sealed class ExperimentRun(ExperimentSettings settings, Terminal terminal)
{
    private readonly Experiment _experiment = settings.Experiment;

    /// <summary>Version of the library.</summary>
    public static string Version { get; } = PackageVersion.Of(typeof(LatentGan));

    public int Run()
    {
        Variant[] variants =
            [.. _experiment.CreateVariants(settings.Setup).Where(variant => settings.Rows?.Contains(variant.Name) ?? true)];
        using var folder = new OutputFolder(settings.Out);
        using var stop = new StopRequest(terminal);
        if (settings.Threads is { } threads)
            torch.set_num_threads(threads);

        using var evaluator = _experiment.CreateEvaluator(settings.Setup, stop.Token);
        var plan = settings.Seeds.SelectMany(seed => variants.Select(variant => (variant, seed))).ToArray();
        var trials = new List<Trial>();
        foreach (var (variant, seed) in plan)
        {
            if (stop.Token.IsCancellationRequested)
                break;
            terminal.Error.WriteLine($"{trials.Count + 1}/{plan.Length}  {_experiment.Name}, {variant.Name}, seed {seed}");
            if (Train(variant, seed, evaluator, stop.Token) is not { } trial)
                break;
            trials.Add(trial);
            terminal.Error.WriteLine($"{trials.Count}/{plan.Length}  {Outcome(trial)}");
        }
        if (trials.Count == 0)
            throw new OperationCanceledException();
        folder.Keep();
        Write(folder, variants, trials, plan.Length);
        return ExitCode.Success;
    }

    /// <returns>Null where the training was stopped before its end.</returns>
    private Trial? Train(Variant variant, int seed, GeneratorEvaluator? evaluator, CancellationToken cancellation)
    {
        var options = variant.CreateOptions();
        options.Seed = seed;
        using var data = OpenData(seed, cancellation);
        if (data is null)
            return null;
        using var gan = new LatentGan(options, data);
        var observer = _experiment.CreateObserver(options, data, evaluator);
        ITrainingDisplay display = terminal.Screen is { } screen ? new TrainingBar(screen) : new TrainingLines(terminal.Error);
        var watch = Stopwatch.StartNew();
        try
        {
            long steps = display.Show(shown => new GanTrainer(gan).Train([observer, shown], cancellation), gan.Options.Steps!.Value);
            double seconds = watch.Elapsed.TotalSeconds;
            return steps < gan.Options.Steps!.Value ? null : new Trial(variant.Name, seed, steps, seconds, observer, observer.Measure(gan), null);
        }
        catch (GanException diverged)
        {
            var none = new Dictionary<string, double>();
            return new Trial(variant.Name, seed, gan.Options.Steps!.Value, watch.Elapsed.TotalSeconds, observer, none, diverged.Message);
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

    private static string Outcome(Trial trial) =>
        trial.Problem ?? $"{string.Join(", ", trial.Figures.Select(figure => $"{figure.Key} {figure.Value:G4}"))} ({trial.Seconds:F1} s)";

    private void Write(OutputFolder folder, Variant[] variants, List<Trial> trials, int planned)
    {
        Trial[] good = [.. trials.Where(trial => trial.Problem is null)];
        var findings = good.Length > 0 ? _experiment.Conclude(good) : new Findings("All trainings failed.", []);
        AtomicFile.Write(folder.At("report.html"), ExperimentReport.Create(settings, findings, variants, trials, planned));
        AtomicFile.Write(folder.At("summary.json"), SummaryFile.Create(settings, findings, variants, trials, planned));
        if (trials.Count < planned)
            terminal.Output.WriteLine($"Stopped after {trials.Count} of {planned} trainings; the report is of these.");
        terminal.Output.WriteLine(findings.Verdict);
        terminal.Output.WriteLine($"Wrote {Path.Combine(settings.Out, "report.html")}");
    }
}
