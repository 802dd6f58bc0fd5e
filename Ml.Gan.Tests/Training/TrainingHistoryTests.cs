using System.Text.Json;
using System.Xml.Linq;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Training;

[TestClass]
public sealed class TrainingHistoryTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [TestMethod]
    public void Points_are_those_of_the_metrics_file()
    {
        using var folder = new TemporaryFolder();
        string path = folder["metrics.jsonl"];
        var history = new TrainingHistory(interval: 4);
        using (var file = new MetricsFile(path, interval: 4))
            Train(steps: 11, history, file);

        CollectionAssert.AreEqual(new long[] { 1, 4, 8, 11 }, history.Points.Select(point => point.Step).ToArray());
        var lines = File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement);
        CollectionAssert.AreEqual(
            lines.Select(line => (line.GetProperty("step").GetInt64(), line.GetProperty("g_loss").GetDouble()))
                .ToArray(),
            history.Curve("g_loss").ToArray());
        Assert.IsEmpty(history.Curve("no such metric"));
    }

    [TestMethod]
    public void Steps_that_are_taken_again_replace_those_before()
    {
        var history = new TrainingHistory(interval: 1);
        Train(steps: 6, history);
        var first = history.Points.ToArray();
        Train(steps: 3, history);

        Assert.HasCount(3, history.Points);
        Assert.AreNotSame(first[0], history.Points[0]);
    }

    [TestMethod]
    public void Curves_have_a_chart_for_losses_and_one_for_scores()
    {
        var history = new TrainingHistory(interval: 1);
        Train(steps: 5, history);

        var svg = XElement.Parse(history.ToSvg(width: 400, height: 200));
        Assert.AreEqual("400", svg.Attribute("width")!.Value);
        Assert.AreEqual("400", svg.Attribute("height")!.Value, "two charts of 200");
        string[] texts = [.. svg.Descendants(s_svg + "text").Select(text => text.Value)];
        foreach (string name in (string[])["d_loss", "g_loss", "d_real", "d_fake", "step"])
            CollectionAssert.Contains(texts, name);
        Assert.HasCount(4, svg.Descendants(s_svg + "polyline").Where(line => Points(line) == 5));
    }

    [TestMethod]
    public void Parts_of_charts_have_names_of_their_own_and_are_found_by_them()
    {
        var history = new TrainingHistory(interval: 1);
        Train(steps: 5, history);
        var svg = XElement.Parse(history.ToSvg());
        string[] names = [.. svg.Descendants().Attributes("id").Select(name => name.Value)];
        CollectionAssert.AllItemsAreUnique(names);
        Assert.IsNotEmpty(names);
        string[] used = [.. svg.Descendants().Attributes("clip-path").Select(part => part.Value).Distinct()];
        CollectionAssert.AreEquivalent(names.Select(name => $"url(#{name})").ToArray(), used);
    }

    [TestMethod]
    public void A_notebook_shows_the_curves()
    {
        var history = new TrainingHistory(interval: 1);
        Assert.IsNull(ImageFormatterSourceTests.Html(history), "there is nothing to draw yet");
        Train(steps: 2, history);
        Assert.AreEqual(history.ToSvg(), ImageFormatterSourceTests.Html(history));
    }

    [TestMethod]
    public void Options_out_of_range_are_refused()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new TrainingHistory(interval: 0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new TrainingHistory().ToSvg(width: 99));
    }

    private static int Points(XElement line) => line.Attribute("points")!.Value.Trim().Split(' ').Length;

    private static void Train(long steps, params ITrainingListener[] listeners)
    {
        using var data = new Glyphs(size: 16);
        using var gan = new LatentGan(
            new LatentGanOptions
            {
                Network = new Mlp { GeneratorWidths = [8], DiscriminatorWidths = [8] },
                LatentSize = 4,
                BatchSize = 4,
                Steps = steps,
                Seed = 1,
            },
            data);
        new GanTrainer(gan).Train(listeners);
    }
}
