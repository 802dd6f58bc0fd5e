using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx;

/// <summary>Samples in the caller's memory, in streams and batch by batch are those of one call.</summary>
[TestClass]
public sealed class SamplingIntoMemoryTests
{
    private const int Seed = 5, BatchSize = 4;

    private static readonly OnnxGeneratorOptions s_options = new()
    {
        Device = GeneratorDevice.Cpu,
        BatchSize = BatchSize,
        IntraOpThreads = 1,
    };

    [TestMethod]
    [DataRow(0)]
    [DataRow(3)]
    [DataRow(11)]
    public async Task All_ways_give_the_same_images(int count)
    {
        using var generator = OnnxGenerator.Load(Generators.Image(), s_options);
        var expected = generator.Sample(count, Seed);
        byte[] bytes = [.. Enumerable.Range(0, count).SelectMany(expected.ToPixels)];

        float[] images = new float[count * generator.Info.OutputLength];
        generator.SampleInto(images, Seed);
        CollectionAssert.AreEqual(expected.Values.ToArray(), images);

        byte[] pixels = new byte[images.Length];
        generator.SamplePixelsInto(pixels, Seed);
        CollectionAssert.AreEqual(bytes, pixels);

        var sample = await generator.SampleAsync(count, Seed);
        CollectionAssert.AreEqual(expected.Values.ToArray(), sample.Values.ToArray());

        using var stream = new MemoryStream();
        await generator.WritePixelsAsync(stream, count, Seed);
        CollectionAssert.AreEqual(bytes, stream.ToArray());

        List<float> all = [];
        await foreach (var batch in generator.SampleBatchesAsync(count, Seed))
        {
            Assert.IsLessThanOrEqualTo(BatchSize, batch.Count);
            all.AddRange(batch.Values.ToArray());
        }

        CollectionAssert.AreEqual(expected.Values.ToArray(), all);
    }

    [TestMethod]
    public void Memory_around_the_destination_stays_untouched()
    {
        using var generator = OnnxGenerator.Load(Generators.Image(), s_options);
        float[] memory = [.. Enumerable.Repeat(9f, 4 * 4)];
        generator.SampleInto(memory.AsMemory(4, 8), Seed);
        Assert.IsTrue(memory[..4].Concat(memory[12..]).All(value => value == 9));
        OnnxRun.AreClose(generator.Sample(2, Seed).Values.Span, memory.AsSpan(4, 8), 0);
    }

    [TestMethod]
    public async Task Batches_go_on_with_conditions_codes_and_noise()
    {
        using var generator = OnnxGenerator.Load(
            EchoGenerator.Bytes("""["cat", "dog", "eel"]""", 2, "3,c2"), s_options);
        var asked = new GeneratorConditions { Vectors = [[1, 2], [3, 4], [5, 6]] };
        List<float> all = [];
        await foreach (var batch in generator.SampleBatchesAsync(10, Seed, asked, truncation: 0.7f))
            all.AddRange(batch.Values.ToArray());
        CollectionAssert.AreEqual(generator.Sample(10, Seed, asked, 0.7f).Values.ToArray(), all);
    }

    [TestMethod]
    public async Task Seeds_go_on_from_batch_to_batch()
    {
        using var generator = OnnxGenerator.Load(Generators.FromSeeds(), s_options);
        List<float> all = [];
        await foreach (var batch in generator.SampleBatchesAsync(10, Seed))
            all.AddRange(batch.Values.ToArray());
        CollectionAssert.AreEqual(generator.Sample(10, Seed).Values.ToArray(), all);
    }

    [TestMethod]
    public void No_room_for_whole_images_is_refused()
    {
        using var generator = OnnxGenerator.Load(Generators.Image(), s_options);
        Thrown.With<ArgumentException>("no whole number of images of 4", () => generator.SampleInto(new float[7], 1));
        Thrown.With<ArgumentException>("room for 5", () => generator.SamplePixelsInto(new byte[5], 1));
    }

