using System.Globalization;
using Ml.Gan.Models.Preview;

namespace Ml.Gan.Cli.Training;

/// <summary>What would be trained, for people and for programs.</summary>
internal static class PreviewText
{
    private static readonly string[] s_units = ["bytes", "kB", "MB", "GB", "TB"];

    public static string Plain(TrainingPreview preview)
    {
        var memory = preview.Memory;
        string parts = string.Join(", ",
            from part in new (string Name, long Bytes)[]
            {
                ("weights", memory.Weights), ("gradients", memory.Gradients), ("optimizers", memory.Optimizers),
                ("averages", memory.Averages), ("layers' outputs", memory.Activations),
            }
            where part.Bytes > 0
            select $"{part.Name} {Size(part.Bytes)}");
        return string.Join("\n\n",
        [
            .. preview.Networks.Select(Plain),
            $"Memory with a batch of {preview.BatchSize}, about: {Size(memory.Total)} beside the program itself: "
                + $"{parts}.",
            string.Create(
                CultureInfo.InvariantCulture,
                $"Time, as a few steps were measured: {preview.StepTime.TotalSeconds:G3} s a step, "
                    + $"{Duration(preview.Time)} for {preview.Steps} steps."),
        ]);
    }

    public static string Json(TrainingPreview preview) => JsonText.Of(new
    {
        preview.Networks,
        preview.BatchSize,
        Memory = new
        {
            WeightsBytes = preview.Memory.Weights,
            GradientsBytes = preview.Memory.Gradients,
            OptimizersBytes = preview.Memory.Optimizers,
            AveragesBytes = preview.Memory.Averages,
            ActivationsBytes = preview.Memory.Activations,
            TotalBytes = preview.Memory.Total,
        },
        SecondsPerStep = preview.StepTime.TotalSeconds,
        preview.Steps,
        Seconds = preview.Time.TotalSeconds,
    });

    private static string Plain(PreviewedNetwork network)
    {
        string[][] rows =
        [
            ["layer", "type", "output", "parameters"],
            .. network.Layers.Select(layer => new[]
            {
                layer.Name, layer.Kind, Shape(layer.Output), layer.Parameters == 0 ? "" : Number(layer.Parameters),
            }),
        ];
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        return string.Join('\n',
        [
            $"{network.Name}: {Number(network.Parameters)} parameters",
            .. rows.Select(row => ("  " + string.Join("  ", row.Select((cell, column) =>
                column == rows[0].Length - 1 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))))
                .TrimEnd()),
        ]);
    }

    private static string Shape(IReadOnlyList<long?>? shape) => shape is null
        ? "not used"
        : $"({string.Join(", ", shape.Select(d => d?.ToString(CultureInfo.InvariantCulture) ?? "N"))})";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Size(long bytes)
    {
        double size = bytes;
        int unit = 0;
        for (; size >= 1000 && unit < s_units.Length - 1; unit++)
            size /= 1000;
        string digits = unit == 0 || size >= 99.5 ? "F0" : size >= 9.95 ? "F1" : "F2";
        return $"{size.ToString(digits, CultureInfo.InvariantCulture)} {s_units[unit]}";
    }

    private static string Duration(TimeSpan time) => time.TotalMinutes < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F0} s")
        : time.TotalHours < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:F0} min")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:F1} h");
}
