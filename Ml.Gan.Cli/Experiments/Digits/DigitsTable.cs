using Ml.Gan.Cli.Experiments.Reports;

namespace Ml.Gan.Cli.Experiments.Digits;

/// <summary>Metrics of each variant's images.</summary>
internal static class DigitsTable
{
    public static ReportTable Create(string firstColumn, IReadOnlyList<Trial> trials)
    {
        var table = new ReportTable("Results", [firstColumn, .. DigitsData.Columns.Select(column => column.Title), "ms per step"]);
        foreach (var group in trials.GroupBy(trial => trial.Variant))
            table.Add(
                [
                    group.Key,
                    .. DigitsData.Columns.Select(column => Estimate.Of(group, column.Figure).Text(column.Format)),
                    Estimate.Of(group, "milliseconds_per_step").Text("0.0"),
                ]);
        return table;
    }
}
