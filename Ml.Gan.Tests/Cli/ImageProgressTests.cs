using Ml.Gan.Cli;

namespace Ml.Gan.Tests.Cli;

[TestClass]
public sealed class ImageProgressTests
{
    [TestMethod]
    public void A_line_every_five_seconds_says_what_is_done_how_fast_and_how_long_it_takes()
    {
        var clock = new Clock();
        using var lines = new StringWriter();
        var progress = new ImageProgress(total: 1000, lines, clock);
        for (int done = 1; done <= 1000; done++)
        {
            clock.Seconds += 0.5;
            if (done is 37)
                clock.Seconds += 3700;
            progress.Show(done);
            if (done is 9 or 10 or 19 or 36 or 37 or 1000)
                lines.WriteLine($"after {done}");
        }

        string[] expected =
        [
            "after 9", "10/1000 images  2 images/s  8:15 left", "after 10", "after 19",
            "20/1000 images  2 images/s  8:10 left", "30/1000 images  2 images/s  8:05 left", "after 36",
            "37/1000 images  0.00995 images/s  26:53:01 left", "after 37",
        ];
        string[] shown = lines.ToString().Split(Environment.NewLine);
        CollectionAssert.AreEqual(expected, shown[..expected.Length]);
        Assert.AreEqual("after 1000", shown[^2], "the end needs no line");
    }

    [TestMethod]
    public void Of_one_image_its_tiles_are_told()
    {
        var clock = new Clock();
        using var lines = new StringWriter();
        var progress = new ImageProgress(total: 1, lines, clock);
        for (int tile = 1; tile <= 16; tile++)
        {
            clock.Seconds += 2;
            progress.Show(tile / 16.0);
        }

        CollectionAssert.AreEqual(
            new[]
            {
                "18 % of the image  0:26 left", "37 % of the image  0:20 left", "56 % of the image  0:14 left",
                "75 % of the image  0:08 left", "93 % of the image  0:02 left", "",
            },
            lines.ToString().Split(Environment.NewLine));
    }

    [TestMethod]
    public void Short_work_is_done_in_silence()
    {
        using var lines = new StringWriter();
        var clock = new Clock();
        var progress = new ImageProgress(total: 2, lines, clock);
        clock.Seconds = 4.9;
        progress.Show(1);
        clock.Seconds = 9;
        progress.Show(2);
        Assert.AreEqual("", lines.ToString());
    }

    private sealed class Clock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => (long)Math.Round(Seconds * 1000);
    }
}
