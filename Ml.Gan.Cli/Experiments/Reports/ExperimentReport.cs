using System.Text.Json;
using System.Xml.Linq;

namespace Ml.Gan.Cli.Experiments.Reports;

/// <summary><c>report.html</c>: the verdict, what the experiment shows, failed trainings, and the settings.</summary>
internal static class ExperimentReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    public static byte[] Create(
        ExperimentSettings settings, Findings findings, IReadOnlyList<Variant> variants, IReadOnlyList<Trial> trials, int planned)
    {
        var page = new ReportPage($"Experiment {settings.Experiment.Name}");
        page.Add(Html.Paragraph(settings.Experiment.Description));
        if (settings.Setup.Quick)
            page.Add(Html.Paragraph("A quick run: the budget is far too small for the figures to mean anything."));
        if (trials.Count < planned)
            page.Add(Html.Paragraph($"Stopped early: {trials.Count} of {planned} trainings were completed."));
        page.Add(Html.Verdict(findings.Verdict));
        page.Add(findings.Content);
        page.Add(Problems(trials));
        page.Add(Settings(settings, variants, trials));
        return page.ToBytes();
    }

    private static IEnumerable<XElement> Problems(IReadOnlyList<Trial> trials)
    {
        Trial[] failed = [.. trials.Where(trial => trial.Problem is not null)];
        if (failed.Length == 0)
            return [];
        return
        [
            Html.Heading("Trainings that failed"),
            .. failed.Select(trial => Html.Paragraph($"{trial.Variant}, seed {trial.Seed}: {trial.Problem}")),
        ];
    }

    private static IEnumerable<XElement> Settings(ExperimentSettings settings, IReadOnlyList<Variant> variants, IReadOnlyList<Trial> trials) =>
    [
        Html.Heading("Settings"),
        Html.Definitions(
        [
            ("Ml.Gan", ExperimentRun.Version),
            ("Seeds", string.Join(", ", settings.Seeds)),
            ("Trainings", $"{trials.Count}, {trials.Sum(trial => trial.Seconds):F0} s together"),
        ]),
        .. variants.Select(variant => Html.Details(
            variant.Name, OptionsJson.Of(variant.ResolveOptions()).ToJsonString(Indented))),
    ];
}
