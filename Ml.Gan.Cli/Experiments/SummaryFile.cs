using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Ml.Gan.Cli.Experiments;

/// <summary>
/// <c>summary.json</c>: the verdict, and for each variant its settings, the figures of each seed, and their means with
/// standard errors.
/// </summary>
internal static class SummaryFile
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static byte[] Create(
        ExperimentSettings settings, Findings findings, IReadOnlyList<Variant> variants, IReadOnlyList<Trial> trials, int planned)
    {
        var summary = new JsonObject
        {
            ["experiment"] = settings.Experiment.Name,
            ["version"] = ExperimentRun.Version,
            ["quick"] = settings.Setup.Quick,
            ["data"] = settings.Experiment.TakesData ? settings.Setup.Data : null,
            ["seeds"] = new JsonArray([.. settings.Seeds.Select(seed => JsonValue.Create(seed))]),
            ["trainings_planned"] = planned,
            ["trainings_completed"] = trials.Count,
            ["verdict"] = findings.Verdict,
            ["variants"] = new JsonArray(
                [.. variants.Select(variant => Describe(variant, [.. trials.Where(trial => trial.Variant == variant.Name)]))]),
        };
        return Encoding.UTF8.GetBytes(summary.ToJsonString(Format) + "\n");
    }

    private static JsonObject Describe(Variant variant, IReadOnlyList<Trial> trials)
    {
        var (means, errors) = (new JsonObject(), new JsonObject());
        foreach (string name in trials.SelectMany(trial => trial.Figures.Keys).Distinct())
        {
            var estimate = Estimate.Of(trials, name);
            means[name] = estimate.Mean;
            errors[name] = estimate.Count > 1 ? estimate.StandardError : null;
        }
        return new JsonObject
        {
            ["name"] = variant.Name,
            ["settings"] = OptionsJson.Of(variant.ResolveOptions()),
            ["runs"] = new JsonArray([.. trials.Select(Describe)]),
            ["mean"] = means,
            ["standard_error"] = errors,
        };
    }

    private static JsonObject Describe(Trial trial)
    {
        var run = new JsonObject
        {
            ["seed"] = trial.Seed,
            ["steps"] = trial.Steps,
            ["seconds"] = Math.Round(trial.Seconds, 3),
        };
        if (trial.Problem is { } problem)
            run["problem"] = problem;
        foreach (var (name, value) in trial.Figures)
            run[name] = value;
        return run;
    }
}
