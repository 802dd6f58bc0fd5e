using System.Text;
using Ml.Gan.Cli.Translating;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Loading;
using Ml.Gan.Tests.Onnx;
using Ml.Gan.Tests.Onnx.Translating;

namespace Ml.Gan.Tests.Fuzzing;

/// <summary>Translators in ONNX, loaded and given an image in one piece and one in tiles.</summary>
internal sealed class TranslatorTarget : FuzzTarget
{
    private static readonly TileOptions s_tiles = new() { Size = TileOptions.LeastSize };

    public override string Name => "onnx-translator";

    /// <summary>One value of the most numbers that are computed for a tile, besides the rest.</summary>
    public override int MostMegabytes => 1024 + 256;

    public override IReadOnlyList<byte[]> Corpus { get; } =
    [
        Translators.Convolution(OnnxRun.Numbers(25, 1), kernel: 5), Translators.Doubling(), Translators.Blocks(),
        Translators.WithoutMean((TranslatorMetadata.Domains, "dark,light")), Translators.Normalizing(width: 2),
    ];

    public override string? Read(byte[] file)
    {
        using var translator = OnnxTranslator.Load(file, ModelTargets.Options, s_tiles);
        foreach (var (height, width) in ((int, int)[])[(9, 7), (18, 33)])
        {
            var results = translator.Translate(
                new float[translator.Info.InputChannels * height * width], 1, height, width);
            Assert.AreEqual((1, height * translator.Info.Scale), (results.Count, results.Height));
        }

        return null;
    }

    protected override byte[] Repair(byte[] file, Random random) => ModelMutations.Change(Corpus, random);
}

/// <summary>Metadata of translators, a line of the input each.</summary>
internal sealed class TranslatorMetadataTarget : FuzzTarget
{
    private static readonly string[] s_keys =
    [
        TranslatorMetadata.InputChannels, TranslatorMetadata.OutputChannels, TranslatorMetadata.Scale,
        TranslatorMetadata.SizeMultiple, TranslatorMetadata.TrainingSize, TranslatorMetadata.ValueRange,
        TranslatorMetadata.Domains, TranslatorMetadata.Steps, TranslatorMetadata.Network, TranslatorMetadata.System,
        TranslatorMetadata.LeastSize, TranslatorMetadata.InputRoles,
    ];

    public override string Name => "onnx-translator-metadata";

    public override IReadOnlyList<byte[]> Corpus { get; } =
    [
        .. from text in (string[])
           [
               "1\n1\n1\n4\n128,128\n-1,1\nhorses,zebras\n2000\nunet\ncycle-gan", "1\n1\n16\n1024\n1,65536\n0,255\n\n0",
               "1", "1\n1\n2\n1\n7,9\n-0.5,0.5\na,b,c\n9223372036854775807\n\n",
               "1\n1\n1\n4\n9,9\n-1,1\n\n7\nunet\ncyclegan\n8",
           ]
           select Encoding.UTF8.GetBytes(text),
    ];

    public override string? Read(byte[] file)
    {
        string[] lines = Encoding.UTF8.GetString(file).Split('\n');
        byte[] model = Translators.Identity(1, [.. s_keys.Zip(lines)]);
        var info = TranslatorInfoReader.Read(ModelFile.FromBytes(model, long.MaxValue));
        Assert.IsTrue(info is { Scale: >= 1 and <= 16, SizeMultiple: >= 1 and <= 1024, InputChannels: 1 });
        _ = TranslatorText.Plain(info) + TranslatorText.Json(info);
        return null;
    }
}
