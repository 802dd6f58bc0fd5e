using System.Text;
using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Loading;
using Ml.Gan.Tests.Onnx;

namespace Ml.Gan.Tests.Fuzzing;

/// <summary>Generators in ONNX, loaded and sampled by ONNX Runtime.</summary>
internal sealed class GeneratorTarget : FuzzTarget
{
    /// <summary>Numbers in a sample: of larger ones, few take what is a sign of a fault elsewhere.</summary>
    private const int LargestSample = 1 << 21;

    public override string Name => "onnx-generator";

    /// <summary>One value of the most numbers that are computed for a sample, besides the rest.</summary>
    public override int MostMegabytes => 1024 + 256;

    public override IReadOnlyList<byte[]> Corpus { get; } =
    [
        Generators.Image(), Generators.FromSeeds(), EchoGenerator.Bytes("""["a", "b", "c"]""", 2, "3,c2"),
        EchoGenerator.Bytes("""["a", "b", "c"]""", image: true), Convolutional(),
    ];

    public override string? Read(byte[] file)
    {
        using var generator = OnnxGenerator.Load(file, ModelTargets.Options);
        if (generator.Info.OutputLength > LargestSample)
            return null;
        var conditions = generator.Info.Conditions.VectorSize is > 0 and var size
            ? new GeneratorConditions { Vectors = [new float[size]] }
            : null;
        var images = generator.Sample(2, seed: 1, conditions);
        Assert.AreEqual(2, images.Count);
        return null;
    }

    protected override byte[] Repair(byte[] file, Random random) => ModelMutations.Change(Corpus, random);

    /// <summary>The operators that generators of images are made of.</summary>
    private static byte[] Convolutional()
    {
        var graph = new OnnxGraph("generator");
        var latent = graph.Input("latent", null, 4);
        var map = graph.Reshape("map", latent, -1, 1, 2, 2);
        var larger = graph.ConvTranspose2d("up", map, OnnxRun.Numbers(2 * 16, 1), null, 2, 4, stride: 2, padding: 1);
        var same = graph.Conv2d("conv", graph.Relu("relu", larger), OnnxRun.Numbers(2 * 9, 2), null, 1, 3, padding: 1);
        graph.Output("image", graph.Tanh("tanh", same));
        return graph.ToBytes();
    }
}

/// <summary>Discriminators in ONNX, loaded and asked for scores.</summary>
internal sealed class DiscriminatorTarget : FuzzTarget
{
    public override string Name => "onnx-discriminator";

    public override IReadOnlyList<byte[]> Corpus { get; } = [Scoring(null), Scoring("""["a", "b", "c"]""")];

    public override string? Read(byte[] file)
    {
        using var discriminator = OnnxDiscriminator.Load(file, ModelTargets.Options);
        var conditions = discriminator.Info.Conditions switch
        {
            { ClassCount: > 0 } => new GeneratorConditions { Labels = [0] },
            { VectorSize: > 0 and var size } => new GeneratorConditions { Vectors = [new float[size]] },
            _ => null,
        };
        var scores = discriminator.Score(new float[discriminator.Info.SampleLength], conditions);
        Assert.AreEqual(1, scores.Scores.Length);
        return null;
    }

    protected override byte[] Repair(byte[] file, Random random) => ModelMutations.Change(Corpus, random);

    private static byte[] Scoring(string? classes)
    {
        var graph = new OnnxGraph("discriminator");
        if (classes is not null)
            graph.Metadata[GeneratorMetadata.Labels] = classes;
        var sample = graph.Input("sample", null, 2);
        graph.Output("score", graph.Linear("fc", sample, [1, 2], [0], 1));
        graph.Output("probabilities", graph.Linear("classes", sample, OnnxRun.Numbers(6, 3), [0, 0, 0], 3));
        return graph.ToBytes();
    }
}

/// <summary>Networks for features in ONNX, loaded from a file and given images.</summary>
internal sealed class FeaturesTarget : FuzzedFile
{
    public override string Name => "onnx-features";

