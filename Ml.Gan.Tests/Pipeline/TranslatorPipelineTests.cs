using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Pipeline;

[TestClass]
public sealed class TranslatorPipelineTests
{
    private const int Rows = 12, Side = PictureRow.Side;

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<PictureRow> _rows = PictureRow.Create(Rows);

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(_rows);

    [TestMethod]
    public void Each_row_of_numbers_gets_the_translation_of_its_image()
    {
        using var transformer = Fit(TranslatorOptions.OfNumbers());

        var type = (VectorDataViewType)transformer.OutputType;
        CollectionAssert.AreEqual(new[] { 1, 1, Side, Side }, type.Dimensions.ToArray());
        var translated = _mlContext.Data.CreateEnumerable<TranslatedRow>(transformer.Transform(Data), false).ToArray();
        using var translator = Exported.Translator(transformer);
        for (int i = 0; i < Rows; i++)
        {
            Assert.AreEqual(i, translated[i].Id);
            AssertClose(Translated(translator, _rows[i]), translated[i].Translated);
        }
    }

    [TestMethod]
    public void Each_picture_gets_its_translation_as_a_picture()
    {
        var options = TranslatorOptions.OfPictures();
        (options.OutputKind, options.TargetImageChannels) = (OutputKind.Image, null);
        using var transformer = Fit(options);

        var type = (ImageDataViewType)transformer.Transform(Data).Schema["Translated"].Type;
        Assert.AreEqual((Side, Side), (type.Height, type.Width));
        using var translator = Exported.Translator(transformer);
        Assert.AreEqual(3, translator.Info.OutputChannels);
        int row = 0;
        foreach (var picture in transformer.Transform(Data).GetColumn<MLImage>("Translated"))
        {
            Assert.AreEqual((Side, Side), (picture.Width, picture.Height));
            byte[] expected = translator.TranslatePixels(Bytes(_rows[row++].Drawing), 1, Side, Side);
            CollectionAssert.AreEqual(expected, Bytes(picture));
            Assert.IsTrue(PictureRow.Planes(picture, 3).All(alpha => alpha == byte.MaxValue), "pictures are opaque");
            picture.Dispose();
        }
        Assert.AreEqual(Rows, row);
    }

    [TestMethod]
    public void Gray_pictures_have_three_equal_colors()
    {
        var options = TranslatorOptions.OfPictures();
        options.OutputKind = OutputKind.Image;
        using var transformer = Fit(options);
        using var translator = Exported.Translator(transformer);

        using var picture = transformer.Transform(Data).GetColumn<MLImage>("Translated").First();

        float[] gray =
            [.. translator.TranslatePixels(Bytes(_rows[0].Drawing), 1, Side, Side).Select(value => (float)value)];
        for (int color = 0; color < 3; color++)
            CollectionAssert.AreEqual(gray, PictureRow.Planes(picture, color));
    }

    [TestMethod]
    [DataRow(OutputKind.Vector)]
    [DataRow(OutputKind.Image)]
    public void The_schema_promised_is_the_schema_delivered_inside_a_chain(OutputKind kind)
    {
        var options = TranslatorOptions.OfPictures();
        (options.InputColumnName, options.OutputKind) = ("Copy", kind);
        IEstimator<ITransformer> pipeline = _mlContext.Transforms.CopyColumns("Copy", nameof(PictureRow.Drawing))
            .Append(_mlContext.Gan().Translator(options));
        pipeline = kind == OutputKind.Image
            ? pipeline.Append(_mlContext.Transforms.ResizeImages("After", 8, 8, "Translated"))
            : pipeline.Append(_mlContext.Transforms.CopyColumns("After", "Translated"));

        var output = pipeline.Fit(Data).Transform(Data);

        var shape = _mlContext.Transforms.CustomMapping<Nothing, PictureRow>((_, _) => { }, null)
            .GetOutputSchema(new SchemaShape([]));
        CollectionAssert.AreEquivalent(
            output.Schema.Select(c => c.Name).Distinct().ToArray(),
            pipeline.GetOutputSchema(shape).Select(c => c.Name).ToArray());
        if (kind == OutputKind.Vector)
            CollectionAssert.AreEqual(
                output.GetColumn<float[]>("Translated").First(), output.GetColumn<float[]>("After").First());
        else
            Assert.AreEqual(8, output.GetColumn<MLImage>("After").First().Width);
    }

    [TestMethod]
    public void A_prediction_engine_translates()
    {
        using var transformer = Fit(TranslatorOptions.OfNumbers());
        using var translator = Exported.Translator(transformer);
        using var engine = _mlContext.Model.CreatePredictionEngine<PictureRow, TranslatedRow>(transformer);

        foreach (var row in _rows.Take(3))
            AssertClose(Translated(translator, row), engine.Predict(row).Translated);
    }

