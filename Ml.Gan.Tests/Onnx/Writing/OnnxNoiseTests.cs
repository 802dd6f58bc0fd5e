using Microsoft.ML.OnnxRuntime;
using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx.Writing;

[TestClass]
public class OnnxNoiseTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(7)]
    [DataRow(64)]
    public void Noise_from_seeds_is_that_of_LatentNoise(int latentSize)
    {
        var graph = new OnnxGraph("noise");
        var seed = graph.Input("seed", OnnxElementType.Int64, [null]);
        graph.Output("latent", OnnxNoise.FromSeed(graph, "noise", seed, latentSize));

        var rows = Enumerable.Range(0, 94).Select(row => LatentNoise.RowSeed(-7, row));
        long[] seeds = [0, 1, -1, 42, long.MaxValue, long.MinValue, .. rows];
        float[] expected = new float[seeds.Length * latentSize];
        for (int i = 0; i < seeds.Length; i++)
            LatentNoise.Fill(expected.AsSpan(i * latentSize, latentSize), seeds[i]);

        using var value = OrtValue.CreateTensorValueFromMemory(seeds, [seeds.Length]);
        float[] actual = OnnxRun.Run(graph.ToBytes(), out long[] shape, ["seed"], [value]);
        CollectionAssert.AreEqual(new long[] { seeds.Length, latentSize }, shape);
        OnnxRun.AreClose(expected, actual, 1e-6f);
    }

    [TestMethod]
    public void Noise_of_the_runtime_is_normal_and_new_at_every_run()
    {
        var graph = new OnnxGraph("noise");
        graph.Output("latent", OnnxNoise.NormalLike(graph, "noise", graph.Input("row", null, 1), 100));
        byte[] model = graph.ToBytes();
        using var session = new InferenceSession(model);
        using var options = new RunOptions();
        using var rows = OrtValue.CreateTensorValueFromMemory(new float[500], [500, 1]);
        float[] Draw()
        {
            using var result = session.Run(options, ["row"], [rows], ["latent"]);
            return result[0].GetTensorDataAsSpan<float>().ToArray();
        }

        float[] noise = Draw();
        Assert.HasCount(50_000, noise);
        Assert.AreEqual(0, noise.Average(), 4.5 / Math.Sqrt(noise.Length));
        Assert.AreEqual(1, noise.Average(x => x * x), 4.5 * Math.Sqrt(2.0 / noise.Length));
        CollectionAssert.AreNotEqual(noise, Draw());
    }

    [TestMethod]
    public void Uniform_noise_keeps_to_its_range_and_has_its_moments()
    {
        var graph = new OnnxGraph("uniform");
        graph.Output("codes", OnnxNoise.UniformLike(graph, "noise", graph.Input("row", null, 1), 50, -1, 1));
        float[] values = OnnxRun.Run(graph, ("row", new float[200], [200, 1]));

        Assert.HasCount(200 * 50, values);
        Assert.IsTrue(values.All(value => value is >= -1 and <= 1));
        Assert.AreEqual(0, values.Average(), 0.05);
        Assert.AreEqual(1 / 3.0, values.Average(value => (double)value * value), 0.03);
    }

    [TestMethod]
    public void Mistakes_are_named()
    {
        var graph = new OnnxGraph("noise");
        var floats = graph.Input("x", null, 3);
        Thrown.With<ArgumentException>("int64 of shape (N)", () => OnnxNoise.FromSeed(graph, "n", floats, 2));
        Thrown.With<ArgumentException>("(N, 1)", () => OnnxNoise.NormalLike(graph, "n", floats, 2));
    }
}
