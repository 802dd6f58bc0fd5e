using Google.Protobuf;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Tests.Onnx.Translating;

/// <summary>What files say of translators, and what is refused, with which words.</summary>
[TestClass]
public sealed class TranslatorLoadingTests
{
    [TestMethod]
    public void What_a_file_says_is_told()
    {
        byte[] model = Translators.Inversion(
            3, (TranslatorMetadata.System, "cycle-gan"), (TranslatorMetadata.Network, "resnet-translator"),
            (TranslatorMetadata.InputChannels, "3"), (TranslatorMetadata.OutputChannels, "3"),
            (TranslatorMetadata.Scale, "1"), (TranslatorMetadata.SizeMultiple, "4"),
            (TranslatorMetadata.TrainingSize, "96,128"), (TranslatorMetadata.TrainingData, "builtin:thin"),
            (TranslatorMetadata.TrainingDataLicense, "CC0"), (TranslatorMetadata.Steps, "2000"),
            (TranslatorMetadata.Domains, "thin, bold"), (TranslatorMetadata.MlGanVersion, "0.1.0"));
        using var translator = OnnxTranslator.Load(model, Translators.Options);
        var info = translator.Info;
        Assert.AreEqual(
            ("cycle-gan", "resnet-translator", 3, 3, 1, 4), (info.System, info.Network, info.InputChannels,
                info.OutputChannels, info.Scale, info.SizeMultiple));
        Assert.AreEqual(
            (96, 128, "builtin:thin", "CC0", 2000L), (info.TrainingHeight, info.TrainingWidth, info.TrainingData,
                info.TrainingDataLicense, info.Steps));
        CollectionAssert.AreEqual(new[] { "thin", "bold" }, info.Domains.ToArray());
        Assert.AreEqual("input float [N, 3, N, N]", info.Input.ToString());
        Assert.AreEqual((17L, 8L, ValueRange.Tanh), (info.Opset, info.IrVersion, info.ValueRange));
        Assert.AreEqual(1, info.Operators["Neg"]);
        Assert.AreEqual(model.Length, info.FileBytes);
        Assert.AreEqual("0.1.0", info.Metadata[TranslatorMetadata.MlGanVersion]);
    }

    [TestMethod]
    public void What_a_file_does_not_say_has_defaults()
    {
        using var translator = OnnxTranslator.Load(Translators.Identity(2), Translators.Options);
        var info = translator.Info;
        Assert.AreEqual(("", "", 2, 2, 1, 1), (info.System, info.Network, info.InputChannels, info.OutputChannels,
            info.Scale, info.SizeMultiple));
        Assert.IsNull(info.TrainingHeight);
        Assert.IsNull(info.Steps);
        Assert.IsEmpty(info.Domains);
    }

    [TestMethod]
    [DataRow(TranslatorMetadata.Scale, "0", "a whole number from 1 to 16")]
    [DataRow(TranslatorMetadata.Scale, "17", "from 1 to 16")]
    [DataRow(TranslatorMetadata.Scale, "2.0", "from 1 to 16")]
    [DataRow(TranslatorMetadata.Scale, "", "from 1 to 16")]
    [DataRow(TranslatorMetadata.SizeMultiple, "1000000", "from 1 to 1024")]
    [DataRow(TranslatorMetadata.SizeMultiple, "-4", "from 1 to 1024")]
    [DataRow(TranslatorMetadata.TrainingSize, "128", "'height,width', for example '128,128'")]
    [DataRow(TranslatorMetadata.TrainingSize, "0,128", "'height,width'")]
    [DataRow(TranslatorMetadata.TrainingSize, "128,99999999999999999999", "'height,width'")]
    [DataRow(TranslatorMetadata.Steps, "many", "a whole number from 0 on")]
    [DataRow(TranslatorMetadata.InputChannels, "three", "from 1 to 64")]
    [DataRow(TranslatorMetadata.ValueRange, "1,-1", "'low,high'")]
    public void Texts_that_are_no_numbers_or_out_of_range_are_refused(string key, string value, string expected)
    {
        byte[] model = Translators.Identity(1, (key, value));
        Thrown.With<GanOnnxException>(
            $"The model in memory says {key} = '{value}'; expected", () => OnnxTranslator.Load(model));
        Thrown.With<GanOnnxException>(expected, () => OnnxTranslator.Load(model));
    }

    [TestMethod]
    public void Texts_that_are_not_so_are_refused()
    {
        Refused("says input_channels = '3', but its input is input float [N, 1, N, N]",
            Translators.Identity(1, (TranslatorMetadata.InputChannels, "3")));
        Refused("says output_channels = '2', but its output is output",
            Translators.Identity(1, (TranslatorMetadata.OutputChannels, "2")));
        Refused("2 times as high and wide as its input (scale), but of 1×512×512 numbers its graph makes 1×512×512",
            Translators.Identity(1, (TranslatorMetadata.Scale, "2")));
        Refused("and 1 times as high and wide as its input (scale), but of 1×512×512 numbers its graph makes "
            + "1×1024×1024", Translators.Bytes(Translators.Doubled));
        Refused("has the metadata 'scale' twice", Changed(model =>
        {
            for (int i = 0; i < 2; i++)
                model.MetadataProps.Add(new StringStringEntryProto { Key = TranslatorMetadata.Scale, Value = "1" });
        }));
    }

