using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Pipeline;

/// <summary>Columns of images with holes, of masks, and of images that guide.</summary>
[TestClass]
public sealed class CompletionPipelineTests
{
    private const int Side = PictureRow.Side, Plane = Side * Side;

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly TemporaryFolder _folder = new();
    private readonly List<MaskedRow> _rows = MaskedRow.Create(8);

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(_rows);

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    [DataRow(false, false)]
    [DataRow(true, false)]
    [DataRow(false, true)]
    public void What_is_known_stays_here_and_in_a_reloaded_pipeline(bool ofPictures, bool guided)
    {
        var options = ofPictures ? OfPictures() : OfNumbers();
        options.GuidanceColumnName = !guided ? null : ofPictures ? nameof(MaskedRow.Guide) : nameof(MaskedRow.Guides);
        options.GuidanceImageShape = new SampleShape(1, Side, Side);
        using var live = _mlContext.Gan().Translator(options).Fit(Data);
        Assert.AreEqual((true, guided ? 1 : 0), (live.Info.TakesMask, live.Info.GuidanceChannels));
        _mlContext.Model.Save(live, null, _folder["p.zip"]);
        using var loaded = new ReloadedPipeline(_folder["p.zip"]);

        float[][] filled = [.. live.Transform(Data).GetColumn<float[]>("Translated")];
        float[][] reloaded = [.. loaded.Transform(Data).GetColumn<float[]>("Translated")];

        int changed = 0;
        for (int row = 0; row < _rows.Count; row++)
        {
            for (int i = 0; i < 3 * Plane; i++)
            {
                Assert.AreEqual(filled[row][i], reloaded[row][i], 1e-5f);
                float known = (_rows[row].Pixels[i] / 127.5f) - 1;
                if (_rows[row].Holes[i % Plane] < 128)
                    Assert.AreEqual(known, filled[row][i], 1e-6f);
                else
                    changed += Math.Abs(known - filled[row][i]) > 0.01 ? 1 : 0;
            }
        }
        Assert.IsGreaterThan(100, changed);
    }

    [TestMethod]
    public void Masks_of_the_training_may_be_drawn_so_that_its_rows_have_none()
    {
        var options = OfNumbers();
        options.Mask = new CenterBox { Share = 0.5 };
        var withoutMasks = _mlContext.Transforms.DropColumns(nameof(MaskedRow.Holes)).Fit(Data).Transform(Data);
        using var live = _mlContext.Gan().Translator(options).Fit(withoutMasks);
        Assert.AreEqual("center-box:0.5", live.Info.Metadata["mask"]);
        Assert.AreEqual(8, live.Transform(Data).GetColumn<float[]>("Translated").Count());
        Assert.Contains("'Holes'", Assert.ThrowsExactly<GanDataException>(
            () => live.Transform(withoutMasks).GetColumn<float[]>("Translated").Count()).Message);
        options.Mask = null;
        Assert.Contains("no column 'Holes'", Assert.ThrowsExactly<GanDataException>(
            () => _mlContext.Gan().Translator(options).Fit(withoutMasks)).Message);
    }

    [TestMethod]
    public void A_mask_without_a_hole_is_named_by_its_row()
    {
        var options = OfNumbers();
        using var live = _mlContext.Gan().Translator(options).Fit(Data);
        _rows[2].Holes = [.. Enumerable.Repeat(100f, Plane)];
        Assert.Contains("Row 2 of column 'Holes' has nothing bright", Assert.ThrowsExactly<GanDataException>(
            () => live.Transform(Data).GetColumn<float[]>("Translated").Count()).Message);
        Assert.Contains("nothing is to be filled", Assert.ThrowsExactly<GanDataException>(
            () => _mlContext.Gan().Translator(options).Fit(Data)).Message);
    }

    [TestMethod]
    public void Options_that_do_not_go_together_are_refused()
    {
        Refused("MaskColumnName", "name the column of masks", options => options.MaskColumnName = null);
        Refused("TargetColumnName", "no other targets", options => options.TargetColumnName = "Pixels");
        Refused("Degradation", "no further", options => options.Degradation = new Jpeg());
        Refused("MaskColumnName", "fills no holes", options =>
            (options.System, options.TargetColumnName) = (new Pix2Pix(), "Guides"));

        void Refused(string option, string message, Action<GanTranslatorEstimator.Options> change)
        {
            var options = OfNumbers();
            change(options);
            var refused = Assert.ThrowsExactly<GanOptionException>(() => _mlContext.Gan().Translator(options));
            Assert.AreEqual(option, refused.Option);
            Assert.Contains(message, refused.Message);
        }
    }

    private static GanTranslatorEstimator.Options OfNumbers()
    {
        var options = TranslatorOptions.OfNumbers();
        (options.System, options.TargetColumnName) = (new Completion(), null);
        (options.InputColumnName, options.MaskColumnName) = (nameof(MaskedRow.Pixels), nameof(MaskedRow.Holes));
        return options;
    }

    private static GanTranslatorEstimator.Options OfPictures()
    {
        var options = OfNumbers();
        (options.InputColumnName, options.MaskColumnName) = (nameof(MaskedRow.Picture), nameof(MaskedRow.Mask));
        return options;
    }

    private sealed class MaskedRow
    {
        [ImageType(Side, Side)]
        public MLImage Picture { get; set; } = null!;

        [ImageType(Side, Side)]
        public MLImage Mask { get; set; } = null!;

        [ImageType(Side, Side)]
        public MLImage Guide { get; set; } = null!;

        /// <summary>Red, green and blue of <see cref="Picture"/>.</summary>
        [VectorType(3, Side, Side)]
        public float[] Pixels { get; set; } = [];

        /// <summary><see cref="Mask"/>, whose colors are all the same.</summary>
        [VectorType(1, Side, Side)]
        public float[] Holes { get; set; } = [];

        [VectorType(1, Side, Side)]
        public float[] Guides { get; set; } = [];

        /// <summary>Rows with a hole of 8×6 pixels, one further to the right in each, white or just bright.</summary>
        public static List<MaskedRow> Create(int count) =>
        [
            .. PictureRow.Create(count).Select((row, number) =>
            {
                var mask = Gray(i => i / Side is >= 4 and < 12 && i % Side >= number && i % Side < number + 6
                    ? (byte)(number % 2 == 0 ? 255 : 128)
                    : (byte)(i % 128));
                return new MaskedRow
                {
                    Picture = row.Drawing,
                    Pixels = row.DrawingPixels,
                    Guide = row.Photo,
                    Guides = row.PhotoPixels,
                    Mask = mask,
                    Holes = PictureRow.Planes(mask, 2),
                };
            }),
        ];

        private static MLImage Gray(Func<int, byte> shade)
        {
            byte[] pixels = [.. Enumerable.Range(0, 4 * Plane).Select(i => i % 4 == 3 ? (byte)255 : shade(i / 4))];
            return MLImage.CreateFromPixels(Side, Side, MLPixelFormat.Bgra32, pixels);
        }
    }
}
