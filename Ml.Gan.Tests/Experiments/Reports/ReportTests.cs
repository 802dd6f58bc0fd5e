using Ml.Gan.Experiments.Reports;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Experiments.Reports;

[TestClass]
public sealed class ReportTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    public void Text_is_not_taken_for_markdown()
    {
        var report = new Report("a_b_c");
        report.Paragraph("<b> *x* | [y](z) `w`\nnext");
        Assert.AreEqual("# a\\_b\\_c\n\n\\<b\\> \\*x\\* \\| \\[y\\](z) \\`w\\` next\n", Save(report));
    }

    [TestMethod]
    public void Tables_align_numbers_and_have_as_many_cells_as_columns()
    {
        var report = new Report("t");
        report.Table(["objective", "modes"], [["gan|x", "6.3 ± 0.1"], ["hinge", "7.0"]]);
        Assert.EndsWith(
            "\n| objective | modes |\n|---|---:|\n| gan\\|x | 6.3 ± 0.1 |\n| hinge | 7.0 |\n", Save(report));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => report.Table(["a", "b"], [["short"]]));
    }

    [TestMethod]
    public void Charts_and_pictures_are_files_beside_the_report()
    {
        var chart = new Chart("Loss [G]", "Falls.", new ChartAxis("step", 0, 1), new ChartAxis("loss"));
        var report = new Report("t");
        report.Charts(("loss", chart), ("again", chart));
        report.Pictures(Enumerable.Range(1, 4).Select(step => ($"images-{step}", $"step {step}", Dot())));
        string text = Save(report);

        Assert.Contains("![Loss \\[G\\]. Falls.](loss.svg)\n![", text);
        Assert.Contains(
            "| step 1 | step 2 | step 3 |\n|---|---|---|\n| ![Generated images, step 1](images-1.png) |", text);
        string[] files = ["loss.svg", "again.svg", .. Enumerable.Range(1, 4).Select(step => $"images-{step}.png")];
        CollectionAssert.AreEqual(files, Program.Links(text));
        Program.AssertWhole(_folder.Path);
        CollectionAssert.AreEqual(chart.ToSvg(), File.ReadAllBytes(_folder["loss.svg"]));
        CollectionAssert.AreEqual(
            new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' }, File.ReadAllBytes(_folder["images-1.png"])[..4]);
    }

    [TestMethod]
    public void A_report_removes_what_the_one_before_had_and_nothing_else()
    {
        _folder.Write("report.md", "![a](old.svg) [b](notes.txt) ![c](../else.svg)"u8.ToArray());
        foreach (string file in (string[])["old.svg", "notes.txt", "mine.svg"])
            _folder.Write(file, [1]);
        Save(new Report("t"));

        string[] left = [.. Directory.GetFiles(_folder.Path).Select(path => Path.GetFileName(path)!)];
        CollectionAssert.AreEquivalent((string[])["report.md", "notes.txt", "mine.svg"], left);
    }

    [TestMethod]
    [DataRow("1:1", "1-1")]
    [DataRow("f-divergence:Jensen_Shannon", "f-divergence-jensen-shannon")]
    public void Names_of_files_are_made_of_letters_and_digits(string variant, string expected) =>
        Assert.AreEqual(expected, Report.Slug(variant));

    private static ImageBatch Dot() => new([0.5f], 1, 1, 1, ValueRange.Tanh);

    private string Save(Report report)
    {
        report.Save(_folder.Path);
        return Program.Report(_folder.Path);
    }
}
