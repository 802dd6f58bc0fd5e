using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx;

/// <summary>A sample that begins later is the rest of one that begins with image 0.</summary>
[TestClass]
public sealed class FirstSampleTests
{
    private const int Seed = 5, Count = 11, First = 4;

    private static readonly OnnxGeneratorOptions s_options = new()
    {
        Device = GeneratorDevice.Cpu,
        BatchSize = 3,
        IntraOpThreads = 1,
    };

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Noise_labels_vectors_and_codes_go_on(bool seeds)
    {
        byte[] model = EchoGenerator.Bytes("""["cat", "dog", "eel"]""", 2, "3,c2", seeds);
        using var generator = OnnxGenerator.Load(model, s_options);
        var asked = new GeneratorConditions
        {
            Vectors = [[1, 2], [3, 4]],
            Codes = new Dictionary<string, float[]> { ["d1"] = [0, 2, 1, 1, 2] },
        };
        int length = generator.Info.OutputLength;
        float[] expected = generator.Sample(Count, Seed, asked).Values.ToArray()[(First * length)..];

        CollectionAssert.AreEqual(
            expected, generator.Sample(Count - First, Seed, asked, first: First).Values.ToArray());
        float[] into = new float[expected.Length];
        generator.SampleInto(into, Seed, asked, first: First);
        CollectionAssert.AreEqual(expected, into);
        List<float> batches = [];
        await foreach (var batch in generator.SampleBatchesAsync(Count - First, Seed, asked, first: First))
            batches.AddRange(batch.Values.ToArray());
        CollectionAssert.AreEqual(expected, batches);
    }

    [TestMethod]
    public async Task Bytes_go_on()
    {
        using var generator = OnnxGenerator.Load(Generators.Image(), s_options);
        var all = generator.Sample(Count, Seed);
        byte[] expected = [.. Enumerable.Range(First, Count - First).SelectMany(all.ToPixels)];

        byte[] pixels = new byte[expected.Length];
        generator.SamplePixelsInto(pixels, Seed, first: First);
        CollectionAssert.AreEqual(expected, pixels);
        using var stream = new MemoryStream();
        await generator.WritePixelsAsync(stream, Count - First, Seed, first: First);
        CollectionAssert.AreEqual(expected, stream.ToArray());
    }

    [TestMethod]
    public void Samples_end_where_their_indices_do()
    {
        using var generator = OnnxGenerator.Load(Generators.Image(), s_options);
        Assert.AreEqual(2, generator.Sample(2, Seed, first: int.MaxValue - 2).Count);
        Thrown.With<ArgumentOutOfRangeException>(
            "0 to 2147483646; 3 from here", () => generator.Sample(3, Seed, first: int.MaxValue - 2));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => generator.Sample(3, Seed, first: -1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => generator.SampleInto(new float[4], Seed, first: -1));
    }

    [TestMethod]
    public void Codes_are_checked_before_the_first_batch()
    {
        using var generator = OnnxGenerator.Load(EchoGenerator.Bytes(codes: "3,c2"), s_options);
        var asked = new GeneratorConditions
        {
            Codes = new Dictionary<string, float[]> { ["d1"] = [0, 1, 2, 0, 1, 3] },
        };
        Thrown.With<ArgumentException>("0 to 2, not 3", () => generator.SampleBatchesAsync(6, Seed, asked));
        Thrown.With<ArgumentException>("0 to 2, not 3", () => generator.SampleBatchesAsync(1, Seed, asked, first: 5));
        _ = generator.SampleBatchesAsync(5, Seed, asked);
    }
}
