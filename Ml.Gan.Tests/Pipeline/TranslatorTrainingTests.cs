using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Training;

namespace Ml.Gan.Tests.Pipeline;

/// <summary>Trainings of translators by ML.NET's rules.</summary>
[TestClass]
public sealed class TranslatorTrainingTests
{
    private const int Rows = 12, Side = PictureRow.Side;

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<PictureRow> _rows = PictureRow.Create(Rows);

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(_rows);

    [TestMethod]
    public void Training_on_crops_gives_a_translator_of_whole_images()
    {
        var options = TranslatorOptions.OfNumbers();
        options.CropSize = 8;
        using var transformer = Fit(options);

        Assert.AreEqual(8, transformer.Info.TrainingHeight);
        Assert.HasCount(Side * Side, transformer.Transform(Data).GetColumn<float[]>("Translated").First());
    }

    [TestMethod]
    public void Crops_whose_network_takes_no_whole_images_are_refused()
    {
        var options = TranslatorOptions.OfPictures();
        (options.ImageSize, options.CropSize, options.Translator) = (18, 16, new UNet { Width = 4 });

        var error = Assert.ThrowsExactly<GanOptionException>(() => Fit(options));

        Assert.AreEqual(nameof(options.CropSize), error.Option);
        StringAssert.Contains(error.Message, "multiples of 8");
        StringAssert.Contains(error.Message, "18×18");
    }

    [TestMethod]
    public void Fit_leaves_the_options_alone_and_the_context_s_seed_decides_where_they_name_none()
    {
        byte[] Train(int contextSeed)
        {
            var options = TranslatorOptions.OfNumbers();
            options.Seed = null;
            var context = new MLContext(contextSeed);
            using var transformer = context.Gan().Translator(options).Fit(context.Data.LoadFromEnumerable(_rows));
            Assert.IsNull(options.Seed);
            Assert.IsNull(options.Objective);
            Assert.IsNull(options.ReconstructionWeight);
            return Exported.Bytes(transformer.ExportToOnnx);
        }

        byte[] one = Train(1);
        CollectionAssert.AreEqual(one, Train(1));
        CollectionAssert.AreNotEqual(one, Train(2));
    }

    [TestMethod]
    public void Training_is_reported_to_the_log()
    {
        var lines = new List<string>();
        _mlContext.Log += (_, e) =>
        {
            lock (lines)
                lines.Add(e.Message);
        };
        Fit(TranslatorOptions.OfNumbers()).Dispose();

        Assert.Contains(
            line => line.Contains("Read 12 images of shape 3x16x16 from column 'DrawingPixels'"), lines);
        Assert.Contains(line => line.Contains("Step 2 of 2", StringComparison.Ordinal), lines);
    }

    [TestMethod]
    public void What_was_learned_before_it_was_canceled_is_kept()
    {
        using var cancellation = new CancellationTokenSource();
        var options = TranslatorOptions.OfNumbers();
        options.Steps = 1_000_000;
        (options.Listeners, options.Cancellation) = ([new After(3, cancellation.Cancel)], cancellation.Token);

        using var transformer = Fit(options);

        Assert.AreEqual(3, transformer.Info.Steps);
        Assert.HasCount(Rows, transformer.Transform(Data).GetColumn<float[]>("Translated").ToArray());
    }

    /// <summary>
    /// TorchSharp goes on counting some tensors of networks that are disposed of, so that a model that is created and
    /// disposed of tells what a training may leave.
    /// </summary>
    [TestMethod]
    public void A_training_leaves_no_tensors_behind()
    {
        using var glyphs = new Glyphs(Side);
        using var others = new Glyphs(Side);
        using var pairs = new PairedSamples(glyphs, others);

        Assert.AreEqual(
            Left(() => TranslationGan.Create(TranslatorOptions.OfNumbers(), TranslationData.Pairs(pairs)).Dispose()),
            Left(() => Fit(TranslatorOptions.OfNumbers()).Dispose()));
    }

    [TestMethod]
    [DataRow("cyclegan")]
    [DataRow("unit")]
    [DataRow("residual-transfer")]
    public void Nor_does_one_without_pairs(string system)
    {
        var options = TranslatorOptions.OfNumbers();
        (options.System, options.TargetColumnName) = (Catalog.Systems.Parse(system), null);
        options.Translator = new ResNetTranslator { Width = 4, Blocks = 2 };
        using var glyphs = new Glyphs(Side);
        using var others = new Glyphs(Side);

        Assert.AreEqual(
            Left(() => TranslationGan.Create(options, TranslationData.Unpaired(glyphs, others)).Dispose()),
            Left(() =>
            {
                var (toB, toA) = _mlContext.Gan().Translator(options).FitUnpaired(Data, Data);
                toB.Dispose();
                toA.Dispose();
            }));
    }

    [TestMethod]
    public void A_disposed_transformer_is_refused_but_saved()
    {
        var transformer = Fit(TranslatorOptions.OfNumbers());
        var view = transformer.Transform(Data);
        transformer.Dispose();
        transformer.Dispose();

        Assert.ThrowsExactly<ObjectDisposedException>(() => transformer.Transform(Data));
        Assert.Throws<Exception>(() => view.GetColumn<float[]>("Translated").Count());
        using var stream = new MemoryStream();
        _mlContext.Model.Save(transformer, null, stream);
        Assert.IsGreaterThan(1000, stream.Length);
    }

    private GanTranslatorTransformer Fit(GanTranslatorEstimator.Options options) =>
        _mlContext.Gan().Translator(options).Fit(Data);

    private static long Left(Action work)
    {
        long before = LiveTensors.Count();
        work();
        return LiveTensors.Count() - before;
    }
}
