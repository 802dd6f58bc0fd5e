using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Ml.Gan.Models;
using TorchSharp;

namespace Ml.Gan.Experiments;

/// <summary>
/// <c>summary.json</c>: the verdict, and for each variant its settings, the figures of each seed, and their means with
/// standard errors.
/// </summary>
internal static class SummaryFile
{
    private static readonly JsonSerializerOptions s_format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static byte[] Create(ExperimentResult result)
    {
        var settings = result.Settings;
        var summary = new JsonObject
        {
            ["experiment"] = settings.Experiment.Name,
            ["version"] = ExperimentResult.Version,
            ["quick"] = settings.Setup.Quick,
            ["data"] = settings.Experiment.TakesData ? settings.Setup.Data : null,
            ["seeds"] = new JsonArray([.. settings.Seeds.Select(seed => JsonValue.Create(seed))]),
            ["threads"] = torch.get_num_threads(),
            ["trainings_planned"] = result.Planned,
            ["trainings_completed"] = result.Trials.Count,
            ["verdict"] = result.Verdict,
            ["variants"] = new JsonArray(
            [
                .. result.Variants.Select(variant =>
                    Describe(variant, [.. result.Trials.Where(trial => trial.Variant == variant.Name)])),
            ]),
        };
        return Encoding.UTF8.GetBytes(summary.ToJsonString(s_format) + "\n");
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

/// <summary>
/// Training options as JSON: whatever is set, those of networks, objectives, penalties and optimizers included.
/// </summary>
internal static class OptionsJson
{
    private static readonly JsonSerializerOptions s_format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new ByRuntimeType() },
    };

    public static JsonNode Of(LatentGanOptions options) => JsonSerializer.SerializeToNode(options, s_format)!;

    /// <summary>Writes the type of what an abstract property of the library holds, and its own options.</summary>
    private sealed class ByRuntimeType : JsonConverter<object>
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert is { IsClass: true, IsAbstract: true }
            && typeToConvert.Assembly == typeof(LatentGanOptions).Assembly;

        public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Options are written, never read.");

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
        {
            var own = JsonSerializer.SerializeToNode(value, value.GetType(), options)!.AsObject();
            own.Insert(0, "type", value.GetType().Name);
            own.WriteTo(writer, options);
        }
    }
}
