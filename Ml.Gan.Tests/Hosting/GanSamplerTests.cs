using Ml.Gan.Data;
using Ml.Gan.Hosting;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Onnx;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Hosting;

[TestClass]
public sealed class GanSamplerTests
{
    private const int BatchSize = 4, Capacity = 6;

    /// <summary>Longer than any test: a batch begins once it is full.</summary>
    private static readonly TimeSpan s_untilFull = TimeSpan.FromSeconds(50);

    private static readonly OnnxGeneratorOptions s_cpu = new() { Device = GeneratorDevice.Cpu, BatchSize = BatchSize };

    private readonly OnnxGenerator _generator = EchoGenerator.Labels();

    [TestCleanup]
    public void Cleanup() => _generator.Dispose();

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public async Task Pictures_of_a_trained_network_are_the_same_whatever_they_are_batched_with(int concurrent)
    {
        using var data = new Glyphs(size: 16);
        using var gan = new LatentGan(
            new LatentGanOptions
            {
                Network = new Dcgan { Width = 4 },
                BatchSize = 4,
                LatentSize = 6,
                Steps = 4,
                Condition = new LabelCondition(),
            },
            data);
        new GanTrainer(gan).Train();
        var large = s_cpu with { BatchSize = 64 };
        using var generator = OnnxGenerator.Load(gan.Export().ToBytes(), large);
        using var measured = new Measured("pictures");
        await using var sampler = new GanSampler(
            generator,
            new GanGeneratorOptions
            {
                Generator = large,
                MaxDelay = TimeSpan.FromMilliseconds(50),
                ConcurrentBatches = concurrent,
            },
            name: "pictures");

        var requests = Enumerable.Range(0, 40).Select(i => (
            Count: 1 + (i % 3), Seed: i, Conditions: new GeneratorConditions { Labels = [i % 10] },
            Truncation: i % 4 == 0 ? 0.7f : (float?)null)).ToArray();
        var answers = await Task.WhenAll(requests.Select(
            r => Task.Run(() => sampler.SampleAsync(r.Count, r.Seed, r.Conditions, r.Truncation))));

        Assert.IsGreaterThan(3, measured["ml_gan.batch.size"].Max(), "requests were put together");
        for (int i = 0; i < requests.Length; i++)
        {
            var (count, seed, conditions, truncation) = requests[i];
            CollectionAssert.AreEqual(
                generator.Sample(count, seed, conditions, truncation).ToBytes(), answers[i].ToBytes(), $"request {i}");
        }
    }

    [TestMethod]
    public async Task A_full_batch_begins_and_a_request_that_doesn_t_fit_waits_for_the_next()
    {
        using var measured = new Measured("full");
        await using var sampler = Sampler(s_untilFull, "full");
        var first = sampler.SampleAsync(3, seed: 1);
        var second = sampler.SampleAsync(2, seed: 2);
        var third = sampler.SampleAsync(1, seed: 3);
        Assert.AreEqual(3, (await first).Count);
        Assert.IsFalse(second.IsCompleted || third.IsCompleted);
        var last = sampler.SampleAsync(1, seed: 4);
        await Task.WhenAll(second, third, last);

        CollectionAssert.AreEqual(_generator.Sample(2, 2).Values.ToArray(), (await second).Values.ToArray());
        Eventually(() => measured["ml_gan.batch.size"].SequenceEqual([3, 4]));
        Eventually(() => measured["ml_gan.request.duration"].Length == 4);
        Assert.AreEqual(4, measured["ml_gan.requests"].Sum());
        Assert.AreEqual(7, measured["ml_gan.images"].Sum());
        Assert.AreEqual(0, measured["ml_gan.queue.length"].Sum());
        Assert.AreEqual(0, sampler.QueueLength);
    }

