using System.Text;
using static Ml.Gan.Cli.Experiments.Charts.PlotArea;

namespace Ml.Gan.Cli.Experiments.Charts.Marks;

/// <summary>Path data through points.</summary>
internal static class Polyline
{
    /// <summary>Straight lines from point to point, broken where a value is not finite.</summary>
    public static string PathData(IEnumerable<Point> points, PlotArea area, bool right = false)
    {
        var data = new StringBuilder();
        bool drawing = false;
        foreach (var point in points)
        {
            bool finite = double.IsFinite(point.X) && double.IsFinite(point.Y);
            if (finite)
                data.Append(drawing ? 'L' : 'M').Append(Text(area.X(point.X))).Append(' ').Append(Text(area.Y(point.Y, right)));
            drawing = finite;
        }
        return data.ToString();
    }
}
