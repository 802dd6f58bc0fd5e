using System.Drawing;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Ml.Gan.Networks;
using Ml.Gan.Pipeline.Reading;

namespace Ml.Gan.Tests.Pipeline.Reading;

/// <summary>Images of a column that are transparent.</summary>
[TestClass]
public sealed class TransparentImagesTests
{
    private const int Size = 16;
    private const byte Alpha = 51;

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");

    [TestCleanup]
    public void RemoveFile() => File.Delete(_file);

    /// <summary>Over B, a color that is multiplied by its opacity a, aC, is seen as aC + (1 − a)B.</summary>
    [TestMethod]
    public void They_are_learned_over_the_background()
    {
        foreach (var color in (Color[])[Color.White, Color.FromArgb(255, 128, 0)])
        {
            var options = Options(color);
            var data = Data();
            var (samples, _) = TrainingColumn.Find(data.Schema, "Image").Read(
                data, ConditionColumns.Find(data.Schema, options), ImageReading.Of(options), _ => { });
            using var read = samples;
            float[] values = new float[3 * Size * Size];
            samples.Read([0], values);

            double[] background = [color.R, color.G, color.B];
            for (int channel = 0; channel < 3; channel++)
                Assert.AreEqual(
                    Multiplied(0)[2 - channel] + background[channel] * (255 - Alpha) / 255,
                    (values[channel * Size * Size] + 1) * 127.5, 1, $"{color}, channel {channel}");
        }
    }

    [TestMethod]
    public void They_are_scored_over_it_before_and_after_saving()
    {
        float[] Scores(Color background, bool save)
        {
            using var transformer = _mlContext.Gan().Generator(Options(background)).Fit(Data());
            using var discriminator = transformer.CreateDiscriminator();
            if (save)
                _mlContext.Model.Save(discriminator, null, _file);
            return [.. discriminator.Transform(Data()).GetColumn<float>("Score")];
        }

        float[] live = Scores(Color.FromArgb(255, 128, 0), save: true);
        using var reloaded = new ReloadedPipeline(_file);
        float[][] saved = [.. reloaded.Transform(Data()).GetColumn<float[]>("Score")];

        for (int i = 0; i < live.Length; i++)
            Assert.AreEqual(live[i], saved[i][0], 2e-3f);
        Assert.AreNotEqual(live[0], Scores(Color.White, save: false)[0]);
    }

    [TestMethod]
    public void A_transparent_background_is_refused()
    {
        var error = Assert.ThrowsExactly<GanOptionException>(
            () => _mlContext.Gan().Generator(Options(Color.FromArgb(9, Color.Red))));

        Assert.AreEqual("Background", error.Option);
    }

    private static GanEstimator.Options Options(Color background) => new()
    {
        InputColumnName = "Image",
        ImageChannels = 3,
        Network = new Mlp { GeneratorWidths = [8], DiscriminatorWidths = [8] },
        BatchSize = 4,
        Steps = 2,
        Seed = 1,
        Background = background,
    };

    /// <summary>New images each time: saved pipelines dispose of those that they have read.</summary>
    private IDataView Data() =>
        _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 6).Select(i => new Row { Image = Image(i) }).ToArray());

    private static MLImage Image(int row)
    {
        byte[] pixels = new byte[Size * Size * 4];
        for (int i = 0; i < pixels.Length; i += 4)
            Multiplied(row).CopyTo(pixels.AsSpan(i));
        return MLImage.CreateFromPixels(Size, Size, MLPixelFormat.Bgra32, pixels);
    }

    /// <summary>Blue, green and red, multiplied by the opacity, and it.</summary>
    private static byte[] Multiplied(int row) => [(byte)(5 + row), 20, 40, Alpha];

    private sealed class Row
    {
        [ImageType(Size, Size)]
        public MLImage Image { get; set; } = null!;
    }
}
