using System.Globalization;
using System.Xml.Linq;
using Ml.Gan.Cli.Experiments.Charts.Marks;
using Ml.Gan.Cli.Experiments.Charts;

namespace Ml.Gan.Tests.Cli.Experiments.Charts;

[TestClass]
public sealed class ChartTests
{
    private static readonly Chart s_chart = new()
    {
        Title = "Loss of <G> & D",
        Description = "Falls.",
        X = new Axis("step", 0, 1000),
        Y = new Axis("loss", -1, 1, "nats"),
    };

    [TestMethod]
    public void Text_survives_as_it_is_in_well_formed_xml()
    {
        var svg = Parse(s_chart with { Marks = [new LineMark([new(0, 0)]) { Name = "a < \"b\" & c" }] });

        Assert.AreEqual("img", svg.Attribute("role")!.Value);
        Assert.AreEqual("Loss of <G> & D", svg.Element("title")!.Value);
        Assert.AreEqual("Falls.", svg.Element("desc")!.Value);
        string[] texts = [.. svg.Descendants("text").Select(text => text.Value)];
        CollectionAssert.IsSubsetOf(new[] { "a < \"b\" & c", "step", "loss (nats)", "0", "1000", "−1", "0.5" }, texts);
    }

    [TestMethod]
    public void Points_are_where_the_ticks_say()
    {
        var svg = Parse(s_chart with { Marks = [new LineMark([new(0, -1), new(400, 0.5), new(1000, 1)])] });
        var inside = svg.Element("svg")!;
        double left = Number(inside, "x"), top = Number(inside, "y");
        var points = Points(inside.Element("path")!);

        foreach (var (point, tickX, tickY) in new[] { (points[0], "0", "−1"), (points[1], "400", "0.5"), (points[2], "1000", "1") })
        {
            Assert.AreEqual(Labels(svg, tickX, "middle"), left + point.X, 0.02, tickX);
            Assert.AreEqual(Labels(svg, tickY, "end") - 4, top + point.Y, 0.02, tickY);
        }
        Assert.AreEqual((0, Number(inside, "height")), points[0]);
        Assert.AreEqual((Number(inside, "width"), 0), points[2]);
    }

    [TestMethod]
    public void The_last_label_of_a_long_training_ends_inside_the_chart()
    {
        const double widestDigit = 8;
        var svg = Parse(s_chart with { X = new Axis("generator steps", 0, 20_000) });
        double width = double.Parse(svg.Attribute("viewBox")!.Value.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture);
        var last = svg.Descendants("text").Last(text => text.Value.EndsWith("000", StringComparison.Ordinal));

        Assert.IsLessThanOrEqualTo(width, Number(last, "x") + last.Value.Length * widestDigit / 2);
    }

    [TestMethod]
    public void The_right_axis_has_a_scale_of_its_own()
    {
        var chart = s_chart with
        {
            Right = new Axis("D", 0, 1),
            Marks = [new LineMark([new(0, 0.25)]) { OnRight = true }, new RuleMark(0.25) { OnRight = true }, new RuleMark(0.5)],
        };
        var inside = Parse(chart).Element("svg")!;
        var points = inside.Elements("path").Select(path => Points(path)[0].Y).ToArray();

        double height = Number(inside, "height");
        CollectionAssert.AreEqual(new[] { 0.75 * height, 0.75 * height, 0.25 * height }, points);
    }

    [TestMethod]
    public void Lines_break_where_a_value_is_not_finite()
    {
        var svg = Parse(s_chart with { Marks = [new LineMark([new(0, 0), new(100, double.NaN), new(200, 0), new(300, 1)])] });
        string data = svg.Element("svg")!.Element("path")!.Attribute("d")!.Value;
        Assert.AreEqual(2, data.Count(c => c == 'M'));
        Assert.AreEqual(1, data.Count(c => c == 'L'));
    }

