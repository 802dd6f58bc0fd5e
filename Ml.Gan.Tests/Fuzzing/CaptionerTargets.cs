using System.Text;
using Ml.Gan.Cli.Captioning;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Loading;
using Ml.Gan.Tests.Onnx.Captioning;

namespace Ml.Gan.Tests.Fuzzing;

/// <summary>Captioners and evaluators in ONNX, loaded and given an image.</summary>
internal sealed class CaptionerTarget : FuzzTarget
{
    public override string Name => "onnx-captioner";

    /// <summary>One value of the most numbers that are computed for a sample, besides the rest.</summary>
    public override int MostMegabytes => 1024 + 256;

    public override IReadOnlyList<byte[]> Corpus { get; } = [Captioners.Captioner(), Captioners.Evaluator()];

    public override string? Read(byte[] file)
    {
        var model = ModelFile.FromBytes(file, long.MaxValue);
        var (inputs, outputs, _) = ModelSignature.Of(model);
        if (CaptionerInfoReader.IsEvaluator(inputs, outputs))
        {
            using var evaluator = OnnxCaptionEvaluator.Load(model, ModelTargets.Options);
            Assert.HasCount(1, evaluator.Score(new float[evaluator.Info.ImageLength], [(string[])["dark dot"]])[0]);
            return null;
        }

        using var captioner = OnnxCaptioner.Load(model, ModelTargets.Options);
        Assert.HasCount(2, captioner.Caption(new float[captioner.Info.ImageLength], 2)[0]);
        return null;
    }

    protected override byte[] Repair(byte[] file, Random random) => ModelMutations.Change(Corpus, random);
}

/// <summary>Metadata of captioners, a line of the input each.</summary>
internal sealed class CaptionerMetadataTarget : FuzzTarget
{
    private static readonly string[] s_keys =
    [
        CaptionerMetadata.Vocabulary, CaptionerMetadata.MaxLength, CaptionerMetadata.LatentSize,
        CaptionerMetadata.Channels, CaptionerMetadata.Height, CaptionerMetadata.Steps, CaptionerMetadata.ValueRange,
        CaptionerMetadata.Kind, CaptionerMetadata.System,
    ];

    public override string Name => "onnx-captioner-metadata";

    public override IReadOnlyList<byte[]> Corpus { get; } =
    [
        .. from text in (string[])
           [
               $"{Captioners.Vocabulary}\n3\n2\n1\n2\n2000\n-1,1\ncaptioner\ncaptioning", "[\"\", \"é\", \"\\u0041\"]",
               "[\"\", \"<unknown>\", \"\\n\"]\n3\n2\n1\n2\n0\n0,255\ncaptioner\n",
           ]
           select Encoding.UTF8.GetBytes(text),
    ];

    public override string? Read(byte[] file)
    {
        string[] lines = Encoding.UTF8.GetString(file).Split('\n');
        byte[] model = Captioners.Captioner([.. s_keys.Zip(lines)]);
        var info = CaptionerInfoReader.ReadCaptioner(ModelFile.FromBytes(model, long.MaxValue));
        Assert.IsTrue(info is { MaxLength: 3, LatentSize: 2, Vocabulary: ["", _, ..] });
        _ = CaptionerText.Plain(info) + CaptionerText.Json(info);
        return null;
    }
}
