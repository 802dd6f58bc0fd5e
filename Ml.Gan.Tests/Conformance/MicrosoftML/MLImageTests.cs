using Microsoft.ML.Data;

namespace Ml.Gan.Tests.Conformance.MicrosoftML;

[TestClass]
public sealed class MLImageTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("images-").FullName;

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Pixels_are_kept_as_given()
    {
        byte[] pixels = [1, 2, 3, 255, 4, 5, 6, 255];
        using var image = MLImage.CreateFromPixels(2, 1, MLPixelFormat.Rgba32, pixels);

        Assert.AreEqual(2, image.Width);
        Assert.AreEqual(1, image.Height);
        Assert.AreEqual(32, image.BitsPerPixel);
        Assert.AreEqual(MLPixelFormat.Rgba32, image.PixelFormat);
        CollectionAssert.AreEqual(pixels, image.Pixels.ToArray());
    }

    [TestMethod]
    public void Blue_green_and_red_are_given_in_this_order_whatever_the_format()
    {
        using var rgba = MLImage.CreateFromPixels(1, 1, MLPixelFormat.Rgba32, [1, 2, 3, 255]);
        using var bgra = MLImage.CreateFromPixels(1, 1, MLPixelFormat.Bgra32, [3, 2, 1, 255]);
        CollectionAssert.AreEqual(new byte[] { 3, 2, 1 }, rgba.GetBGRPixels);
        CollectionAssert.AreEqual(new byte[] { 3, 2, 1 }, bgra.GetBGRPixels);
    }

    [TestMethod]
    public void A_png_file_holds_the_picture_exactly()
    {
        string file = Path.Combine(_folder, "noise.png");
        var random = new Random(1);
        using var image = Picture.Paint(13, 7, (_, _) => (random.Next(256), random.Next(256), random.Next(256)));
        image.Save(file);

        using var read = MLImage.CreateFromFile(file);
        Assert.AreEqual(13, read.Width);
        Assert.AreEqual(7, read.Height);
        CollectionAssert.AreEqual(image.GetBGRPixels, read.GetBGRPixels);
        using var stream = File.OpenRead(file);
        using var streamed = MLImage.CreateFromStream(stream);
        CollectionAssert.AreEqual(image.GetBGRPixels, streamed.GetBGRPixels);
    }

    [TestMethod]
    public void Several_threads_decode_at_once()
    {
        string file = Path.Combine(_folder, "a.png");
        using var image = Picture.RedAndBlue();
        image.Save(file);
        byte[] bytes = File.ReadAllBytes(file), expected = image.GetBGRPixels;
        Parallel.For(0, 64, _ =>
        {
            using var read = MLImage.CreateFromStream(new MemoryStream(bytes));
            CollectionAssert.AreEqual(expected, read.GetBGRPixels);
        });
    }

    [TestMethod]
    public void A_jpeg_file_holds_the_picture_roughly()
    {
        string file = Path.Combine(_folder, "grey.jpg");
        using var image = Picture.Paint(16, 16, (_, y) => (y * 16, y * 16, y * 16));
        image.Save(file);

        using var read = MLImage.CreateFromFile(file);
        byte[] expected = image.GetBGRPixels, actual = read.GetBGRPixels;
        Assert.HasCount(expected.Length, actual);
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], delta: 4);
    }

    [TestMethod]
    public void A_file_that_is_no_image_is_refused()
    {
        string file = Path.Combine(_folder, "text.png");
        File.WriteAllText(file, "This is no picture.");
        Assert.Throws<Exception>(() => MLImage.CreateFromFile(file));
        Assert.Throws<Exception>(() => MLImage.CreateFromStream(new MemoryStream([1, 2, 3, 4])));
        Assert.Throws<Exception>(() => MLImage.CreateFromFile(Path.Combine(_folder, "absent.png")));
    }

    [TestMethod]
    public void The_number_of_bytes_must_fit_the_size() =>
        Assert.Throws<Exception>(() => MLImage.CreateFromPixels(2, 2, MLPixelFormat.Bgra32, new byte[12]));

    [TestMethod]
    public void A_disposed_image_can_t_be_read()
    {
        var image = Picture.RedAndBlue();
        image.Dispose();
        Assert.Throws<Exception>(() => image.Pixels.Length);
    }

    [TestMethod]
    public void A_tag_goes_with_the_image()
    {
        using var image = Picture.RedAndBlue();
        image.Tag = "red and blue";
        Assert.AreEqual("red and blue", image.Tag);
    }
}
