using System.Diagnostics;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Models;

[TestClass]
public sealed class TrainingTimeTests
{
    /// <summary>
    /// A data source that takes its time: a step is 50 ms at least, whatever else the machine does. The first of the
    /// ten that are measured may find its batch read already, while the one before was computed: 45 ms at least.
    /// </summary>
    [TestMethod]
    public void As_many_steps_are_planned_as_fit_in()
    {
        using var data = new SlowSource(new Glyphs(size: 16), TimeSpan.FromMilliseconds(50));
        var resolved = Options(TimeSpan.FromSeconds(10)).Resolve(data);

        Assert.IsLessThanOrEqualTo(222, resolved.Steps!.Value);
        Assert.IsGreaterThanOrEqualTo(1, resolved.Steps.Value);
        Assert.AreEqual(resolved.Steps, resolved.Resolve(data).Steps, "nothing is measured again");
    }

    [TestMethod]
    public void A_training_ends_with_the_step_in_which_its_time_is_over()
    {
        using var data = new SlowSource(new Glyphs(size: 16), TimeSpan.FromMilliseconds(50));
        var options = Options(TimeSpan.FromSeconds(1));
        options.Steps = 10_000;
        using var gan = new LatentGan(options, data);
        var watch = Stopwatch.StartNew();
        long steps = new GanTrainer(gan).Train();

        Assert.IsLessThanOrEqualTo(20, steps);
        Assert.IsGreaterThanOrEqualTo(1, watch.Elapsed.TotalSeconds);
        Assert.AreEqual(10_000, gan.Options.Steps);
    }

    [TestMethod]
    public void The_measuring_leaves_the_training_as_it_is()
    {
        using var data = new Glyphs(size: 16);
        var measured = Options(TimeSpan.FromSeconds(2)).Resolve(data);
        var plain = Options(null);
        (measured.Steps, plain.Steps, measured.Time) = (3, 3, null);

        CollectionAssert.AreEqual(Trained(plain, data), Trained(measured, data));
    }

    [TestMethod]
    public void No_time_is_refused()
    {
        using var data = new Glyphs(size: 16);
        var error = Assert.ThrowsExactly<GanOptionException>(() => new LatentGan(Options(TimeSpan.Zero), data));

        Assert.AreEqual(nameof(TrainingOptions.Time), error.Option);
    }

    private static float[] Trained(LatentGanOptions options, ISampleSource data)
    {
        using var gan = new LatentGan(options, data);
        new GanTrainer(gan).Train();
        return gan.Sample(new float[options.LatentSize]);
    }

    private static LatentGanOptions Options(TimeSpan? time) => new()
    {
        Network = new ProgressiveGan { Width = 2 },
        BatchSize = 4,
        LatentSize = 8,
        Time = time,
    };

    private sealed class SlowSource(ISampleSource source, TimeSpan delay) : ISampleSource
    {
        public string Name => source.Name;

        public string? License => source.License;

        public SampleShape Shape => source.Shape;

        public long? Count => source.Count;

        public void Read(ReadOnlySpan<long> indices, Span<float> destination)
        {
            Thread.Sleep(delay);
            source.Read(indices, destination);
        }

        public void Dispose() => source.Dispose();
    }
}
