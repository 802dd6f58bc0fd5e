using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using static Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator;
using static Microsoft.ML.Transforms.Image.ImageResizingEstimator;

namespace Ml.Gan.Tests.Conformance.MicrosoftML;

[TestClass]
public sealed class ImageTransformTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("images-").FullName;

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(Picture.Rows());

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Images_are_loaded_from_a_folder()
    {
        using (var image = Picture.RedAndBlue())
            image.Save(Path.Combine(_folder, "a.png"));
        var data = _mlContext.Data.LoadFromEnumerable(new[] { new ImageFile { Name = "a.png" } });
        var view = Apply(_mlContext.Transforms.LoadImages("Image", _folder, "Name"), data);

        Assert.AreEqual(typeof(MLImage), view.Schema["Image"].Type.RawType);
        using var expected = Picture.RedAndBlue();
        CollectionAssert.AreEqual(expected.GetBGRPixels, Picture.Read(view, "Image", image => image.GetBGRPixels));
        Assert.AreEqual((40, 20), Picture.Read(view, "Image", image => (image.Width, image.Height)));
    }

    [TestMethod]
    public void A_file_that_is_missing_is_an_error_when_it_is_read()
    {
        var data = _mlContext.Data.LoadFromEnumerable(new[] { new ImageFile { Name = "absent.png" } });
        var view = Apply(_mlContext.Transforms.LoadImages("Image", _folder, "Name"), data);
        Assert.Throws<Exception>(() => view.GetColumn<MLImage>("Image").ToList());
    }

    [TestMethod]
    public void A_resized_image_has_a_known_size()
    {
        var view = Apply(_mlContext.Transforms.ResizeImages("Small", imageWidth: 8, imageHeight: 6, inputColumnName: "Image"), Data);

        var type = (ImageDataViewType)view.Schema["Small"].Type;
        Assert.AreEqual(8, type.Width);
        Assert.AreEqual(6, type.Height);
        Assert.AreEqual((8, 6), Picture.Read(view, "Small", image => (image.Width, image.Height)));
    }

    [TestMethod]
    [DataRow(ResizingKind.Fill, Anchor.Center, true, false)]
    [DataRow(ResizingKind.IsoPad, Anchor.Center, true, false)]
    [DataRow(ResizingKind.IsoCrop, Anchor.Center, true, false)]
    [DataRow(ResizingKind.IsoCrop, Anchor.Left, true, true)]
    [DataRow(ResizingKind.IsoCrop, Anchor.Right, false, false)]
    public void A_wide_image_is_stretched_padded_or_cut(ResizingKind kind, Anchor anchor, bool redLeft, bool redRight)
    {
        var view = Apply(_mlContext.Transforms.ResizeImages("Square", 10, 10, "Image", kind, anchor), Data);
        byte[] bgr = Picture.Read(view, "Square", image => image.GetBGRPixels);

        const int middle = 5;
        Assert.AreEqual(redLeft ? 255 : 0, bgr[3 * (middle * 10 + 1) + 2], delta: 3);
        Assert.AreEqual(redRight ? 255 : 0, bgr[3 * (middle * 10 + 8) + 2], delta: 3);
        Assert.AreEqual(redRight ? 0 : 255, bgr[3 * (middle * 10 + 8)], delta: 3);
    }

    [TestMethod]
    public void Images_in_memory_are_left_intact_by_a_resize()
    {
        var data = _mlContext.Data.LoadFromEnumerable(Picture.Rows().Concat(Picture.Rows()).ToList());
        var view = Apply(_mlContext.Transforms.ResizeImages("Small", 8, 6, "Image").Append(_mlContext.Transforms.ExtractPixels("Pixels", "Small")), data);
        float[][] first = [.. view.GetColumn<float[]>("Pixels")], second = [.. view.GetColumn<float[]>("Pixels")];
        for (int i = 0; i < 2; i++)
            CollectionAssert.AreEqual(first[i], second[i]);
    }

    [TestMethod]
    public void Pixels_come_by_colour_or_by_pixel()
    {
        var planes = Apply(_mlContext.Transforms.ExtractPixels("Pixels", "Image"), Data);
        var interleaved = Apply(_mlContext.Transforms.ExtractPixels("Pixels", "Image", interleavePixelColors: true), Data);

        CollectionAssert.AreEqual(new[] { 3, 20, 40 }, Dimensions(planes, "Pixels"));
        CollectionAssert.AreEqual(new[] { 20, 40, 3 }, Dimensions(interleaved, "Pixels"));
        float[] p = planes.GetColumn<float[]>("Pixels").Single(), i = interleaved.GetColumn<float[]>("Pixels").Single();
        for (int colour = 0; colour < 3; colour++)
            for (int pixel = 0; pixel < 800; pixel++)
                Assert.AreEqual(p[colour * 800 + pixel], i[pixel * 3 + colour]);
        CollectionAssert.AreEqual(new[] { 255f, 0, 0 }, i[..3]);
        CollectionAssert.AreEqual(new[] { 0f, 0, 255 }, i[^3..]);
    }

    [TestMethod]
    public void The_order_of_colours_is_chosen()
    {
        var view = Apply(_mlContext.Transforms.ExtractPixels("Pixels", "Image", orderOfExtraction: ColorsOrder.ABGR,
            interleavePixelColors: true), Data);
        CollectionAssert.AreEqual(new[] { 0f, 0, 255 }, view.GetColumn<float[]>("Pixels").Single()[..3]);
    }

    [TestMethod]
    public void One_colour_or_alpha_too_is_extracted()
    {
        var red = Apply(_mlContext.Transforms.ExtractPixels("Pixels", "Image", ColorBits.Red), Data);
        CollectionAssert.AreEqual(new[] { 1, 20, 40 }, Dimensions(red, "Pixels"));
        Assert.AreEqual(400 * 255f, red.GetColumn<float[]>("Pixels").Single().Sum());

        var all = Apply(_mlContext.Transforms.ExtractPixels("Pixels", "Image", ColorBits.All, interleavePixelColors: true), Data);
        CollectionAssert.AreEqual(new[] { 255f, 255, 0, 0 }, all.GetColumn<float[]>("Pixels").Single()[..4]);
    }

    [TestMethod]
    public void The_offset_is_subtracted_before_the_scale_multiplies()
    {
        var view = Apply(_mlContext.Transforms.ExtractPixels("Pixels", "Image", offsetImage: 127.5f, scaleImage: 1 / 127.5f), Data);
        float[] pixels = view.GetColumn<float[]>("Pixels").Single();
        Assert.AreEqual(1f, pixels[0], 1e-6f);
        Assert.AreEqual(-1f, pixels[^801], 1e-6f);
    }

    [TestMethod]
    public void Pixels_are_bytes_on_request()
    {
        var view = Apply(_mlContext.Transforms.ExtractPixels("Pixels", "Image", outputAsFloatArray: false), Data);
        Assert.AreEqual(NumberDataViewType.Byte, ((VectorDataViewType)view.Schema["Pixels"].Type).ItemType);
        Assert.AreEqual(255, view.GetColumn<byte[]>("Pixels").Single()[0]);
    }

    [TestMethod]
    public void Images_of_unknown_size_must_be_resized_first()
    {
        var data = _mlContext.Data.LoadFromEnumerable(new[] { new ImageFile { Name = "a.png" } });
        var pipeline = _mlContext.Transforms.LoadImages("Image", _folder, "Name").Append(_mlContext.Transforms.ExtractPixels("Pixels", "Image"));
        Assert.Throws<Exception>(() => pipeline.Fit(data).Transform(data));
    }

    [TestMethod]
    public void A_vector_becomes_an_image_scaled_first_then_less_the_offset()
    {
        float[] values = [-1, -0.5f, 0.25f, 1];
        var data = _mlContext.Data.LoadFromEnumerable(new[] { new Values { Items = values } });
        var view = Apply(_mlContext.Transforms.ConvertToImage(imageHeight: 2, imageWidth: 2, "Image", "Items", ColorBits.Red,
            scaleImage: 127.5f, offsetImage: -127.5f, defaultGreen: 7, defaultBlue: 9), data);

        byte[] expected = [.. values.SelectMany(v => new byte[] { 9, 7, (byte)MathF.Round(v * 127.5f + 127.5f) })];
        CollectionAssert.AreEqual(expected, Picture.Read(view, "Image", image => image.GetBGRPixels));
        CollectionAssert.AreEqual(
            new[] { 0, 64, 159, 255 }, expected.Where((_, i) => i % 3 == 2).Select(b => (int)b).ToArray());
    }

    [TestMethod]
    public void Extraction_undoes_conversion()
    {
        var data = _mlContext.Data.LoadFromEnumerable(new[] { new Colours { Items = [.. Enumerable.Range(0, 12).Select(i => i * 20f)] } });
        foreach (bool interleave in new[] { false, true })
        {
            var view = Apply(_mlContext.Transforms.ConvertToImage(2, 2, "Image", "Items", interleavedColors: interleave)
                .Append(_mlContext.Transforms.ExtractPixels("Back", "Image", interleavePixelColors: interleave)), data);
            CollectionAssert.AreEqual(
                view.GetColumn<float[]>("Items").Single(), view.GetColumn<float[]>("Back").Single());
        }
    }

    [TestMethod]
    public void A_vector_of_another_length_becomes_no_image()
    {
        var data = _mlContext.Data.LoadFromEnumerable(new[] { new Values { Items = [1, 2, 3, 4] } });
        var estimator = _mlContext.Transforms.ConvertToImage(3, 3, "Image", "Items", ColorBits.Red);
        Assert.Throws<Exception>(() => estimator.Fit(data).Transform(data).GetColumn<MLImage>("Image").ToList());
    }

    [TestMethod]
    public void A_grey_image_has_equal_colours()
    {
        var view = Apply(_mlContext.Transforms.ConvertToGrayscale("Grey", "Image"), Data);
        byte[] bgr = Picture.Read(view, "Grey", image => image.GetBGRPixels);
        for (int i = 0; i < bgr.Length; i += 3)
        {
            Assert.AreEqual(bgr[i], bgr[i + 1]);
            Assert.AreEqual(bgr[i], bgr[i + 2]);
        }
        Assert.IsGreaterThan(bgr[^1], bgr[0], "red is brighter than blue");
    }

    private static IDataView Apply(IEstimator<ITransformer> estimator, IDataView data) =>
        estimator.Fit(data).Transform(data);

    private static int[] Dimensions(IDataView view, string column) =>
        [.. ((VectorDataViewType)view.Schema[column].Type).Dimensions];

    private sealed class ImageFile
    {
        public string Name { get; set; } = "";
    }

    private sealed class Values
    {
        [VectorType(4)]
        public float[] Items { get; set; } = [];
    }

    private sealed class Colours
    {
        [VectorType(12)]
        public float[] Items { get; set; } = [];
    }
}
