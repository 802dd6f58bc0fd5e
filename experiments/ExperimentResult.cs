using System.Runtime.InteropServices;
using System.Text.Json;
using Ml.Gan.Cli;
using Ml.Gan.Experiments.Reports;
using Ml.Gan.Models;
using TorchSharp;

namespace Ml.Gan.Experiments;

/// <summary>What a run of an experiment gave, and the report of it.</summary>
internal sealed class ExperimentResult
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, NewLine = "\n" };

    private readonly Trial[] _good;

    /// <param name="settings">What was asked for.</param>
    /// <param name="variants">The ways of training that were compared.</param>
    /// <param name="trials">The trainings that were completed or failed, at least one.</param>
    /// <param name="planned">The number of trainings that were asked for.</param>
    public ExperimentResult(
        ExperimentSettings settings, IReadOnlyList<Variant> variants, IReadOnlyList<Trial> trials, int planned)
    {
        (Settings, Variants, Trials, Planned) = (settings, variants, trials, planned);
        _good = [.. trials.Where(trial => trial.Problem is null)];
        Verdict = _good.Length > 0 ? settings.Experiment.Verdict(_good) : "All trainings failed.";
    }

    public ExperimentSettings Settings { get; }

    public IReadOnlyList<Variant> Variants { get; }

    public IReadOnlyList<Trial> Trials { get; }

    /// <summary>The number of trainings that were asked for.</summary>
    public int Planned { get; }

    /// <summary>The answer in a few sentences.</summary>
    public string Verdict { get; }

    /// <summary>Version of the library.</summary>
    public static string Version { get; } = PackageVersion.Of(typeof(LatentGan));

    /// <summary>
    /// The report: the verdict, what the experiment shows, failed trainings, and what it takes to repeat the run.
    /// </summary>
    public Report CreateReport()
    {
        var report = new Report($"Experiment {Settings.Experiment.Name}");
        report.Paragraph(Settings.Experiment.Description);
        if (Settings.Setup.Quick)
            report.Paragraph("A quick run: the budget is far too small for the figures to mean anything.");
        if (Trials.Count < Planned)
            report.Paragraph($"Stopped early: {Trials.Count} of {Planned} trainings were completed.");
        report.Quote(Verdict);
        if (_good.Length > 0)
            Settings.Experiment.Show(report, _good);
        if (_good.Length < Trials.Count)
        {
            report.Heading("Trainings that failed");
            foreach (var trial in Trials.Where(trial => trial.Problem is not null))
                report.Paragraph($"{trial.Variant}, seed {trial.Seed}: {trial.Problem}");
        }

        report.Heading("Settings");
        report.Code("sh", Command());
        report.Paragraph(
            $"Ml.Gan {Version}, {RuntimeInformation.RuntimeIdentifier}; {Trials.Count} trainings, " +
            $"{Trials.Sum(trial => trial.Seconds):F0} s together. The same command on the same kind of machine gives " +
            "the same figures, but for the times. The figures of each seed:");
        report.Link("summary.json");
        foreach (var variant in Variants)
            report.Details(variant.Name, OptionsJson.Of(variant.ResolveOptions()).ToJsonString(s_indented));
        return report;
    }

    /// <summary>The command line that repeats the run.</summary>
    private string Command()
    {
        var words = new List<string>
        {
            Settings.Experiment.Name, "--out", Quoted(Settings.Out), "--seeds", SeedList.Text(Settings.Seeds),
        };
        if (Settings.Rows is { } rows)
            words.AddRange(["--rows", string.Join(',', rows)]);
        if (Settings.Setup.Quick)
            words.Add("--quick");
        if (Settings.Experiment.TakesData)
            words.AddRange(["--data", Quoted(Settings.Setup.Data)]);
        words.AddRange(["--threads", $"{torch.get_num_threads()}"]);
        return ExperimentList.Command + string.Join(' ', words);
    }

    private static string Quoted(string word) => word.Contains(' ', StringComparison.Ordinal) ? $"'{word}'" : word;
}
