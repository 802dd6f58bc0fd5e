using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace Ml.Gan.Training;

/// <summary>Charts of a training, one below the other: losses, and D's mean scores of both kinds of samples.</summary>
internal sealed class TrainingCurves(TrainingHistory history, int width, int height)
{
    private static readonly OxyColor s_grid = OxyColor.FromRgb(227, 229, 232);

    private static readonly OxyColor s_axis = OxyColor.FromRgb(107, 111, 118);

    /// <summary>Colors that people who don't see all of them can tell apart (Okabe and Ito, 2008).</summary>
    private static readonly OxyColor[] s_colors =
    [
        OxyColor.FromRgb(0, 114, 178), OxyColor.FromRgb(213, 94, 0), OxyColor.FromRgb(0, 158, 115),
        OxyColor.FromRgb(204, 121, 167), OxyColor.FromRgb(230, 159, 0), OxyColor.FromRgb(86, 180, 233),
    ];

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
            chart.SetAttributeValue("y", i * height);
            svg.Add(chart);
        }
        return svg.ToString(SaveOptions.DisableFormatting);
    }

    private XElement Draw(string title, string[] names)
    {
        var plot = new PlotModel { DefaultFont = "Arial", Background = OxyColors.White, PlotAreaBorderColor = s_grid };
        plot.Legends.Add(new Legend
        {
            LegendPlacement = LegendPlacement.Outside,
            LegendPosition = LegendPosition.TopLeft,
            LegendOrientation = LegendOrientation.Horizontal,
            LegendLineSpacing = 6,
        });
        plot.Axes.Add(Axis(AxisPosition.Bottom, "step"));
        plot.Axes.Add(Axis(AxisPosition.Left, title));
        foreach (var (name, index) in names.Select((name, index) => (name, index)))
        {
            var line = new LineSeries
            {
                Title = name,
                Color = s_colors[index % s_colors.Length],
                StrokeThickness = 1.5,
                LineStyle = index < s_colors.Length ? LineStyle.Solid : LineStyle.Dash,
            };
            line.Points.AddRange(history.Curve(name).Select(point => new DataPoint(point.Step, point.Value)));
            plot.Series.Add(line);
        }
        using var drawn = new MemoryStream();
        new SvgExporter
        {
            Width = width,
            Height = height,
            IsDocument = false,
            UseVerticalTextAlignmentWorkaround = true,
            TextMeasurer = new RoomyText(width, height),
        }.Export(plot, drawn);
        drawn.Position = 0;
        return XElement.Load(drawn);
    }

    private static LinearAxis Axis(AxisPosition position, string title) => new()
    {
        Position = position,
        Title = title,
        AxisTitleDistance = 14,
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = s_grid,
        MinorTickSize = 0,
        TicklineColor = s_axis,
    };
}
