using System.Globalization;

namespace Ml.Gan.Cli.Experiments.Charts;

/// <summary>The rectangle inside the axes: the origin of its coordinates is the upper left corner.</summary>
internal sealed class PlotArea(Chart chart, double width, double height)
{
    private readonly LinearScale _x = new(chart.X.Minimum, chart.X.Maximum, 0, width);
    private readonly LinearScale _y = new(chart.Y.Minimum, chart.Y.Maximum, height, 0);
    private readonly LinearScale _right = chart.Right is { } right
        ? new LinearScale(right.Minimum, right.Maximum, height, 0)
        : new LinearScale(chart.Y.Minimum, chart.Y.Maximum, height, 0);

    public double Width => width;

    public double Height => height;

    public double X(double value) => _x.Map(value);

    /// <summary>The height of a value on the left axis, or on the right one.</summary>
    public double Y(double value, bool right = false) => (right ? _right : _y).Map(value);

    /// <summary>Pixels that one unit of the horizontal axis takes.</summary>
    public double UnitWidth => _x.Map(1) - _x.Map(0);

    /// <summary>Pixels that one unit of the left axis takes.</summary>
    public double UnitHeight => _y.Map(0) - _y.Map(1);

    /// <summary>A coordinate as text.</summary>
    public static string Text(double coordinate) => Math.Round(coordinate, 2).ToString("0.##", CultureInfo.InvariantCulture);
}