    [TestMethod]
    public void Densities_are_closed_at_zero()
    {
        var chart = s_chart with { Y = new Axis("density", 0, 1), Marks = [new AreaMark([new(100, 0.5), new(900, 1)])] };
        var inside = Parse(chart).Element("svg")!;
        var points = Points(inside.Element("path")!);

        double height = Number(inside, "height"), width = Number(inside, "width");
        Assert.AreEqual((0.1 * width, height), points[0]);
        Assert.AreEqual((0.9 * width, height), points[^1]);
    }

    [TestMethod]
    public void Circles_of_a_square_chart_with_equal_axes_are_round()
    {
        var chart = s_chart with
        {
            X = new Axis("x", -2, 2), Y = new Axis("y", -2, 2), IsSquare = true,
            Marks = [new CirclesMark([new(0, 1)], 0.5)],
        };
        var inside = Parse(chart).Element("svg")!;
        var circle = inside.Descendants("ellipse").Single();

        Assert.AreEqual(Number(inside, "width"), Number(inside, "height"));
        Assert.AreEqual(Number(inside, "width") / 8, Number(circle, "rx"), 0.01);
        Assert.AreEqual(Number(circle, "rx"), Number(circle, "ry"));
        Assert.AreEqual(Number(inside, "height") / 4, Number(circle, "cy"), 0.01);
    }

    [TestMethod]
    public void Every_dot_of_a_scatter_is_drawn()
    {
        var svg = Parse(s_chart with { Marks = [new ScatterMark([.. Enumerable.Range(0, 500).Select(i => new Point(2 * i, 0))])] });
        string data = svg.Element("svg")!.Element("path")!.Attribute("d")!.Value;
        Assert.AreEqual(500, data.Split("h0").Length - 1);
    }

    [TestMethod]
    public void Frames_are_groups_of_which_the_last_is_current()
    {
        var svg = Parse(s_chart with { Frames = [new("step 1", [new RuleMark(0)]), new("step 2", [new RuleMark(1)])] });
        var frames = svg.Element("svg")!.Elements("g").ToArray();

        CollectionAssert.AreEqual(new[] { "step 1", "step 2" }, frames.Select(frame => frame.Attribute("data-label")!.Value).ToArray());
        CollectionAssert.AreEqual(new[] { "frame", "frame current" }, frames.Select(frame => frame.Attribute("class")!.Value).ToArray());
    }

    [TestMethod]
    public void The_legend_names_each_mark_once_and_wraps_inside_the_chart()
    {
        Mark[] marks = [.. Enumerable.Range(0, 9).Select(i => new LineMark([]) { Name = $"a series with a long name, {i % 8}", Colour = i % 8 })];
        var svg = Parse(s_chart with { Marks = marks });
        var legend = svg.Elements("g").Single(group => group.Attribute("class")!.Value == "legend");

        Assert.HasCount(8, legend.Elements("g"));
        Assert.HasCount(8, legend.Elements("g").Select(entry => entry.Attribute("transform")!.Value).Distinct());
        Assert.IsGreaterThan(8 / 2 * 20, Number(svg.Element("svg")!, "y"));
    }

    private static XElement Parse(Chart chart) => XElement.Parse(chart.ToSvg().ToString());

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    /// <summary>Where the tick with this text stands, along its axis.</summary>
    private static double Labels(XElement svg, string text, string anchor)
    {
        var label = svg.Elements("g").Where(group => group.Attribute("class")!.Value == "axis").Elements("text")
            .First(label => label.Value == text && label.Attribute("text-anchor")!.Value == anchor);
        return Number(label, anchor == "middle" ? "x" : "y");
    }

    private static (double X, double Y)[] Points(XElement path) =>
    [
        .. path.Attribute("d")!.Value.TrimEnd('Z').Split(['M', 'L'], StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('H')[0].Split(' '))
            .Select(pair => (double.Parse(pair[0], CultureInfo.InvariantCulture), double.Parse(pair[1], CultureInfo.InvariantCulture))),
    ];
}
