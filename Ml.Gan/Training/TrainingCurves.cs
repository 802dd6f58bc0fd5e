using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Ml.Gan.Training;

/// <summary>Charts of a training, one below the other: losses, and D's mean scores of both kinds of samples.</summary>
internal sealed class TrainingCurves(TrainingHistory history, int width, int height)
{
    /// <summary>One SVG element that holds all charts.</summary>
    public string ToSvg()
    {
        string[] names = [.. history.Points.SelectMany(point => point.Metrics.Keys).Distinct()];
        (string Title, string[] Names)[] charts =
        [
            ("loss", [.. names.Where(name => MetricGroup.Of(name, []) == MetricGroup.Losses)]),
            ("D's mean score", [.. names.Where(name => MetricGroup.Of(name, []) == MetricGroup.Scores)]),
        ];
        XElement[] drawn =
        [
            .. charts.Where((chart, i) => i == 0 || chart.Names.Length > 0)
                .Select(chart => Draw(chart.Title, chart.Names)),
        ];
        var svg = new XElement(
            drawn[0].Name,
            new XAttribute("width", width), new XAttribute("height", height * drawn.Length),
            new XAttribute("role", "img"), new XAttribute("aria-label", "curves of a training"));
        foreach (var (chart, i) in drawn.Select((chart, i) => (chart, i)))
        {
            ChartStyle.NameParts(chart);
            chart.SetAttributeValue("y", i * height);
            svg.Add(chart);
        }
        return svg.ToString(SaveOptions.DisableFormatting);
    }

    private XElement Draw(string title, string[] names)
    {
        var plot = new PlotModel
        {
            DefaultFont = "Arial",
            Background = OxyColors.White,
            PlotAreaBorderColor = ChartStyle.Grid,
        };
        plot.Legends.Add(ChartStyle.LegendAbove());
        plot.Axes.Add(Axis(AxisPosition.Bottom, "step"));
        plot.Axes.Add(Axis(AxisPosition.Left, title));
        foreach (var (name, index) in names.Select((name, index) => (name, index)))
        {
            var line = new LineSeries
            {
                Title = name,
                Color = ChartStyle.Colors[index % ChartStyle.Colors.Count],
                StrokeThickness = 1.5,
                LineStyle = index < ChartStyle.Colors.Count ? LineStyle.Solid : LineStyle.Dash,
            };
            line.Points.AddRange(history.Curve(name).Select(point => new DataPoint(point.Step, point.Value)));
            plot.Series.Add(line);
        }
        return ChartStyle.ToSvg(plot, width, height);
    }

    private static LinearAxis Axis(AxisPosition position, string title) => new()
    {
        Position = position,
        Title = title,
        AxisTitleDistance = ChartStyle.TitleDistance,
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = ChartStyle.Grid,
        MinorTickSize = 0,
        TicklineColor = ChartStyle.Gray,
    };
}
