using Ml.Gan.Training;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace Ml.Gan.Benchmarks.Scaling;

/// <summary>
/// A chart of the time of an image against the batch as SVG, a panel for training and one for sampling, a line for each
/// size and number of threads.
/// </summary>
internal static class ScalingChart
{
    private const double Width = 1140, Height = 420;

    /// <summary>Behind the texts of the legend, which OxyPlot takes for narrower than they are, and cuts off.</summary>
    private static readonly string s_space = new('\u00A0', 12);

    public static string Draw(IReadOnlyDictionary<ScalingPlace, Quartiles> times)
    {
        var plot = new PlotModel { DefaultFont = "Arial", Background = OxyColors.White };
        plot.Legends.Add(new Legend
        {
            LegendPlacement = LegendPlacement.Outside,
            LegendPosition = LegendPosition.RightTop,
            LegendOrientation = LegendOrientation.Vertical,
            LegendLineSpacing = 6,
            LegendMargin = 16,
        });
        plot.Axes.Add(new LogarithmicAxis
        {
            Position = AxisPosition.Left,
            Title = "time of an image, relative",
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineColor = ChartStyle.Grid,
        });
        var works = Enum.GetValues<ScalingWork>();
        for (int i = 0; i < works.Length; i++)
            plot.Axes.Add(new LogarithmicAxis
            {
                Position = AxisPosition.Bottom,
                Base = 2,
                Key = works[i].ToString(),
                Title = $"{works[i]}: images in a batch",
                StartPosition = (double)i / works.Length,
                EndPosition = (i + 0.96) / works.Length,
            });
        int[] sizes = [.. times.Keys.Select(place => place.Size).Distinct()];
        foreach (var line in times.GroupBy(time => time.Key with { Batch = 0 }))
        {
            var place = line.Key;
            var series = new LineSeries
            {
                Title = place.Work == works[0] ? $"{place.Size}×{place.Size}, {Threads(place.Threads)}{s_space}" : null,
                RenderInLegend = place.Work == works[0],
                XAxisKey = place.Work.ToString(),
                Color = ChartStyle.Colors[Array.IndexOf(sizes, place.Size) % ChartStyle.Colors.Count],
                LineStyle = place.Threads == 1 ? LineStyle.Solid : LineStyle.Dash,
                MarkerType = MarkerType.Circle,
                MarkerSize = 2.5,
            };
            series.Points.AddRange(line.Select(time => new DataPoint(time.Key.Batch, time.Value.Median)));
            plot.Series.Add(series);
        }
        var exporter = new SvgExporter { Width = Width, Height = Height };
        return exporter.ExportToString(plot);
    }

    private static string Threads(int count) => count == 1 ? "1 thread" : $"{count} threads";
}
