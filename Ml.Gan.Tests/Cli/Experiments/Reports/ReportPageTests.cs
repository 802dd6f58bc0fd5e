using System.Xml.Linq;
using Ml.Gan.Cli.Experiments.Charts.Marks;
using Ml.Gan.Cli.Experiments.Charts;
using Ml.Gan.Cli.Experiments.Reports;
using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Cli.Experiments.Reports;

[TestClass]
public sealed class ReportPageTests
{
    private static readonly Chart s_chart = new()
    {
        Title = "Curve", Description = "Rises.", X = new Axis("x", 0, 1), Y = new Axis("y", 0, 1),
        Frames = [new("step 1", [new RuleMark(0.1)]), new("step 2", [new RuleMark(0.9)])],
    };

    [TestMethod]
    public void Text_is_escaped()
    {
        var page = new ReportPage("a <b> & \"c\"");
        page.Add(Html.Verdict("<script>alert(1)</script>"));
        var html = Page.Parse(page.ToBytes());

        Assert.AreEqual("a <b> & \"c\"", html.Descendants("title").First().Value);
        Assert.AreEqual("<script>alert(1)</script>", html.Descendants("p").Single().Value);
        Assert.HasCount(1, html.Descendants("script"));
    }

    [TestMethod]
    public void Nothing_outside_of_the_page_is_asked_for()
    {
        var page = new ReportPage("report");
        page.Add(Html.Figures(Html.Figure("f", AnimationPlayer.Of(s_chart)), Html.Figure("p", AnimationPlayer.Of("p", [Dot("step 1")]))));
        byte[] bytes = page.ToBytes();

        Page.AssertSelfContained(bytes);
        var html = Page.Parse(bytes);
        Assert.Contains("prefers-color-scheme: dark", html.Descendants("style").Single().Value);
        Assert.AreEqual(
            "width=device-width, initial-scale=1",
            html.Descendants("meta").Single(meta => meta.Attribute("name")?.Value == "viewport").Attribute("content")!.Value);
    }

    [TestMethod]
    public void Without_its_script_a_player_shows_the_last_frame_and_no_controls()
    {
        var player = AnimationPlayer.Of("digits", [Dot("step 1"), Dot("step 2")]);

        var current = player.Descendants("img").Single(image => image.Attribute("class")!.Value.Contains("current"));
        Assert.AreEqual("step 2", current.Attribute("data-label")!.Value);
        var controls = player.Elements("div").Single(part => part.Attribute("class")?.Value == "controls");
        Assert.IsNotNull(controls.Attribute("hidden"));
        Assert.IsNotNull(controls.Element("input")!.Attribute("aria-label"));
    }

    [TestMethod]
    public void Pictures_hold_the_bytes_of_a_png()
    {
        string source = Dot("step 1").ToHtml().Attribute("src")!.Value;
        byte[] png = Convert.FromBase64String(source["data:image/png;base64,".Length..]);
        CollectionAssert.AreEqual(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' }, png[..4]);
    }

    [TestMethod]
    public void Tables_name_their_columns_and_rows_and_can_be_scrolled()
    {
        var table = new ReportTable("Results", "objective", "modes", "quality");
        table.Add("gan", "6.3", "98.2 %");
        table.AddPublished("PacGAN2", "7.9", "95.6 %");
        var html = table.ToHtml();

        CollectionAssert.AreEqual(
            new[] { "objective", "modes", "quality" }, html.Descendants("thead").Descendants("th").Select(th => th.Value).ToArray());
        CollectionAssert.AreEqual(new[] { "gan", "PacGAN2" }, html.Descendants("tbody").Descendants("th").Select(th => th.Value).ToArray());
        Assert.AreEqual("published", html.Descendants("tr").Last().Attribute("class")!.Value);
        Assert.AreEqual("Results", html.Attribute("aria-label")!.Value);
        Assert.AreEqual("0", html.Attribute("tabindex")!.Value);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => table.Add("too", "short"));
    }

    private static Picture Dot(string label) => Picture.Of(label, new ImageBatch([0.5f], 1, 1, 1, ValueRange.Tanh));
}
