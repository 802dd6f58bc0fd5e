using System.Drawing;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using SkiaSharp;

namespace Ml.Gan.Tests.Data.Images;

/// <summary>What is seen where pictures are transparent.</summary>
[TestClass]
public sealed class BackgroundTests
{
    private const int Size = 16;

    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    /// <summary>Over B, a color C of opacity a is seen as aC + (1 − a)B.</summary>
    [TestMethod]
    [DataRow("white", 0, 255.0, 255.0, 255.0)]
    [DataRow("#ff8000", 0, 255.0, 128.0, 0.0)]
    [DataRow("#ff8000", 255, 200.0, 100.0, 40.0)]
    [DataRow("#ff8000", 51, 244.0, 122.4, 8.0)]
    [DataRow("black", 51, 40.0, 20.0, 8.0)]
    public void Is_mixed_by_the_opacity(string background, int alpha, double red, double green, double blue)
    {
        Write("a.png", (byte)alpha);
        string? note = null;
        using var data = SampleSource.Open(
            _folder["pictures"],
            new SampleSourceOptions
            {
                Channels = 3,
                Background = ColorText.Parse(background),
                Note = text => note = text,
            });
        float[] sample = new float[3 * Size * Size];
        data.Read([0], sample);

        double[] expected = [red, green, blue];
        for (int channel = 0; channel < 3; channel++)
            Assert.AreEqual(expected[channel], (sample[channel * Size * Size] + 1) * 127.5, 1.5, $"channel {channel}");
        Assert.AreEqual(alpha < 255, note!.Contains($"1 of them transparent, over {background}"), note);
    }

    [TestMethod]
    [DataRow(100, "#ff8000")]
    [DataRow(255, null)]
    public void Is_in_the_metadata_where_pictures_are_transparent(int alpha, string? expected)
    {
        Write("a.png", (byte)alpha);
        Write("b.png", 255);
        using var data = SampleSource.Open(
            _folder["pictures"], new SampleSourceOptions { Background = ColorText.Parse("#ff8000") });
        using var subset = new SampleSubset(data, [0, 1]);
        var options = new LatentGanOptions { Network = new Dcgan { Width = 1 }, BatchSize = 2, LatentSize = 2 };
        using var gan = new LatentGan(options, subset);

        Assert.AreEqual(expected, gan.Export().Metadata.TryGetValue("background", out string? color) ? color : null);
    }

    [TestMethod]
    [DataRow("#0f8", "#00ff88")]
    [DataRow("#fff", "white")]
    public void Three_digits_are_those_of_each_channel(string text, string expected) =>
        Assert.AreEqual(expected, ColorText.NameOf(ColorText.Parse(text)));

    [TestMethod]
    [DataRow("#12345")]
    [DataRow("#12345g")]
    [DataRow("transparent")]
    [DataRow("window")]
    [DataRow("")]
    public void A_text_that_is_no_opaque_color_is_refused(string text)
    {
        var error = Assert.ThrowsExactly<GanOptionException>(() => ColorText.Parse(text));

        Assert.AreEqual(nameof(SampleSourceOptions.Background), error.Option);
        StringAssert.Contains(error.Message, $"'{text}'");
    }

    [TestMethod]
    public void A_transparent_color_is_refused() => Assert.ThrowsExactly<GanOptionException>(
        () => new SampleSourceOptions { Background = Color.FromArgb(100, Color.Red) });

    private void Write(string name, byte alpha)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Size, Size, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.Erase(new SKColor(200, 100, 40, alpha));
        using var encoded = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        _folder.Write($"pictures/{name}", encoded.ToArray());
    }
}
