using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Ml.Gan.Data;
using Ml.Gan.Networks;

namespace Ml.Gan.Tests.Pipeline;

[TestClass]
public sealed class ImagePipelineTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("images-").FullName;

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void A_folder_of_images_becomes_generated_pictures()
    {
        var files = WriteImages(24);
        var data = _mlContext.Data.LoadFromEnumerable(files);
        var pipeline = _mlContext.Transforms.LoadImages("Image", _folder, nameof(ImageFile.Path))
            .Append(_mlContext.Transforms.ResizeImages("Image", imageWidth: 16, imageHeight: 16))
            .Append(_mlContext.Transforms.ExtractPixels("Pixels", "Image"))
            .Append(_mlContext.Gan().Generator(Options("Pixels")))
            .Append(_mlContext.Transforms.ConvertToImage(16, 16, "Picture", "Generated",
                colorsPresent: ImagePixelExtractingEstimator.ColorBits.Rgb, scaleImage: 127.5f, offsetImage: -127.5f));

        var output = pipeline.Fit(data).Transform(data);

        CollectionAssert.AreEqual(
            new[] { 1, 3, 16, 16 }, ((VectorDataViewType)output.Schema["Generated"].Type).Dimensions.ToArray());
        float[] first = output.GetColumn<float[]>("Generated").First();
        using var picture = output.GetColumn<MLImage>("Picture").First();
        Assert.AreEqual(16, picture.Width);
        Assert.AreEqual(16, picture.Height);
        // ConvertToImage leaves alpha at 0 where it scales, so GetBGRPixels, which divides by alpha, sees black.
        byte[] bgra = picture.Pixels.ToArray();
        for (int i = 0; i < 16 * 16; i++)
            Assert.AreEqual(first[2 * 256 + i] * 127.5f + 127.5f, bgra[i * 4], 0.51f, $"blue of pixel {i}");
    }

    [TestMethod]
    public void Images_of_an_image_column_are_learned_directly()
    {
        var data = _mlContext.Data.LoadFromEnumerable(ImageRow.Create(24, 16));
        using var transformer = _mlContext.Gan().Generator(Options(nameof(ImageRow.Image))).Fit(data);

        CollectionAssert.AreEqual(
            new[] { 1, 1, 16, 16 }, ((VectorDataViewType)transformer.OutputType).Dimensions.ToArray());
    }

    [TestMethod]
    public void Images_are_resized_where_a_size_is_asked_for()
    {
        var options = Options(nameof(ImageRow.Image));
        (options.ImageSize, options.ImageChannels) = (28, 3);
        var data = _mlContext.Data.LoadFromEnumerable(ImageRow.Create(24, 16));
        using var transformer = _mlContext.Gan().Generator(options).Fit(data);

        CollectionAssert.AreEqual(
            new[] { 1, 3, 28, 28 }, ((VectorDataViewType)transformer.OutputType).Dimensions.ToArray());
    }

    [TestMethod]
    public void Pixels_outside_of_the_range_are_refused()
    {
        var rows = Enumerable.Range(0, 16).Select(
            i => new PixelRow { Pixels = [.. Enumerable.Repeat(i == 7 ? 300f : 10f, 256)] });
        var error = Assert.ThrowsExactly<GanDataException>(() =>
            _mlContext.Gan().Generator(Options("Pixels")).Fit(_mlContext.Data.LoadFromEnumerable(rows)));

        StringAssert.Contains(error.Message, "300");
        StringAssert.Contains(error.Message, "PixelRange");
    }

    [TestMethod]
    public void An_image_size_that_the_network_can_t_make_is_refused()
    {
        var options = Options(nameof(ImageRow.Image));
        options.ImageSize = 20;
        var error = Assert.ThrowsExactly<GanOptionException>(() =>
            _mlContext.Gan().Generator(options).Fit(_mlContext.Data.LoadFromEnumerable(ImageRow.Create(24, 16))));

        StringAssert.Contains(error.Message, "20×20");
    }

    private static GanEstimator.Options Options(string input) => new()
    {
        InputColumnName = input,
        Network = new Dcgan { Width = 2 },
        BatchSize = 8,
        Steps = 3,
    };

    private List<ImageFile> WriteImages(int count)
    {
        var files = new List<ImageFile>();
        foreach (var row in ImageRow.Create(count, 20))
        {
            string name = $"{files.Count}.png";
            row.Image.Save(Path.Combine(_folder, name));
            row.Image.Dispose();
            files.Add(new ImageFile { Path = name });
        }
        return files;
    }

    private sealed class ImageFile
    {
        public string Path { get; set; } = "";
    }

    private sealed class PixelRow
    {
        [VectorType(1, 16, 16)]
        public float[] Pixels { get; set; } = [];
    }
}
