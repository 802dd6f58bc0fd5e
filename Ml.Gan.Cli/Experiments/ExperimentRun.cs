using System.Diagnostics;
using System.Reflection;
using Ml.Gan.Cli.Experiments.Reports;
using Ml.Gan.Cli.Rendering;
using Ml.Gan.Cli.Training;
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
    public static string Version { get; } =
        typeof(GanTrainer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public int Run()
    {
        Variant[] variants =
            [.. _experiment.CreateVariants(settings.Setup).Where(variant => settings.Rows?.Contains(variant.Name) ?? true)];
        using var folder = new OutputFolder(settings.Out);
        using var stop = new StopRequest(terminal);
        if (settings.Threads is { } threads)
            torch.set_num_threads(threads);

        using var evaluator = _experiment.CreateEvaluator(settings.Setup, stop.Token);
        int planned = settings.Seeds.Count * variants.Length;
        var trials = new List<Trial>();
        foreach (int seed in settings.Seeds)
        foreach (var variant in variants)
        {
            if (stop.Token.IsCancellationRequested)
                break;
            terminal.Error.WriteLine($"{trials.Count + 1}/{planned}  {_experiment.Name}, {variant.Name}, seed {seed}");
            if (Train(variant, seed, evaluator, stop.Token) is not { } trial)
                break;
            trials.Add(trial);
            terminal.Error.WriteLine($"{trials.Count}/{planned}  {Outcome(trial)}");
        }
        if (trials.Count == 0)
            throw new OperationCanceledException();
        folder.Keep();
        Write(folder, variants, trials, planned);
        return ExitCode.Success;
    }

    /// <returns>Null where the training was stopped before its end.</returns>
    private Trial? Train(Variant variant, int seed, GeneratorEvaluator? evaluator, CancellationToken cancellation)
    {
        var options = variant.CreateOptions();
        options.Seed = seed;
        using var data = _experiment.OpenData(settings.Setup, seed, cancellation);
        using var trainer = new GanTrainer(options, data);
        var observer = _experiment.CreateObserver(options, data, evaluator);
        ITrainingDisplay display = terminal.Screen is { } screen ? new TrainingBar(screen) : new TrainingLines(terminal.Error);
        var watch = Stopwatch.StartNew();
        try
        {
            long steps = display.Show(shown => trainer.Train([observer, shown], cancellation), trainer.Steps);
            double seconds = watch.Elapsed.TotalSeconds;
            return steps < trainer.Steps ? null : new Trial(variant.Name, seed, steps, seconds, observer, observer.Measure(trainer), null);
        }
        catch (GanException diverged)
        {
            var none = new Dictionary<string, double>();
            return new Trial(variant.Name, seed, trainer.Steps, watch.Elapsed.TotalSeconds, observer, none, diverged.Message);
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