    [TestMethod]
    public async Task A_full_queue_refuses_at_once_and_takes_requests_again()
    {
        using var measured = new Measured("refused");
        await using var sampler = Sampler(s_untilFull, "refused");
        using var leave = new CancellationTokenSource();
        var waiting = sampler.SampleAsync(3, seed: 1, cancellationToken: leave.Token);
        var refusal = await Assert.ThrowsExactlyAsync<GanQueueFullException>(() => sampler.SampleAsync(4, seed: 2));

        Assert.Contains("no room for 4 more images: 3 of at most 6 wait", refusal.Message);
        Assert.IsGreaterThanOrEqualTo(TimeSpan.FromSeconds(1), refusal.RetryAfter);
        Assert.AreEqual(1, measured["ml_gan.refused"].Sum());
        await Assert.ThrowsExactlyAsync<ArgumentOutOfRangeException>(() => sampler.SampleAsync(Capacity + 1, seed: 2));

        await leave.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => waiting);
        Assert.AreEqual(0, sampler.QueueLength);
        Assert.AreEqual(4, (await sampler.SampleAsync(4, seed: 2)).Count);
        Eventually(() => measured.Outcomes.Order().SequenceEqual(["canceled", "completed"]));
        Assert.AreEqual(4, measured["ml_gan.images"].Sum(), "nothing was made for who left");
    }

    [TestMethod]
    public async Task A_bad_request_is_told_and_spoils_no_other()
    {
        await using var sampler = Sampler(TimeSpan.FromMilliseconds(20), "bad");
        var good = sampler.SampleAsync(1, seed: 1);
        var bad = await Assert.ThrowsExactlyAsync<ArgumentException>(
            () => sampler.SampleAsync(1, 1, new GeneratorConditions { Classes = ["cow"] }));
        Assert.Contains("no class 'cow'", bad.Message);
        await Assert.ThrowsExactlyAsync<ArgumentOutOfRangeException>(() => sampler.SampleAsync(0, 1));
        Assert.AreEqual(1, (await good).Count);
        Assert.AreEqual(0, sampler.QueueLength);
    }

    [TestMethod]
    public async Task A_request_that_comes_after_it_has_stopped_is_refused()
    {
        var sampler = Sampler(TimeSpan.FromMilliseconds(300), "stop");
        await sampler.SampleAsync(4, seed: 1);
        await sampler.DisposeAsync();
        await sampler.DisposeAsync();
        Assert.IsTrue(sampler.IsStopped);
        await Assert.ThrowsExactlyAsync<ObjectDisposedException>(() => sampler.SampleAsync(1, seed: 1));
        Assert.AreEqual(2, _generator.Sample(2, 1).Count, "the generator stays");
    }

    /// <summary>The graph has room for one sample, and fails at two.</summary>
    [TestMethod]
    public async Task A_batch_that_fails_is_told_to_its_requests_and_the_next_one_is_made()
    {
        var graph = new OnnxGraph("generator");
        var latent = graph.Input("latent", null, 2);
        graph.Output("sample", graph.Node("Reshape", "one", [latent, graph.Constant("size", [1L, 2], 2)], [null, 2]));
        using var generator = OnnxGenerator.Load(graph.ToBytes(), s_cpu);
        await using var sampler = new GanSampler(generator, new GanGeneratorOptions { Generator = s_cpu });

        var failure = await Assert.ThrowsExactlyAsync<GanOnnxException>(() => sampler.SampleAsync(2, seed: 1));
        Assert.AreSame(failure, sampler.LastFailure);
        Assert.AreEqual(1, (await sampler.SampleAsync(1, seed: 1)).Count);
        Eventually(() => sampler.LastFailure is null);
    }

    /// <summary>Many pictures take long; one that comes after them doesn't wait for their end.</summary>
    [TestMethod]
    [DataRow(2, 0)]
    [DataRow(0, 1)]
    public async Task Batches_are_computed_beside_each_other(int concurrent, int threads)
    {
        if (concurrent == 0 && Environment.ProcessorCount < 2)
            Assert.Inconclusive("This machine has one core, which gives one batch its one thread.");
        const int many = 1 << 17;
        using var data = new Glyphs(size: 16);
        using var gan = new LatentGan(
            new LatentGanOptions { Network = new Dcgan { Width = 4 }, LatentSize = 6, Steps = 1 }, data);
        var options = s_cpu with { BatchSize = 1 << 12, IntraOpThreads = threads };
        using var generator = OnnxGenerator.Load(gan.Export().ToBytes(), options);
        await using var sampler = new GanSampler(generator, new GanGeneratorOptions
        {
            Generator = options,
            QueueCapacity = 2 * many,
            ConcurrentBatches = concurrent,
        });
        using var leave = new CancellationTokenSource();
        var slow = sampler.SampleAsync(many, seed: 1, cancellationToken: leave.Token);
        Eventually(() => sampler.QueueLength == 0);
        var quick = await sampler.SampleAsync(1, seed: 2);

        Assert.IsFalse(slow.IsCompleted);
        CollectionAssert.AreEqual(generator.Sample(1, 2).ToBytes(), quick.ToBytes());
        await leave.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => slow);
    }

    [TestMethod]
    public void Options_out_of_range_are_refused()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => new GanSampler(_generator, new GanGeneratorOptions { QueueCapacity = 0 }));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => new GanSampler(_generator, new GanGeneratorOptions { MaxDelay = TimeSpan.FromSeconds(-1) }));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => new GanSampler(_generator, new GanGeneratorOptions { ConcurrentBatches = -1 }));
    }

    private GanSampler Sampler(TimeSpan maxDelay, string name) => new(
        _generator,
        new GanGeneratorOptions { Generator = s_cpu, MaxDelay = maxDelay, QueueCapacity = Capacity },
        name: name);

    private static void Eventually(Func<bool> condition) =>
        Assert.IsTrue(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(10)));
}
