using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Pipeline;

/// <summary>Generators whose column of samples holds images.</summary>
[TestClass]
public sealed class GeneratedImagesTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(CaptionRow.Create(12));

    /// <summary>The pictures are the bytes of the vectors, also from a reloaded pipeline.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public void Images_are_those_of_the_vectors(int channels)
    {
        using var folder = new TemporaryFolder();
        using GanTransformer vectors = Fit(channels, OutputKind.Vector), images = Fit(channels, OutputKind.Image);
        var live = images.Transform(Data);
        _mlContext.Model.Save(images, null, folder["p.zip"]);
        using var pipeline = new ReloadedPipeline(folder["p.zip"]);
        var reloaded = pipeline.Transform(Data);

        float[][] values = [.. vectors.Transform(Data).GetColumn<float[]>("Generated")];
        byte[][] pictures = Pixels(live), loaded = Pixels(reloaded);

        Assert.AreEqual(new ImageDataViewType(16, 16), live.Schema["Generated"].Type);
        Assert.AreEqual(images.OutputType, reloaded.Schema["Generated"].Type);
        Assert.HasCount(12, pictures);
        for (int i = 0; i < values.Length; i++)
        {
            for (int pixel = 0; pixel < 256; pixel++)
            {
                for (int color = 0; color < 3; color++)
                {
                    int place = channels == 1 ? pixel : (2 - color) * 256 + pixel;
                    byte expected = ValueRange.Tanh.ToByte(values[i][place]);
                    Assert.AreEqual(expected, pictures[i][4 * pixel + color]);
                    Assert.IsLessThanOrEqualTo(1, Math.Abs(expected - loaded[i][4 * pixel + color]));
                }
                Assert.AreEqual(255, pictures[i][4 * pixel + 3]);
            }
        }
    }

    [TestMethod]
    public void Samples_are_images_too()
    {
        using var generator = Fit(3, OutputKind.Image);
        using var image = generator.Sample(2, seed: 4).GetColumn<MLImage>("Generated").First();
        Assert.AreEqual((16, 16), (image.Width, image.Height));
    }

    [TestMethod]
    public void The_schema_says_so_before()
    {
        var options = Options(3, OutputKind.Image);
        var pipeline = _mlContext.Transforms.CopyColumns("Copy", nameof(CaptionRow.Photo))
            .Append(_mlContext.Gan().Generator(options));
        Assert.IsInstanceOfType<ImageDataViewType>(pipeline.Fit(Data).GetOutputSchema(Data.Schema)["Generated"].Type);
    }

    [TestMethod]
    public void Vectors_are_no_images()
    {
        var options = new GanEstimator.Options
        {
            InputColumnName = nameof(CaptionRow.Noise),
            Network = new Mlp { GeneratorWidths = [4], DiscriminatorWidths = [4] },
            OutputKind = OutputKind.Image,
            BatchSize = 4,
            Steps = 1,
        };
        var refusal = Assert.ThrowsExactly<GanOptionException>(() => _mlContext.Gan().Generator(options).Fit(Data));
        Assert.StartsWith("Images have 1 or 3 channels; what is generated is sample", refusal.Message);
        Assert.AreEqual(nameof(options.OutputKind), refusal.Option);
        options.OutputKind = (OutputKind)7;
        Assert.ThrowsExactly<GanOptionException>(() => _mlContext.Gan().Generator(options));
    }

    private GanTransformer Fit(int channels, OutputKind kind) =>
        _mlContext.Gan().Generator(Options(channels, kind)).Fit(Data);

    private static GanEstimator.Options Options(int channels, OutputKind kind) => new()
    {
        InputColumnName = nameof(CaptionRow.Photo),
        LatentColumnName = nameof(CaptionRow.Noise),
        LatentSize = CaptionRow.LatentSize,
        ImageChannels = channels,
        Network = new Dcgan { Width = 2 },
        OutputKind = kind,
        BatchSize = 4,
        Steps = 2,
        Seed = 5,
    };

    private static byte[][] Pixels(IDataView view) =>
        [.. view.GetColumn<MLImage>("Generated").Select(image => image.Pixels.ToArray())];
}