    [TestMethod]
    public async Task A_canceled_stream_ends_and_the_generator_goes_on()
    {
        using var generator = OnnxGenerator.Load(Generators.Image(), s_options);
        using var stop = new CancellationTokenSource();
        int seen = 0;
        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (var batch in generator.SampleBatchesAsync(1_000_000, Seed, cancellationToken: stop.Token))
            {
                seen += batch.Count;
                if (seen == 3 * BatchSize)
                    await stop.CancelAsync();
            }
        });
        Assert.IsLessThanOrEqualTo(5 * BatchSize, seen);
        Assert.ThrowsExactly<OperationCanceledException>(
            () => generator.SampleInto(new float[4], Seed, cancellationToken: stop.Token));
        Assert.AreEqual(2, generator.Sample(2, Seed).Count);
    }

    [TestMethod]
    public async Task A_run_is_canceled_in_the_middle()
    {
        using var generator = OnnxGenerator.Load(Slow(), s_options with { BatchSize = 1 << 14 });
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        float[] images = new float[(1 << 14) * generator.Info.OutputLength];
        Assert.ThrowsExactly<OperationCanceledException>(
            () => generator.SampleInto(images, Seed, cancellationToken: stop.Token));
        Assert.AreEqual(0, images[^1]);

        using var again = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => generator.SampleAsync(1 << 14, Seed, cancellationToken: again.Token));
    }

    /// <summary>Latents of two million images take seconds, and a gigabyte, where they are drawn at once.</summary>
    [TestMethod]
    public void It_is_canceled_while_noise_is_drawn_for_very_many_images()
    {
        const int Count = 1 << 21, LatentSize = 128;
        var graph = new OnnxGraph("generator");
        graph.Output("sample", graph.Linear(
            "fc", graph.Input("latent", null, LatentSize), new float[LatentSize], null, 1));
        using var generator = OnnxGenerator.Load(graph.ToBytes(), s_options);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.ThrowsExactly<OperationCanceledException>(
            () => generator.SampleInto(new float[Count], Seed, cancellationToken: stop.Token));
        Assert.IsLessThan(100L << 20, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void A_wrong_truncation_of_batches_is_told_at_the_call()
    {
        using var generator = OnnxGenerator.Load(Generators.Image(), s_options);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => generator.SampleBatchesAsync(3, Seed, truncation: 0.001f));
        using var seeded = OnnxGenerator.Load(Generators.FromSeeds(), s_options);
        Assert.ThrowsExactly<NotSupportedException>(() => seeded.SampleBatchesAsync(3, Seed, truncation: 0.5f));
        using var styled = OnnxGenerator.Load(Truncated(), s_options);
        Thrown.With<ArgumentOutOfRangeException>(
            "from -1 to 1", () => styled.SampleBatchesAsync(3, Seed, truncation: 1.5f));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => generator.SampleInto(Memory<float>.Empty, Seed, truncation: 0.001f));
    }

    [TestMethod]
    public async Task A_stream_that_is_left_lets_the_generator_be_disposed_of()
    {
        var generator = OnnxGenerator.Load(Generators.Image(), s_options);
        var batches = generator.SampleBatchesAsync(1_000_000, Seed);
        await foreach (var batch in batches)
        {
            Assert.AreEqual(BatchSize, batch.Count);
            break;
        }

        generator.Dispose();
        await Assert.ThrowsExactlyAsync<ObjectDisposedException>(async () =>
        {
            await foreach (var batch in batches)
                Assert.Fail("a batch of a disposed generator");
        });
        Assert.ThrowsExactly<ObjectDisposedException>(() => generator.SampleInto(new float[4], 1));
        Assert.ThrowsExactly<ObjectDisposedException>(() => generator.SamplePixelsInto(new byte[4], 1));
        Assert.ThrowsExactly<ObjectDisposedException>(() => generator.SampleBatchesAsync(1, 1));
    }

    /// <summary>Latents times ψ.</summary>
    private static byte[] Truncated()
    {
        var graph = new OnnxGraph("generator");
        var psi = graph.OptionalInput("truncation", [1], 1);
        graph.Output("sample", graph.Node("Mul", "times", [graph.Input("latent", null, 2), psi], [null, 2]));
        return graph.ToBytes();
    }

    /// <summary>Some hundred products of matrices, one after the other.</summary>
    private static byte[] Slow()
    {
        const int Width = 512;
        var graph = new OnnxGraph("generator");
        float[] weight = OnnxRun.Numbers(Width * Width, 1);
        var value = graph.Input("latent", null, Width);
        for (int i = 0; i < 40; i++)
            value = graph.Tanh($"tanh{i}", graph.Linear($"fc{i}", value, weight, null, Width));
        graph.Output("sample", value);
        return graph.ToBytes();
    }
}
