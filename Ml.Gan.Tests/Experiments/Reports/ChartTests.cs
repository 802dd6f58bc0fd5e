using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Ml.Gan.Experiments.Reports;
using OxyPlot;

namespace Ml.Gan.Tests.Experiments.Reports;

[TestClass]
public sealed class ChartTests
{
    private static readonly ChartAxis s_steps = new("step", 0, 1000);

    [TestMethod]
    public void Text_survives_as_it_is_in_well_formed_xml()
    {
        var svg = Parse(Create("Loss of <G> & D").Line("a < \"b\" & c", [new(0, 0), new(1000, 1)]));

        Assert.AreEqual("img", svg.Attribute("role")!.Value);
        Assert.AreEqual("Loss of <G> & D", Elements(svg, "title").Single().Value);
        Assert.AreEqual("Falls.", Elements(svg, "desc").Single().Value);
        string[] texts = Texts(svg);
        CollectionAssert.IsSubsetOf(new[] { "Loss of <G> & D", "a < \"b\" & c", "step", "loss", "0", "1000" }, texts);
    }

    [TestMethod]
    public void Is_white_behind_and_scales_as_a_whole()
    {
        var svg = Parse(Create().Line("a", [new(0, 0), new(1000, 1)]));

        Assert.Contains("fill:rgb(255,255,255)", Elements(svg, "rect").First().Attribute("style")!.Value);
        string size = $"0 0 {svg.Attribute("width")!.Value} {svg.Attribute("height")!.Value}";
        Assert.AreEqual(size, svg.Attribute("viewBox")!.Value);
    }

    [TestMethod]
    public void Points_are_in_the_places_that_their_values_say()
    {
        var svg = Parse(Create().Line("a", [new(0, 0), new(250, 1), new(1000, 0.5)]));
        var points = Curves(svg).Single(curve => curve.Length == 3);

        Assert.AreEqual(points[0].X + (points[2].X - points[0].X) / 4, points[1].X, 0.01);
        Assert.AreEqual((points[0].Y + points[1].Y) / 2, points[2].Y, 0.01);
        Assert.IsLessThan(points[0].Y, points[1].Y, "larger values are not higher");
    }

    [TestMethod]
    public void Lines_break_where_a_value_is_not_finite()
    {
        var svg = Parse(Create().Line(
            "a",
            [
                new(0, 0), new(100, 0), new(150, 1), new(200, double.NaN), new(300, 0), new(350, 0.5), new(400, 1),
                new(500, 0),
            ]));
        int[] lengths = [.. Curves(svg).Select(curve => curve.Length).Where(length => length > 2)];
        CollectionAssert.AreEqual(new[] { 3, 4 }, lengths);
    }

    [TestMethod]
    public void The_same_name_has_one_color_in_all_panels_and_one_entry_in_the_legend()
    {
        var chart = new Chart(
            "t", "d", s_steps, new ChartAxis("density", 0, 1), new ChartAxis("D", 0, 1), panels: ["first", "second"]);
        for (int panel = 0; panel < 2; panel++)
            chart.Area("data", [new(0, 0.5), new(500, 0.75), new(1000, 0.5)], panel, isNeutral: true)
                .Reference("half", 0.5, panel, onRight: true)
                .Line("D(x)", [new(0, 0), new(500, 0.5), new(1000, 1)], panel, onRight: true);
        var svg = Parse(chart);

        string[] texts = Texts(svg);
        foreach (string name in (string[])["data", "half", "D(x)", "density", "D", "step, first", "step, second"])
            Assert.AreEqual(1, texts.Count(text => text == name), name);
        var styles = Elements(svg, "polyline").Where(line => Points(line).Length == 3)
            .Select(line => line.Attribute("style")!.Value);
        Assert.Contains("stroke:rgb(0,114,178)", styles.Distinct().Single(style => style.Contains("rgb(0,114,178)")));
        Assert.AreEqual(2, styles.Count(style => style.Contains("rgb(0,114,178)", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void More_lines_than_there_are_colors_are_dashed()
    {
        var chart = Create();
        for (int i = 0; i < 7; i++)
            chart.Line($"line {i}", [new(0, 0), new(500, i), new(1000, 0)]);
        string[] lines = Elements(Parse(chart), "polyline").Where(line => Points(line).Length == 3)
            .Select(line => line.Attribute("style")!.Value).ToArray();

        Assert.HasCount(7, lines);
        Assert.HasCount(7, lines.Distinct());
        Assert.AreEqual(1, lines.Count(style => style.Contains("stroke-dasharray", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Circles_are_round_and_every_dot_is_drawn()
    {
        var axis = new ChartAxis("x", -2, 2);
        var chart = new Chart("t", "d", axis, axis with { Label = "y" }, isSquare: true)
            .Circles("modes", [new(0, 1)], 0.5)
            .Dots("samples", Enumerable.Range(0, 100).Select(i => new DataPoint(i / 100.0, 0)));
        var ellipses =
            Elements(Parse(chart), "ellipse").Select(e => (Rx: Number(e, "rx"), Ry: Number(e, "ry"))).ToArray();

        Assert.AreEqual(101, ellipses.Count(e => Math.Abs(e.Rx - 1.4) < 1e-6), "dots, one of them in the legend");
        var circle = ellipses.MaxBy(e => e.Rx);
        Assert.AreEqual(circle.Rx, circle.Ry, 0.01);
        Assert.IsGreaterThan(20, circle.Rx);
    }

    private static Chart Create(string title = "Loss") => new(title, "Falls.", s_steps, new ChartAxis("loss"));

    private static XElement Parse(Chart chart) => XElement.Parse(Encoding.UTF8.GetString(chart.ToSvg()));

    private static IEnumerable<XElement> Elements(XElement svg, string name) =>
        svg.Descendants().Where(element => element.Name.LocalName == name);

    private static string[] Texts(XElement svg) => [.. Elements(svg, "text").Select(text => text.Value)];

    private static IEnumerable<(double X, double Y)[]> Curves(XElement svg) => Elements(svg, "polyline").Select(Points);

    private static (double X, double Y)[] Points(XElement line) =>
    [
        .. line.Attribute("points")!.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split(',').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray())
            .Select(pair => (pair[0], pair[1])),
    ];

    private static double Number(XElement element, string name) =>
        double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
