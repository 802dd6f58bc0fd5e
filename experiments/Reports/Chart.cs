using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Ml.Gan.Training;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Ml.Gan.Experiments.Reports;

/// <summary>What one direction of a chart measures.</summary>
/// <param name="Label">The quantity, with its unit if it has one.</param>
/// <param name="Minimum">The value at the left or lower end; NaN for the least of what is drawn.</param>
/// <param name="Maximum">The value at the right or upper end; NaN for the greatest of what is drawn.</param>
internal sealed record ChartAxis(string Label, double Minimum = double.NaN, double Maximum = double.NaN);

/// <summary>
/// Lines, areas and dots over axes, in one panel or in several side by side that share the vertical axis. What has the
/// same name has the
/// same color, and one entry in the legend.
/// </summary>
internal sealed class Chart
{
    private const double SingleWidth = 480;
    private const double PanelsWidth = 960;
    private const double PanelGap = 0.02;
    private const double UsualHeight = 320;
    private const double SquarePanelsHeight = 280;
    private const string LeftKey = "left";
    private const string RightKey = "right";

    private readonly PlotModel _plot;
    private readonly ChartAxis _x;
    private readonly double _width;
    private readonly double _height;
    private readonly List<string> _names = [];
    private readonly List<string> _neutral = [];

    /// <param name="title">What the chart shows, in a few words.</param>
    /// <param name="description">What there is to see, for those who don't.</param>
    /// <param name="x">The horizontal axis, of every panel.</param>
    /// <param name="y">The vertical axis at the left.</param>
    /// <param name="right">A second vertical axis at the right; null for none.</param>
    /// <param name="isSquare">Whether a unit is as long on the vertical axis as on the horizontal one.</param>
    /// <param name="panels">Label of each panel; none for one panel without a label.</param>
    public Chart(
        string title, string description, ChartAxis x, ChartAxis y, ChartAxis? right = null, bool isSquare = false,
        params IReadOnlyList<string> panels)
    {
        (Title, Description, _x) = (title, description, x);
        _width = panels.Count > 1 ? PanelsWidth : SingleWidth;
        _height = isSquare && panels.Count > 1 ? SquarePanelsHeight : UsualHeight;
        _plot = new PlotModel
        {
            Title = title,
            TitleFontSize = 13,
            DefaultFont = "Arial",
            Background = OxyColors.White,
            PlotAreaBorderColor = ChartStyle.Grid,
            PlotType = isSquare ? PlotType.Cartesian : PlotType.XY,
        };
        _plot.Legends.Add(ChartStyle.LegendAbove());
        _plot.Axes.Add(Vertical(y, AxisPosition.Left, LeftKey));
        if (right is not null)
            _plot.Axes.Add(Vertical(right, AxisPosition.Right, RightKey));
        int count = Math.Max(1, panels.Count);
        for (int i = 0; i < count; i++)
        {
            var axis = Create(x, AxisPosition.Bottom, Key(i));
            axis.StartPosition = (double)i / count + (i == 0 ? 0 : PanelGap / 2);
            axis.EndPosition = (i + 1.0) / count - (i == count - 1 ? 0 : PanelGap / 2);
            if (panels.Count > 0)
                axis.Title = $"{x.Label}, {panels[i]}";
            _plot.Axes.Add(axis);
        }
    }

    public string Title { get; }

    public string Description { get; }

    /// <summary>Adds a line through points, broken where a value is not finite.</summary>
    public Chart Line(string name, IEnumerable<DataPoint> points, int panel = 0, bool onRight = false)
    {
        var line = Place(new LineSeries { StrokeThickness = 1.75 }, name, panel, onRight);
        line.Color = Color(name);
        line.LineStyle = _names.IndexOf(name) < ChartStyle.Colors.Count ? LineStyle.Solid : LineStyle.Dash;
        line.Points.AddRange(points);
        return this;
    }

    /// <summary>Adds the area between a line and zero, a density; in gray where others are compared with it.</summary>
    public Chart Area(string name, IEnumerable<DataPoint> points, int panel = 0, bool isNeutral = false)
    {
        var area = Place(new AreaSeries { StrokeThickness = 1.25 }, name, panel, onRight: false, isNeutral);
        area.Color = isNeutral ? ChartStyle.Gray : Color(name);
        area.Fill = OxyColor.FromAColor(56, area.Color);
        area.Points.AddRange(points);
        area.ConstantY2 = 0;
        return this;
    }

