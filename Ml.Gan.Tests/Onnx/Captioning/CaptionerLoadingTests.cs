using Google.Protobuf;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Protobuf;
using Ml.Gan.Tests.Onnx.Translating;

namespace Ml.Gan.Tests.Onnx.Captioning;

/// <summary>What files say of captioners and evaluators, and what is refused, with which words.</summary>
[TestClass]
public sealed class CaptionerLoadingTests
{
    [TestMethod]
    public void What_a_file_says_is_told()
    {
        byte[] model = Captioners.Captioner(
            (CaptionerMetadata.System, "captioning"), (CaptionerMetadata.Kind, "captioner"),
            (CaptionerMetadata.Objective, "gumbel"), (CaptionerMetadata.MaxLength, "3"),
            (CaptionerMetadata.LatentSize, "2"), (CaptionerMetadata.Channels, "1"), (CaptionerMetadata.Height, "2"),
            (CaptionerMetadata.Width, "2"), (CaptionerMetadata.Steps, "2000"),
            (CaptionerMetadata.TrainingData, "scenes"), (CaptionerMetadata.TrainingDataLicense, "CC0"));
        using var captioner = OnnxCaptioner.Load(model, Captioners.Options);
        var info = captioner.Info;
        Assert.AreEqual(
            ("captioner", "captioning", "gumbel", 1, 2, 2), (info.Kind, info.System, info.Objective, info.Channels,
                info.Height, info.Width));
        Assert.AreEqual(
            (2, 3, 2000L, "scenes", "CC0"),
            (info.LatentSize, info.MaxLength, info.Steps, info.TrainingData, info.TrainingDataLicense));
        CollectionAssert.AreEqual(Captioners.Words, info.Vocabulary.ToArray());
        Assert.AreEqual("tokens int64 [N, 3]", info.Output.ToString());
        Assert.AreEqual((ValueRange.Tanh, (long)model.Length), (info.ValueRange, info.FileBytes));

        using var evaluator = OnnxCaptionEvaluator.Load(Captioners.Evaluator(), Captioners.Options);
        Assert.AreEqual(("evaluator", "", 3, 0), (evaluator.Info.Kind, evaluator.Info.System,
            evaluator.Info.MaxLength, evaluator.Info.LatentSize));
        Assert.IsNull(evaluator.Info.Steps);
    }

    [TestMethod]
    [DataRow(CaptionerMetadata.MaxLength, "4", "says max_length = '4', but its tokens is tokens int64 [N, 3].")]
    [DataRow(CaptionerMetadata.LatentSize, "16", "but its noise is noise float [N, 2].")]
    [DataRow(CaptionerMetadata.Height, "3", "but its image is image float [N, 1, 2, 2].")]
    [DataRow(CaptionerMetadata.Steps, "many", "says steps = 'many'; expected a whole number from 0 on.")]
    [DataRow(CaptionerMetadata.Kind, "evaluator", "says kind = 'evaluator', but has the inputs and the output of")]
    [DataRow(CaptionerMetadata.ValueRange, "1,-1", "'low,high'")]
    [DataRow(CaptionerMetadata.Vocabulary, "dog", "expected a JSON array of its words by their ids, of which")]
    [DataRow(CaptionerMetadata.Vocabulary, "[]", "expected a JSON array")]
    [DataRow(CaptionerMetadata.Vocabulary, """["a", "b"]""", "expected a JSON array")]
    [DataRow(CaptionerMetadata.Vocabulary, """["", "a", ""]""", "expected a JSON array")]
    [DataRow(CaptionerMetadata.Vocabulary, """["", "a", null]""", "expected a JSON array")]
    [DataRow(CaptionerMetadata.Vocabulary, """["", "u", "a", "a"]""", "has the word 'a' twice in its metadata")]
    public void Texts_that_are_not_so_are_refused(string key, string value, string words) =>
        Refused(words, Captioners.Captioner((key, value)));

    [TestMethod]
    public void A_file_without_words_is_refused() => Refused(
        "The model in memory has no metadata 'vocabulary'; expected a JSON array",
        Changed(model => model.MetadataProps.Clear()));

    [TestMethod]
    public void Other_shapes_are_refused()
    {
        const string Words = "an ONNX model but not a captioner: found inputs image";
        Refused(Words, Changed(model => model.Graph.Input[0].Type.TensorType.Shape.Dim[2].DimValue = 2000));
        Refused(Words, Changed(model => model.Graph.Input[0].Type.TensorType.Shape.Dim[2].ClearDimValue()));
        Refused(Words, Changed(model => model.Graph.Input[0].Type.TensorType.Shape.Dim[0].DimValue = 1));
        Refused(Words, Changed(model => model.Graph.Output[0].Type.TensorType.ElemType = 1));
        Refused(Words, Changed(model => model.Graph.Output[0].Type.TensorType.Shape.Dim[1].DimValue = 100_000));
        Refused(Words, Changed(model => model.Graph.Input[1].Type.TensorType.Shape.Dim.RemoveAt(1)));
        Refused("says that its output 'tokens' has 30 numbers for one sample, but its graph makes 3",
            Changed(model => model.Graph.Output[0].Type.TensorType.Shape.Dim[1].DimValue = 30));
    }

    [TestMethod]
    public void Models_of_other_kinds_are_named_with_what_runs_them()
    {
        Refused("is an evaluator of captions but not a captioner (score captions with 'mlgan caption --evaluator'",
            Captioners.Evaluator());
        Refused("is a translator but not a captioner (translate images with", Translators.Identity(3));
        Thrown.With<GanOnnxException>(
            "is a captioner but not an evaluator of captions (caption images with 'mlgan caption', or OnnxCaptioner in",
            () => OnnxCaptionEvaluator.Load(Captioners.Captioner(), Captioners.Options));
        Thrown.With<GanOnnxException>(
            "is a captioner but not a generator", () => OnnxGenerator.Load(Captioners.Captioner()));
        Thrown.With<GanOnnxException>(
            "is an evaluator of captions but not a discriminator",
            () => OnnxDiscriminator.Load(Captioners.Evaluator()));
        Thrown.With<FileNotFoundException>(
            "Expected an ONNX model of a captioner.", () => OnnxCaptioner.Load("none.onnx"));
        Refused("is not an ONNX model: it is a PNG image. Expected a captioner", PngEncoder.Encode([0], 1, 1, 1));
    }

    private static void Refused(string words, byte[] model) =>
        Thrown.With<GanOnnxException>(words, () => OnnxCaptioner.Load(model, Captioners.Options));

    private static byte[] Changed(Action<ModelProto> change)
    {
        var model = ModelProto.Parser.ParseFrom(Captioners.Captioner());
        change(model);
        return model.ToByteArray();
    }
}
