using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Pipeline.Reading;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Pipeline.Reading;

/// <summary>Photos whose files say how they are to be turned, loaded by ML.NET, which doesn't turn them.</summary>
[TestClass]
public sealed class OrientedImagesTests
{
    private const int Size = 16;

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void They_are_learned_upright_as_from_a_folder_and_that_is_said(bool resizedBefore)
    {
        var loaded = Load();
        if (resizedBefore)
            loaded = _mlContext.Transforms.ResizeImages("Image", Size, Size).Fit(loaded).Transform(loaded);
        var warnings = new List<string>();
        var options = new GanEstimator.Options { InputColumnName = "Image", ImageSize = Size, ImageChannels = 3 };

        var (samples, _) = TrainingColumn.Find(loaded.Schema, "Image").Read(
            loaded, ConditionColumns.Find(loaded.Schema, options), ImageReading.Of(options), warnings.Add);

        using (samples)
        using (var folder = SampleSource.Open(
            _folder.Path, new SampleSourceOptions { Size = Size, Channels = 3 }))
        {
            float[] expected = new float[8 * folder.Shape.Length], actual = new float[expected.Length];
            folder.Read([0, 1, 2, 3, 4, 5, 6, 7], expected);
            samples.Read([0, 1, 2, 3, 4, 5, 6, 7], actual);
            CollectionAssert.AreEqual(expected, actual);
        }
        Assert.HasCount(1, warnings);
        StringAssert.StartsWith(warnings[0], "7 images");
    }

    [TestMethod]
    public void They_are_scored_upright()
    {
        var loaded = Load();
        using var transformer = _mlContext.Gan().Generator(new GanEstimator.Options
        {
            InputColumnName = "Image",
            ImageSize = Size,
            Network = new Mlp { GeneratorWidths = [8], DiscriminatorWidths = [8] },
            BatchSize = 4,
            Steps = 2,
        }).Fit(loaded);
        using var discriminator = transformer.CreateDiscriminator();

        float[] scores = [.. discriminator.Transform(loaded).GetColumn<float>("Score")];

        for (int i = 1; i < scores.Length; i++)
            Assert.AreEqual(scores[0], scores[i], 1e-6f);
    }

    [TestMethod]
    public void A_file_that_is_no_image_is_refused_by_its_row()
    {
        var loaded = Load();
        _folder.Write("3.png", "no picture"u8.ToArray());

        var error = Assert.ThrowsExactly<GanDataException>(() => _mlContext.Gan().Generator(
            "Generated", "Image", network: new Mlp(), steps: 1).Fit(loaded));

        StringAssert.Contains(error.Message, "row 2 of column 'Image'");
    }

    /// <summary>One picture in each of the eight orientations that it can be stored in.</summary>
    private IDataView Load()
    {
        for (byte orientation = 1; orientation <= 8; orientation++)
            _folder.Write($"{orientation}.png", PictureBytes.WithExif(
                Stored(orientation), PictureBytes.Exif(orientation, little: true)));
        var paths = Enumerable.Range(1, 8).Select(orientation => new ImageFile { Path = $"{orientation}.png" });
        var files = _mlContext.Data.LoadFromEnumerable(paths);
        return _mlContext.Transforms.LoadImages("Image", _folder.Path, nameof(ImageFile.Path))
            .Fit(files).Transform(files);
    }

    /// <summary>
    /// The picture as it is stored: EXIF names the sides of the upright one that row 0 and column 0 are.
    /// </summary>
    private static byte[] Stored(byte orientation)
    {
        return orientation switch
        {
            1 => Picture((x, y) => (x, y)),
            2 => Picture((x, y) => (Size - 1 - x, y)),
            3 => Picture((x, y) => (Size - 1 - x, Size - 1 - y)),
            4 => Picture((x, y) => (x, Size - 1 - y)),
            5 => Picture((x, y) => (y, x)),
            6 => Picture((x, y) => (Size - 1 - y, x)),
            7 => Picture((x, y) => (Size - 1 - y, Size - 1 - x)),
            _ => Picture((x, y) => (y, Size - 1 - x)),
        };

        static byte[] Picture(Func<int, int, (int X, int Y)> upright) => PictureBytes.Png(
            Size, Size, 3, (x, y) =>
            {
                var (u, v) = upright(x, y);
                return [(byte)(u * 16), (byte)(v * 15), (byte)(u * v)];
            });
    }

    private sealed class ImageFile
    {
        public string Path { get; set; } = "";
    }
}