    /// <summary>Adds a dot for each point.</summary>
    public Chart Dots(string name, IEnumerable<DataPoint> points, int panel = 0)
    {
        var dots = Place(
            new ScatterSeries { MarkerType = MarkerType.Circle, MarkerSize = 1.4 }, name, panel, onRight: false);
        dots.MarkerFill = OxyColor.FromAColor(150, Color(name));
        dots.Points.AddRange(points.Select(point => new ScatterPoint(point.X, point.Y)));
        return this;
    }

    /// <summary>Adds gray outlines of circles with one radius, in the units of the axes.</summary>
    public Chart Circles(string name, IEnumerable<DataPoint> centers, double radius, int panel = 0)
    {
        Place(
            new ScatterSeries
            {
                MarkerType = MarkerType.Circle,
                MarkerFill = OxyColors.Transparent,
                MarkerStroke = ChartStyle.Gray,
            },
            name, panel, onRight: false, isNeutral: true);
        foreach (var center in centers)
            _plot.Annotations.Add(new EllipseAnnotation
            {
                X = center.X,
                Y = center.Y,
                Width = 2 * radius,
                Height = 2 * radius,
                Fill = OxyColors.Transparent,
                Stroke = ChartStyle.Gray,
                StrokeThickness = 1,
                XAxisKey = Key(panel),
                YAxisKey = LeftKey,
            });
        return this;
    }

    /// <summary>Adds a dashed gray line at a value that others are compared with.</summary>
    public Chart Reference(string name, double value, int panel = 0, bool onRight = false)
    {
        var line = Place(
            new LineSeries { Color = ChartStyle.Gray, LineStyle = LineStyle.Dash, StrokeThickness = 1.25 }, name, panel,
            onRight, isNeutral: true);
        line.Points.Add(new DataPoint(_x.Minimum, value));
        line.Points.Add(new DataPoint(_x.Maximum, value));
        return this;
    }

    /// <summary>
    /// The chart as an SVG document in UTF-8, with its title and description for those who don't see it.
    /// </summary>
    public byte[] ToSvg()
    {
        var svg = ChartStyle.ToSvg(_plot, _width, _height);
        var space = svg.Name.Namespace;
        svg.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {_width} {_height}"));
        svg.SetAttributeValue("role", "img");
        svg.AddFirst(new XElement(space + "title", Title), new XElement(space + "desc", Description));
        return Encoding.UTF8.GetBytes(svg.ToString() + "\n");
    }

    private static string Key(int panel) => $"panel {panel}";

    private static LinearAxis Create(ChartAxis axis, AxisPosition position, string key) => new()
    {
        Key = key,
        Position = position,
        Title = axis.Label,
        AxisTitleDistance = ChartStyle.TitleDistance,
        Minimum = axis.Minimum,
        Maximum = axis.Maximum,
        MajorGridlineStyle = LineStyle.None,
        MinorTickSize = 0,
        TicklineColor = ChartStyle.Gray,
        AxislineColor = ChartStyle.Gray,
        AxislineStyle = LineStyle.Solid,
    };

    private static LinearAxis Vertical(ChartAxis axis, AxisPosition position, string key)
    {
        var vertical = Create(axis, position, key);
        if (position == AxisPosition.Left)
            (vertical.MajorGridlineStyle, vertical.MajorGridlineColor) = (LineStyle.Solid, ChartStyle.Grid);
        return vertical;
    }

    private OxyColor Color(string name) => ChartStyle.Colors[_names.IndexOf(name) % ChartStyle.Colors.Count];

    private T Place<T>(T series, string name, int panel, bool onRight, bool isNeutral = false)
        where T : XYAxisSeries
    {
        var names = isNeutral ? _neutral : _names;
        if (!names.Contains(name))
        {
            names.Add(name);
            series.Title = name;
        }
        (series.XAxisKey, series.YAxisKey) = (Key(panel), onRight ? RightKey : LeftKey);
        _plot.Series.Add(series);
        return series;
    }
}
