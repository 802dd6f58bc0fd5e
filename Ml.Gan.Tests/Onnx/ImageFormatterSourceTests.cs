using System.Reflection;
using Microsoft.ML.Data;
using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx;

/// <summary>What a notebook shows of images, found and called by the names that .NET Interactive knows.</summary>
[TestClass]
public sealed class ImageFormatterSourceTests
{
    [TestMethod]
    public void A_grid_is_shown_as_its_picture()
    {
        var grid = ImageGrid.Create(Batch(count: 3, channels: 3));
        using var shown = PictureIn(Html(grid)!);
        Assert.AreEqual((grid.Width, grid.Height), (shown.Width, shown.Height));
    }

    [TestMethod]
    public void Of_many_images_the_first_are_shown()
    {
        string html = Html(Batch(count: 100, channels: 1))!;
        Assert.Contains("64 of 100 images", html);
        using var shown = PictureIn(html);
        Assert.AreEqual(ImageGrid.Create(Batch(count: 64, channels: 1)).Width, shown.Width);
        Assert.DoesNotContain(" of ", Html(Batch(count: 64, channels: 1))!);
    }

    [TestMethod]
    public void What_is_no_picture_is_left_to_others()
    {
        Assert.IsNull(Html(Batch(count: 0, channels: 1)));
        Assert.IsNull(Html(Batch(count: 2, channels: 2)));
        Assert.IsNull(Html(new ImageBatch(new float[6], channels: 3, height: 1, width: 1, ValueRange.Tanh)));
    }

    /// <summary>What the first formatter that takes the value writes, as .NET Interactive asks for it.</summary>
    internal static string? Html(object value)
    {
        var attribute = value.GetType().GetCustomAttributes()
            .Single(candidate => candidate.GetType().Name == "TypeFormatterSourceAttribute");
        var type = (Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!;
        object source = Activator.CreateInstance(type)!;
        var formatters = (IEnumerable<object>)type.GetMethod("CreateTypeFormatters")!.Invoke(source, null)!;
        foreach (object formatter in formatters)
        {
            Assert.AreEqual("text/html", formatter.GetType().GetProperty("MimeType")!.GetValue(formatter));
            using var writer = new StringWriter();
            if ((bool)formatter.GetType().GetMethod("Format")!.Invoke(formatter, [value, writer])!)
                return writer.ToString();
        }
        return null;
    }

    private static ImageBatch Batch(int count, int channels) =>
        new(new float[count * channels * 8 * 8], channels, height: 8, width: 8, ValueRange.Tanh);

    private static MLImage PictureIn(string html)
    {
        const string Start = "src=\"data:image/png;base64,";
        string data = html[(html.IndexOf(Start, StringComparison.Ordinal) + Start.Length)..];
        using var stream = new MemoryStream(Convert.FromBase64String(data[..data.IndexOf('"')]));
        return MLImage.CreateFromStream(stream);
    }
}