    [TestMethod]
    public void A_column_is_replaced_by_its_translation()
    {
        var options = TranslatorOptions.OfNumbers();
        (options.OutputColumnName, options.InputColumnName) = (nameof(PictureRow.DrawingPixels), null);
        using var transformer = Fit(options);
        using var translator = Exported.Translator(transformer);

        AssertClose(
            Translated(translator, _rows[0]),
            transformer.Transform(Data).GetColumn<float[]>(nameof(PictureRow.DrawingPixels)).First());
    }

    [TestMethod]
    public void Two_sets_without_pairs_give_a_translator_there_and_one_back()
    {
        var options = TranslatorOptions.OfNumbers();
        options.System = new CycleGan();
        var (toB, toA) = _mlContext.Gan().Translator(options).FitUnpaired(
            Data, _mlContext.Data.LoadFromEnumerable(PictureRow.Create(9)));
        using (toB)
        using (toA)
        {
            Assert.AreEqual((3, 1), (toB.Info.InputChannels, toB.Info.OutputChannels));
            Assert.AreEqual((1, 3), (toA.Info.InputChannels, toA.Info.OutputChannels));
            Assert.AreEqual(nameof(PictureRow.DrawingPixels), toB.InputColumnName);
            Assert.AreEqual(nameof(PictureRow.PhotoPixels), toA.InputColumnName);
            using var there = Exported.Translator(toB);
            using var back = Exported.Translator(toA);
            AssertClose(
                Translated(there, _rows[0]), toB.Transform(Data).GetColumn<float[]>("Translated").First());
            AssertClose(
                back.Translate(Scaled(_rows[0].PhotoPixels), 1, Side, Side).Values.ToArray(),
                toA.Transform(Data).GetColumn<float[]>("Translated").First());
        }
    }

    [TestMethod]
    [DataRow("unit")]
    [DataRow("residual-transfer")]
    public void Other_systems_that_learn_without_pairs_do_as_well(string system)
    {
        var options = TranslatorOptions.OfNumbers();
        (options.System, options.Translator) =
            (Catalog.Systems.Parse(system), new ResNetTranslator { Width = 4, Blocks = 2 });
        options.TargetColumnName = null;
        var (toB, toA) = _mlContext.Gan().Translator(options).FitUnpaired(
            Data, _mlContext.Data.LoadFromEnumerable(PictureRow.Create(9)));
        foreach (var transformer in (GanTranslatorTransformer[])[toB, toA])
        {
            using (transformer)
            using (var translator = Exported.Translator(transformer))
            {
                Assert.AreEqual(system, translator.Info.System);
                AssertClose(
                    Translated(translator, _rows[0]),
                    transformer.Transform(Data).GetColumn<float[]>("Translated").First());
            }
        }
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow(nameof(PictureRow.Photo))]
    public void Inputs_are_made_from_targets_where_there_are_no_others(string? target)
    {
        var options = TranslatorOptions.OfPictures();
        (options.System, options.Translator) = (new Srgan(), new SrResNet { Factor = 2, Width = 4, Blocks = 1 });
        (options.Degradation, options.TargetColumnName) = (new Bicubic(2), target);
        options.TargetImageChannels = null;
        using var transformer = Fit(options);
        using var translator = Exported.Translator(transformer);
        var small = PictureRow.Create(2, Side / 2);

        var output = transformer.Transform(_mlContext.Data.LoadFromEnumerable(small));

        Assert.AreEqual(2, translator.Info.Scale);
        float[][] translated = [.. output.GetColumn<float[]>("Translated")];
        for (int i = 0; i < small.Count; i++)
            AssertClose(
                translator.Translate(Scaled(small[i].DrawingPixels), 1, Side / 2, Side / 2).Values.ToArray(),
                translated[i]);
        Thrown<GanDataException>(
            "has an image of 16×16; the network takes 8×8",
            () => _ = transformer.Transform(Data).GetColumn<float[]>("Translated").ToArray());
    }

    private GanTranslatorTransformer Fit(GanTranslatorEstimator.Options options) =>
        _mlContext.Gan().Translator(options).Fit(Data);

    private static float[] Translated(OnnxTranslator translator, PictureRow row) =>
        translator.Translate(Scaled(row.DrawingPixels), 1, Side, Side).Values.ToArray();

    private static float[] Scaled(float[] pixels) => [.. pixels.Select(pixel => pixel / 127.5f - 1)];

    /// <summary>Red, green and blue of each pixel.</summary>
    private static byte[] Bytes(MLImage image)
    {
        byte[] pixels = image.Pixels.ToArray();
        return [.. pixels.Chunk(4).SelectMany(pixel => (byte[])[pixel[2], pixel[1], pixel[0]])];
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], 1e-5f);
    }

    private static void Thrown<T>(string words, Action action)
        where T : Exception => StringAssert.Contains(Assert.ThrowsExactly<T>(action).Message, words);

    private sealed class Nothing;
}
