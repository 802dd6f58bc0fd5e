using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx;

[TestClass]
public class OnnxGeneratorTests
{
    private static readonly OnnxGeneratorOptions s_cpu = new() { Device = GeneratorDevice.Cpu };

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(17)]
    public void Images_are_what_the_network_computes(int count)
    {
        using var generator = OnnxGenerator.Load(Generators.Image(), s_cpu with { BatchSize = 4 });
        float[] latents = OnnxRun.Numbers(count * Generators.LatentSize, 1);
        var images = generator.Generate(latents);
        Assert.AreEqual((count, 1, 2, 2), (images.Count, images.Channels, images.Height, images.Width));
        OnnxRun.AreClose(Generators.Expected(latents), images.Values.Span, 1e-6f);
    }

    [TestMethod]
    public void A_sample_is_made_from_the_noise_of_its_seed_whatever_the_batch()
    {
        using var one = OnnxGenerator.Load(Generators.Image(), s_cpu with { BatchSize = 1 });
        using var seven = OnnxGenerator.Load(Generators.Image(), s_cpu with { BatchSize = 7 });
        float[] expected = Generators.Expected(LatentNoise.Rows(30, Generators.LatentSize, 5));
        OnnxRun.AreClose(expected, one.Sample(30, 5).Values.Span);
        OnnxRun.AreClose(expected, seven.Sample(30, 5).Values.Span);
        OnnxRun.AreClose(expected.AsSpan(0, 12 * 4), seven.Sample(12, 5).Values.Span);
        CollectionAssert.AreEqual(seven.Sample(30, 5).Values.ToArray(), seven.Sample(30, 5).Values.ToArray());
        CollectionAssert.AreNotEqual(seven.Sample(30, 5).Values.ToArray(), seven.Sample(30, 6).Values.ToArray());
    }

    [TestMethod]
    public void Truncation_reaches_the_latents()
    {
        using var generator = OnnxGenerator.Load(Generators.Vector(8), s_cpu);
        Assert.IsLessThanOrEqualTo(0.7f, generator.Sample(100, 1, 0.7f).Values.ToArray().Max(Math.Abs));
        Assert.IsGreaterThan(0.7f, generator.Sample(100, 1).Values.ToArray().Max(Math.Abs));
    }

    [TestMethod]
    public void A_model_that_takes_seeds_gives_the_same_samples()
    {
        using var latents = OnnxGenerator.Load(Generators.Image(), s_cpu);
        using var seeds = OnnxGenerator.Load(Generators.FromSeeds(), s_cpu with { BatchSize = 4 });
        Assert.IsTrue(seeds.Info.TakesSeeds);
        Assert.AreEqual(3, seeds.Info.LatentSize);
        OnnxRun.AreClose(latents.Sample(10, -3).Values.Span, seeds.Sample(10, -3).Values.Span, 1e-5f);
        Assert.ThrowsExactly<NotSupportedException>(() => seeds.Sample(1, 1, truncation: 1));
        Assert.ThrowsExactly<NotSupportedException>(() => seeds.Generate([1, 2, 3]));
    }

    [TestMethod]
    public void Several_threads_may_sample_at_once()
    {
        using var generator = OnnxGenerator.Load(Generators.Image(), s_cpu with { BatchSize = 3 });
        float[][] expected = [.. Enumerable.Range(0, 8).Select(seed => generator.Sample(50, seed).Values.ToArray())];
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            CollectionAssert.AreEqual(expected[i % 8], generator.Sample(50, i % 8).Values.ToArray()));
    }

    [TestMethod]
    public void Interpolation_starts_and_ends_where_it_should()
    {
        using var generator = OnnxGenerator.Load(Generators.Vector(3), s_cpu);
        float[] from = [1, 0, 0.5f], to = [0, -2, 0.25f];
        foreach (bool spherical in new[] { true, false })
        {
            var path = generator.Interpolate(from, to, 5, spherical);
            Assert.AreEqual(5, path.Count);
            OnnxRun.AreClose(from, path[0], 0);
            OnnxRun.AreClose(to, path[4], 0);
        }

        OnnxRun.AreClose([0.5f, -1, 0.375f], generator.Interpolate(from, to, 3, spherical: false)[1]);
        Thrown.With<ArgumentException>("latents of 3 numbers; got 2 and 3", () => generator.Interpolate([1, 2], to, 3));
    }

    [TestMethod]
    public void Info_tells_what_the_file_says()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Generators.Image(g =>
            {
                g.Metadata[GeneratorMetadata.ValueRange] = ValueRange.Tanh.ToString();
                g.Metadata[GeneratorMetadata.TrainingDataLicense] = "CC0";
            }));
            using var generator = OnnxGenerator.Load(path, s_cpu);
            var info = generator.Info;
            Assert.AreEqual((path, "tiny", 3), (info.Path, info.Network, info.LatentSize));
            Assert.AreEqual((true, 1, 2, 2), (info.IsImage, info.Channels, info.Height, info.Width));
            Assert.AreEqual("latent float [N, 3]", info.Input.ToString());
            CollectionAssert.AreEqual(new[] { info.Input }, info.Inputs.ToArray());
            Assert.AreEqual("image float [N, 1, 2, 2]", info.Output.ToString());
            Assert.AreEqual(
                ("CC0", ValueRange.Tanh), (info.Metadata[GeneratorMetadata.TrainingDataLicense], info.ValueRange));
            Assert.AreEqual((17L, 8L, 16L), (info.Opset, info.IrVersion, info.Parameters));
            Assert.AreEqual(new FileInfo(path).Length, info.FileBytes);
            StringAssert.StartsWith(info.Producer, "Ml.Gan ");
            CollectionAssert.AreEquivalent(new[] { "Gemm", "Reshape", "Tanh" }, info.Operators.Keys.ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void A_vector_is_an_image_where_the_file_says_so()
    {
        using var vector = OnnxGenerator.Load(Generators.Vector(12), s_cpu);
        Assert.AreEqual(
            (false, 12, 1, 1), (vector.Info.IsImage, vector.Info.Channels, vector.Info.Height, vector.Info.Width));
        (string, string)[] size =
            [(GeneratorMetadata.Channels, "3"), (GeneratorMetadata.Height, "2"), (GeneratorMetadata.Width, "2")];
        using var image = OnnxGenerator.Load(Generators.Vector(12, size), s_cpu);
        Assert.AreEqual(
            (true, 3, 2, 2), (image.Info.IsImage, image.Info.Channels, image.Info.Height, image.Info.Width));
        using var other = OnnxGenerator.Load(Generators.Vector(13, size), s_cpu);
        Assert.IsFalse(other.Info.IsImage, "3·2·2 is not 13");
    }

    [TestMethod]
    public void Bad_arguments_are_named()
    {
        using var generator = OnnxGenerator.Load(Generators.Image(), s_cpu);
        Thrown.With<ArgumentException>("latents of 3 numbers; 4", () => generator.Generate(new float[4]));
        Thrown.With<ArgumentException>(
            "Component 1 of latent 1 is NaN", () => generator.Generate([0, 0, 0, 0, float.NaN, 0]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => generator.Sample(-1, 1));
        Thrown.With<ArgumentOutOfRangeException>("several calls", () => generator.Sample(int.MaxValue, 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => OnnxGenerator.Load(Generators.Image(), s_cpu with { BatchSize = 0 }));
    }
}
