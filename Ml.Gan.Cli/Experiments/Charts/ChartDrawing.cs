using System.Xml.Linq;
using Ml.Gan.Cli.Experiments.Charts.Marks;
using static Ml.Gan.Cli.Experiments.Charts.PlotArea;

namespace Ml.Gan.Cli.Experiments.Charts;

/// <summary>Lays a chart out: legend above, axes around, marks inside and cut off at the axes.</summary>
internal sealed class ChartDrawing
{
    private const double Width = 480;
    private const double Left = 62;
    private const double Right = 28;
    private const double RightWithAxis = 54;
    private const double Bottom = 46;
    private const double Top = 10;

    private readonly Chart _chart;
    private readonly Legend _legend;
    private readonly PlotArea _area;
    private readonly double _top;

    public ChartDrawing(Chart chart)
    {
        double width = Width - Left - (chart.Right is null ? Right : RightWithAxis);
        _chart = chart;
        _legend = new Legend([.. chart.Marks, .. chart.Frames.SelectMany(frame => frame.Marks)], width);
        _area = new PlotArea(chart, width, chart.IsSquare ? width : 230);
        _top = Top + _legend.Height;
    }

    public XElement Draw() => new("svg",
        new XAttribute("class", "chart"),
        new XAttribute("viewBox", $"0 0 {Text(Width)} {Text(_top + _area.Height + Bottom)}"),
        new XAttribute("role", "img"),
        new XElement("title", _chart.Title),
        new XElement("desc", _chart.Description),
        _legend.Draw(Left, 4),
        HorizontalAxis(),
        VerticalAxis(_chart.Y, isRight: false),
        _chart.Right is { } right ? VerticalAxis(right, isRight: true) : null,
        Inside());

    /// <summary>An svg of its own cuts off what lies outside of it.</summary>
    private XElement Inside() => new("svg",
        new XAttribute("x", Text(Left)),
        new XAttribute("y", Text(_top)),
        new XAttribute("width", Text(_area.Width)),
        new XAttribute("height", Text(_area.Height)),
        new XAttribute("overflow", "hidden"),
        DrawAll(_chart.Marks),
        _chart.Frames.Select((frame, i) => new XElement("g",
            new XAttribute("class", i == _chart.Frames.Count - 1 ? "frame current" : "frame"),
            new XAttribute("data-label", frame.Label),
            DrawAll(frame.Marks))));

    private IEnumerable<XElement> DrawAll(IEnumerable<Mark> marks) => marks.Select(mark => mark.Draw(_area));

    private XElement HorizontalAxis()
    {
        double bottom = _top + _area.Height;
        return new XElement("g",
            new XAttribute("class", "axis"),
            _chart.X.Ticks.Select(tick => Tick(Left + _area.X(tick), _top, Left + _area.X(tick), bottom)),
            _chart.X.Ticks.Select(tick => Label(Left + _area.X(tick), bottom + 16, "middle", Ticks.Format(tick))),
            Label(Left + _area.Width / 2, bottom + 38, "middle", _chart.X.Title));
    }

    private XElement VerticalAxis(Axis axis, bool isRight)
    {
        double edge = isRight ? Left + _area.Width : Left;
        double Height(double tick) => _top + _area.Y(tick, isRight);
        double middle = _top + _area.Height / 2;
        double titleX = isRight ? Width - 8 : 16;
        var title = Label(titleX, middle, "middle", axis.Title);
        title.Add(new XAttribute("transform", $"rotate(-90 {Text(titleX)} {Text(middle)})"));
        return new XElement("g",
            new XAttribute("class", "axis"),
            isRight ? null : axis.Ticks.Select(tick => Tick(Left, Height(tick), Left + _area.Width, Height(tick))),
            axis.Ticks.Select(tick => Label(
                isRight ? edge + 6 : edge - 6, Height(tick) + 4, isRight ? "start" : "end", Ticks.Format(tick))),
            title);
    }

    private static XElement Tick(double x1, double y1, double x2, double y2) => new("line",
        new XAttribute("x1", Text(x1)), new XAttribute("y1", Text(y1)), new XAttribute("x2", Text(x2)), new XAttribute("y2", Text(y2)));

    private static XElement Label(double x, double y, string anchor, string text) => new("text",
        new XAttribute("x", Text(x)), new XAttribute("y", Text(y)), new XAttribute("text-anchor", anchor), text);
}