    [TestMethod]
    public void Other_shapes_are_refused()
    {
        const string Words = "an ONNX model but not a translator: found inputs ";
        Refused(Words, Changed(model => model.Graph.Input[0].Type.TensorType.Shape.Dim[2].DimValue = 256));
        Refused(Words, Changed(model => model.Graph.Input[0].Type.TensorType.Shape.Dim[0].DimValue = 1));
        Refused(Words, Changed(model => model.Graph.Output[0].Type.TensorType.Shape.Dim[3].DimValue = 256));
        Refused(Words, Changed(model => model.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue = 65));
        Refused(Words, Changed(model => model.Graph.Input[0].Type.TensorType.Shape.Dim[1].ClearDimValue()));
        Refused(Words, Changed(model => model.Graph.Input[0].Type.TensorType.ElemType = 10));
        Refused(Words, Changed(model => model.Graph.Input[0].Type.TensorType.Shape.Dim.RemoveAt(3)));
        Refused(Words, Changed(model => model.Graph.Output.Add(model.Graph.Output[0].Clone())));
        Refused("expected one input 'input', float [N, C, H, W]", OnnxFile.Rename(
            Translators.Inversion(1), new Dictionary<string, string> { ["input"] = "x" }));
    }

    [TestMethod]
    public void Models_of_other_kinds_are_named_with_what_runs_them()
    {
        Refused("is a generator but not a translator (sample it with 'mlgan sample', or OnnxGenerator in code): found "
            + "inputs latent float [N, 3]", Generators.Image());
        Refused("is a network for features but not a translator (evaluate generators with", Features());
        Thrown.With<GanOnnxException>(
            "is a translator but not a generator (translate images with 'mlgan translate', or OnnxTranslator in code)",
            () => OnnxGenerator.Load(Translators.Identity(3)));
        Thrown.With<GanOnnxException>(
            "is a translator but not a discriminator", () => OnnxDiscriminator.Load(Translators.Identity(3)));
        Thrown.With<FileNotFoundException>(
            "Expected an ONNX model of a translator.", () => OnnxTranslator.Load("none.onnx"));
        Refused("is not an ONNX model: it is a PNG image. Expected a translator", PngEncoder.Encode([0], 1, 1, 1));
    }

    [TestMethod]
    public void What_would_take_memory_out_of_all_proportion_is_refused()
    {
        byte[] many = Translators.Bytes((graph, input) =>
        {
            var maps = graph.Node(
                "Conv", "wide", [input, graph.Constant("wide.weight", new float[2000], 2000, 1, 1, 1)],
                [null, 2000, null, null]);
            return graph.Node(
                "Conv", "narrow", [maps, graph.Constant("narrow.weight", new float[2000], 1, 2000, 1, 1)],
                [null, 1, null, null]);
        });
        Refused("the Conv 'wide' makes 524,288,000 numbers for one tile of 512×512 pixels; at most 268,435,456 are "
            + "computed. Choose smaller tiles (TileOptions.Size, --tile).", many);
        using var smaller = Translators.Load(many, tile: 256);
        Assert.AreEqual(1, smaller.Translate(new float[12], 1, 3, 4).Count);
        Refused("the Resize 'repeat' makes", Translators.Bytes((graph, input) => graph.Node(
            "Resize", "repeat", [input, null, graph.Constant("scales", [1f, 1, 1000, 1000], 4)],
            [null, 1, null, null], ("mode", "nearest"))));
        Refused("says that tiles of 2048×2048 pixels have 1,073,741,824 numbers", Translators.Inversion(
            64, (TranslatorMetadata.SizeMultiple, "1024"), (TranslatorMetadata.Scale, "2")), "or their results");
    }

    private static void Refused(string words, byte[] model, string more = "")
    {
        Thrown.With<GanOnnxException>(words, () => OnnxTranslator.Load(model, Translators.Options));
        Thrown.With<GanOnnxException>(more, () => OnnxTranslator.Load(model, Translators.Options));
    }

    private static byte[] Features()
    {
        var graph = new OnnxGraph("features");
        graph.Output("row", graph.Reshape("row", graph.Input("image", null, 3, 16, 16), -1, 768));
        return graph.ToBytes();
    }

    private static byte[] Changed(Action<ModelProto> change)
    {
        var model = ModelProto.Parser.ParseFrom(Translators.Inversion(1));
        change(model);
        return model.ToByteArray();
    }
}
