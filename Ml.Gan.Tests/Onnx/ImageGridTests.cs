using Microsoft.ML.Data;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Onnx;

[TestClass]
public class ImageGridTests
{
    [TestMethod]
    public void Images_lie_row_by_row_with_space_between_them()
    {
        var grid = ImageGrid.Create(
            Gray(3, 1, 1, 10, 20, 30), new ImageGridOptions { Columns = 2, Padding = 1, Scale = 1, Background = 9 });
        Assert.AreEqual((5, 5), (grid.Width, grid.Height));
        CollectionAssert.AreEqual(
            new byte[]
            {
                9, 9, 9, 9, 9,
                9, 10, 9, 20, 9,
                9, 9, 9, 9, 9,
                9, 30, 9, 9, 9,
                9, 9, 9, 9, 9,
            },
            grid.Pixels.ToArray());
    }

    [TestMethod]
    public void Scaling_repeats_pixels()
    {
        var grid = ImageGrid.Create(Gray(1, 2, 2, 1, 2, 3, 4), new ImageGridOptions { Padding = 0, Scale = 2 });
        CollectionAssert.AreEqual(new byte[] { 1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4 }, grid.Pixels.ToArray());
    }

    [TestMethod]
    public void Colors_stay_together()
    {
        var red = new ImageBatch([1, 1, 0, 0, 0, 0], 3, 1, 2, ValueRange.Sigmoid);
        var grid = ImageGrid.Create(red, new ImageGridOptions { Padding = 0, Scale = 1 });
        CollectionAssert.AreEqual(new byte[] { 255, 0, 0, 255, 0, 0 }, grid.Pixels.ToArray());
    }

    [TestMethod]
    [DataRow(64, 28, 8, 2)]
    [DataRow(10, 64, 4, 1)]
    [DataRow(2, 10, 2, 6)]
    public void By_default_the_grid_is_square_and_cells_are_large_enough_to_see(
        int count, int size, int columns, int scale)
    {
        var grid = ImageGrid.Create(
            new ImageBatch(new float[count * size * size], 1, size, size, ValueRange.Tanh));
        Assert.AreEqual(((columns * (size + 2)) + 2) * scale, grid.Width);
    }

    [TestMethod]
    public void The_file_is_a_png_and_nothing_else_is_left()
    {
        string folder = Directory.CreateTempSubdirectory("mlgan").FullName;
        try
        {
            string path = Path.Combine(folder, "grid.png");
            ImageGrid.Save(path, Gray(4, 1, 1, 0, 50, 100, 150), new ImageGridOptions { Padding = 0, Scale = 3 });
            using var image = MLImage.CreateFromFile(path);
            Assert.AreEqual((6, 6), (image.Width, image.Height));
            Assert.AreEqual(150, image.GetBGRPixels[^1]);
            Assert.HasCount(1, Directory.GetFileSystemEntries(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public void A_stream_gets_what_a_file_gets_and_stays_open()
    {
        using var folder = new TemporaryFolder();
        ImageGrid.Save(folder["grid.png"], Gray(2, 1, 1, 3, 4));
        using var stream = new MemoryStream();
        ImageGrid.Save(stream, Gray(2, 1, 1, 3, 4));
        CollectionAssert.AreEqual(File.ReadAllBytes(folder["grid.png"]), stream.ToArray());
        Assert.IsTrue(stream.CanWrite);
    }

    [TestMethod]
    public void What_cannot_be_shown_is_refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => ImageGrid.Create(Gray(0, 1, 1)));
        var vectors = new ImageBatch(new float[12], 12, 1, 1, ValueRange.Tanh);
        Thrown.With<ArgumentException>("these have 12", () => ImageGrid.Create(vectors));
        Assert.ThrowsExactly<ArgumentException>(
            () => ImageGrid.Create(Gray(1, 1, 1, 0), new ImageGridOptions { Scale = 100_000 }));
    }

    private static ImageBatch Gray(int count, int height, int width, params int[] pixels)
    {
        float[] values = [.. pixels.Select(p => p / 255f)];
        Assert.HasCount(count * height * width, values);
        return new ImageBatch(values, 1, height, width, ValueRange.Sigmoid);
    }
}
