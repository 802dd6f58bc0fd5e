using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ml.Gan.Metrics;

namespace Ml.Gan.Cli.Evaluation;

/// <summary>The outcome of an evaluation, for people and for programs.</summary>
internal static class EvaluationText
{
    private static readonly JsonSerializerOptions s_format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static string Plain(EvaluationReport report)
    {
        string[][] rows =
        [
            ["metric", "generated", "real", "better", "meaning"],
            .. report.Results.Select(result => new[]
            {
                report.TitleOf(result.Metric),
                Number(result.Value),
                double.IsNaN(result.Reference) ? "-" : Number(result.Reference),
                InWords(result.Metric.Direction),
                Meaning(result.Metric),
            }),
        ];
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        text.Append($"{report.Count:N0} generated images against {report.RealCount:N0} real ones of {report.Data}\n");
        text.Append($"{report.FeatureSpace}: {report.FeatureDescription}\n");
        foreach (string[] row in rows)
        {
            text.Append('\n').Append(row[0].PadRight(widths[0]));
            text.Append("  ").Append(row[1].PadLeft(widths[1])).Append("  ").Append(row[2].PadLeft(widths[2]));
            text.Append("  ").Append(row[3].PadRight(widths[3])).Append("  ").Append(row[4]);
        }
        return text.ToString();
    }

    public static string Json(EvaluateSettings settings, EvaluationReport report) => JsonSerializer.Serialize(
        new
        {
            Model = settings.IsOfImages ? null : settings.Model,
            Images = settings.IsOfImages ? settings.Model : null,
            report.Data,
            report.Count,
            report.RealCount,
            report.Seed,
            report.FeatureSpace,
            report.FeatureDescription,
            Metrics = report.Results.Select(result => new
            {
                result.Metric.Name,
                Title = report.TitleOf(result.Metric),
                result.Value,
                Real = double.IsNaN(result.Reference) ? (double?)null : result.Reference,
                Better = InWords(result.Metric.Direction),
                result.Metric.Unit,
                result.Metric.Description,
            }),
        },
        s_format);

    private static string Meaning(Metric metric) =>
        metric.Unit is { Length: > 0 } unit ? $"{metric.Description}; in {unit}" : metric.Description;

    private static string InWords(MetricDirection direction) => direction switch
    {
        MetricDirection.LowerIsBetter => "lower",
        MetricDirection.HigherIsBetter => "higher",
        _ => "closer to real",
    };

    private static string Number(double value) => Math.Abs(value) switch
    {
        >= 1000 => value.ToString("N0"),
        >= 1e-4 => value.ToString("G4"),
        0 => "0",
        _ => value.ToString("0.0e-0"),
    };
}