    public override IReadOnlyList<byte[]> Corpus { get; } = [Network(2), Network(4)];

    /// <summary>Two values of the most numbers that are computed for an image.</summary>
    public override int MostMegabytes => 2048;

    protected override string FileName => "input.onnx";

    protected override byte[] Repair(byte[] file, Random random) => ModelMutations.Change(Corpus, random);

    protected override void Read(string path)
    {
        using var features = OnnxFeatures.Load(
            path, new SampleShape(1, 2, 2), new OnnxFeaturesOptions { Runtime = ModelTargets.Options });
        Assert.AreEqual(1, features.Extract(new SampleRows(new float[4], 4)).Count);
    }

    private static byte[] Network(int side)
    {
        var graph = new OnnxGraph("features");
        graph.Metadata["Image.NominalPixelRange"] = "Normalized_0_1";
        var image = graph.Input("image", null, 3, side, side);
        var maps = graph.Relu("relu", graph.Conv2d("conv", image, OnnxRun.Numbers(2 * 3, 4), null, 2, 1));
        graph.Output("features", graph.Reshape("row", maps, -1, 2 * side * side));
        return graph.ToBytes();
    }
}

/// <summary>Generators that are given the input for seeds, and written anew.</summary>
internal sealed class CompositionTarget : FuzzTarget
{
    public override string Name => "onnx-composition";

    public override IReadOnlyList<byte[]> Corpus { get; } =
        [Generators.Image(), EchoGenerator.Bytes("""["a", "b", "c"]""", 2, "3,c2")];

    public override string? Read(byte[] file)
    {
        try
        {
            Assert.IsNotEmpty(OnnxComposition.WithSeedInput(file));
            return null;
        }
        catch (ArgumentException e) when (e.GetType() == typeof(ArgumentException))
        {
            return e.Message; // what it is documented to refuse so
        }
    }

    protected override byte[] Repair(byte[] file, Random random) => ModelMutations.Change(Corpus, random);
}

/// <summary>Metadata of generators: classes, codes, range of values, sizes, a line of the input each.</summary>
internal sealed class MetadataTarget : FuzzTarget
{
    private static readonly string[] s_keys =
    [
        GeneratorMetadata.Labels, GeneratorMetadata.Codes, GeneratorMetadata.ValueRange, GeneratorMetadata.Network,
        GeneratorMetadata.Channels, GeneratorMetadata.Height, GeneratorMetadata.Width, GeneratorMetadata.LatentSize,
    ];

    public override string Name => "onnx-metadata";

    public override IReadOnlyList<byte[]> Corpus { get; } =
    [
        .. from text in (string[])
           [
               "[\"a\", \"b\", \"c\"]\n3,c2\n-1,1\ndcgan\n1\n1\n10\n2", "[\"é\", \"\\u0041\", \"\\n\"]\n5\n0,255",
               "[\"a\", \"b\", \"c\"]\n2,2,c1\n-1,1\n\n3\n1\n1",
           ]
           select Encoding.UTF8.GetBytes(text),
    ];

    public override string? Read(byte[] file)
    {
        string[] lines = Encoding.UTF8.GetString(file).Split('\n');
        byte[] model = EchoGenerator.Bytes(
            "[\"a\", \"b\", \"c\"]", 0, "3,c2",
            change: graph =>
            {
                foreach (var (key, value) in s_keys.Zip(lines))
                    graph.Metadata[key] = value;
            });
        var info = GeneratorInfoReader.Read(ModelFile.FromBytes(model, long.MaxValue));
        Assert.AreEqual(3, info.Conditions.ClassCount);
        _ = Ml.Gan.Cli.Commands.InfoText.Plain(info) + Ml.Gan.Cli.Commands.InfoText.Json(info);
        return null;
    }
}

internal static class ModelTargets
{
    public static OnnxGeneratorOptions Options { get; } = new() { Device = GeneratorDevice.Cpu, IntraOpThreads = 1 };
}
