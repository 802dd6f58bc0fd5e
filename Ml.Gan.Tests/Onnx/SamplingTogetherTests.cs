using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx;

/// <summary>Samples that are made together are those of one call each.</summary>
[TestClass]
public sealed class SamplingTogetherTests
{
    private static readonly OnnxGeneratorOptions s_options = new() { Device = GeneratorDevice.Cpu, BatchSize = 4 };

    private static readonly GeneratorConditions s_asked = new() { Classes = ["eel"], Vectors = [[1, 2], [3, 4]] };

    [TestMethod]
    public void Each_gets_its_own_noise_conditions_and_codes()
    {
        using var generator = OnnxGenerator.Load(
            EchoGenerator.Bytes("""["cat", "dog", "eel"]""", 2, "3,c2"), s_options);
        var codes = new Dictionary<string, float[]> { ["d1"] = [1] };
        var other = new GeneratorConditions { Vectors = [[5, 6]], Codes = codes };

        var made = generator.SampleAll(
        [
            generator.Prepare(3, seed: 5, s_asked),
            generator.Prepare(0, seed: 5, s_asked),
            generator.Prepare(6, seed: -7, other, truncation: 0.5f),
        ]);

        AreEqual(generator.Sample(3, 5, s_asked), made[0]);
        Assert.AreEqual(0, made[1].Count);
        AreEqual(generator.Sample(6, -7, other, 0.5f), made[2]);
    }

    [TestMethod]
    public void Seeds_of_models_that_make_their_noise_are_joined()
    {
        using var generator = OnnxGenerator.Load(EchoGenerator.Bytes(seeds: true), s_options);
        var made = generator.SampleAll([generator.Prepare(2, seed: 1), generator.Prepare(5, seed: 2)]);
        AreEqual(generator.Sample(2, 1), made[0]);
        AreEqual(generator.Sample(5, 2), made[1]);
        Assert.ThrowsExactly<NotSupportedException>(() => generator.Prepare(1, 1, truncation: 0.5f));
    }

    [TestMethod]
    public void Styles_are_truncated_each_by_its_own()
    {
        var graph = new OnnxGraph("generator");
        var psi = graph.OptionalInput("truncation", [1], 1);
        graph.Output("sample", graph.Node("Mul", "times", [graph.Input("latent", null, 2), psi], [null, 2]));
        using var generator = OnnxGenerator.Load(graph.ToBytes(), s_options);

        float?[] truncations = [0.5f, null, 0.5f, -1];
        var made = generator.SampleAll(
            [.. truncations.Select((truncation, i) => generator.Prepare(i + 1, seed: i, truncation: truncation))]);

        for (int i = 0; i < truncations.Length; i++)
        {
            float[] expected = [.. LatentNoise.Rows(i + 1, 2, seed: i).Select(z => z * (truncations[i] ?? 1))];
            CollectionAssert.AreEqual(expected, made[i].Values.ToArray());
        }
    }

    [TestMethod]
    public void What_can_t_be_made_is_refused_before_anything_is_run()
    {
        using var generator = EchoGenerator.Labels();
        using var twin = EchoGenerator.Labels();
        Thrown.With<ArgumentException>(
            "no class 'cow'", () => generator.Prepare(1, 1, new GeneratorConditions { Classes = ["cow"] }));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => generator.Prepare(-1, 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => generator.Prepare(1, 1, truncation: 0.001f));
        Thrown.With<ArgumentException>("another generator", () => generator.SampleAll([twin.Prepare(1, 1)]));
        Assert.ThrowsExactly<OperationCanceledException>(
            () => generator.SampleAll([generator.Prepare(1, 1)], new CancellationToken(canceled: true)));
        twin.Dispose();
        Assert.ThrowsExactly<ObjectDisposedException>(() => twin.Prepare(1, 1));
        Assert.ThrowsExactly<ObjectDisposedException>(() => twin.SampleAll([]));
    }

    private static void AreEqual(ImageBatch expected, ImageBatch actual)
    {
        Assert.AreEqual(expected.Count, actual.Count);
        CollectionAssert.AreEqual(expected.Values.ToArray(), actual.Values.ToArray());
    }
}
