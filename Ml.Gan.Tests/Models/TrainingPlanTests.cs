using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;

namespace Ml.Gan.Tests.Models;

[TestClass]
public sealed class TrainingPlanTests
{
    [TestMethod]
    public void Few_images_get_the_network_for_few_with_augmentation()
    {
        using var data = Images(count: 40, channels: 3, size: 32);
        var plan = TrainingPlan.For(data);

        Assert.IsInstanceOfType<FastGan>(plan.Options.Network);
        var augmentation = Assert.IsInstanceOfType<DiffAugment>(plan.Options.Augmentation);
        Assert.IsTrue(augmentation is { Color: true, Translation: true });
        Assert.IsLessThan(new LatentGanOptions().BatchSize, plan.Options.BatchSize);
        Assert.IsTrue(plan.Reasons.Any(reason => reason.Contains("40 32×32 color images are few")));
        using var gan = new LatentGan(plan.Options, data);
    }

    [TestMethod]
    [DataRow(3, 32)]
    [DataRow(20, 16)]
    public void A_batch_has_no_more_images_than_there_are(int count, int size)
    {
        using var data = Images(count, channels: 1, size);
        var plan = TrainingPlan.For(data);

        Assert.AreEqual(Math.Min(16, count), Math.Min(16, plan.Options.BatchSize));
        Assert.IsLessThanOrEqualTo(count, plan.Options.BatchSize);
        using var gan = new LatentGan(plan.Options, data);
    }

    [TestMethod]
    public void Adaptive_augmentation_gets_an_objective_with_logits()
    {
        using var data = Images(count: 40, channels: 3, size: 32);
        var asked = new LatentGanOptions { Augmentation = new AdaptiveAugmentation() };
        var plan = TrainingPlan.For(data, asked, ["Augmentation"]);

        using var gan = new LatentGan(plan.Options, data);
        Assert.IsInstanceOfType<FastGan>(gan.Options.Network);
    }

    [TestMethod]
    public void Trials_end_when_they_are_cancelled()
    {
        using var data = new Glyphs(size: 16);
        var asked = new LatentGanOptions { Time = TimeSpan.FromDays(1) };

        Assert.ThrowsExactly<OperationCanceledException>(
            () => TrainingPlan.For(data, asked, cancellation: new CancellationToken(true)));
    }

    [TestMethod]
    public void Gray_images_keep_their_brightness()
    {
        using var data = Images(count: 40, channels: 1, size: 32);

        Assert.IsFalse(((DiffAugment)TrainingPlan.For(data).Options.Augmentation!).Color);
    }

    [TestMethod]
    public void What_was_given_stays()
    {
        using var data = Images(count: 40, channels: 3, size: 32);
        var asked = new LatentGanOptions
        {
            Network = new Dcgan { Width = 12 },
            BatchSize = 7,
            Augmentation = new AdaptiveAugmentation(),
        };
        var plan = TrainingPlan.For(data, asked, ["Width", "BatchSize", "Augmentation"]);
        Assert.AreEqual(12, Assert.IsInstanceOfType<FastGan>(plan.Options.Network).Width);
        Assert.AreEqual(7, plan.Options.BatchSize);
        Assert.IsInstanceOfType<AdaptiveAugmentation>(plan.Options.Augmentation);

        plan = TrainingPlan.For(data, asked, ["Network"]);
        Assert.AreEqual(new Dcgan { Width = 12 }, plan.Options.Network);
        Assert.IsEmpty(plan.Reasons);

        asked.Objective = new LeastSquares();
        plan = TrainingPlan.For(data, asked, ["Objective", "Width"]);
        Assert.AreEqual(new Dcgan { Width = 12 }, plan.Options.Network);
        Assert.AreEqual(new LeastSquares(), plan.Options.Objective);
    }

    [TestMethod]
    public void Endless_and_small_images_get_a_dcgan_and_vectors_an_mlp()
    {
        using var endless = new Glyphs(size: 32);
        using var small = Images(count: 40, channels: 1, size: 16);
        using var vectors = NormalMixture.Ring8();

        Assert.AreEqual(new Dcgan(), TrainingPlan.For(endless).Options.Network);
        Assert.AreEqual(new Dcgan(), TrainingPlan.For(small).Options.Network);
        Assert.IsInstanceOfType<Mlp>(TrainingPlan.For(vectors).Options.Network);
    }

    [TestMethod]
    [DataRow(8, 40, "progressive-gan")]
    [DataRow(512, 12, "fastgan")]
    [DataRow(20, 40, "mlp")]
    [DataRow(1024, 12, "progressive-gan")]
    public void Sizes_that_a_dcgan_lacks_get_a_network_that_makes_them(int size, int count, string network)
    {
        using var data = Images(count, channels: 1, size);

        var plan = TrainingPlan.For(data);

        Assert.AreEqual(network, plan.Options.Network.Name);
        plan.Options.Check(data.Shape);
        Assert.Contains($"network {network}: ", plan.Reasons[0]);
    }

    [TestMethod]
    public void Weights_to_begin_with_leave_batch_and_augmentation_to_be_chosen()
    {
        using var data = Images(count: 12, channels: 3, size: 32);
        var asked = new LatentGanOptions { Network = new Dcgan { Width = 2 }, InitialWeights = "some.safetensors" };

        var plan = TrainingPlan.For(data, asked).Options;

        Assert.AreEqual(asked.Network, plan.Network);
        Assert.AreEqual(12, plan.BatchSize);
        Assert.IsInstanceOfType<DiffAugment>(plan.Augmentation);
        Assert.IsNull(TrainingPlan.For(data, asked, ["Network"]).Options.Augmentation);
    }

    /// <summary>A day is enough for the network's own width; half a second isn't for any.</summary>
    [TestMethod]
    public void The_width_is_the_largest_that_takes_enough_steps_in_the_time()
    {
        using var data = new Glyphs(size: 16);
        var asked = new LatentGanOptions { BatchSize = 4, Time = TimeSpan.FromDays(1) };
        var day = TrainingPlan.For(data, asked).Options;
        asked.Time = TimeSpan.FromSeconds(0.5);
        var moment = TrainingPlan.For(data, asked).Options;

        Assert.AreEqual(new Dcgan(), day.Network);
        Assert.IsGreaterThan(5000, day.Steps!.Value);
        Assert.AreEqual(new Dcgan { Width = 8 }, moment.Network);
        Assert.IsLessThan(5000, moment.Steps!.Value);
    }

    /// <summary>There are ten pictures at least, but where steps were given or are more than 5,000.</summary>
    [TestMethod]
    [DataRow(0.5, false)]
    [DataRow(0.5, true)]
    [DataRow(86_400, false)]
    public void Short_trainings_show_samples_early(double seconds, bool isGiven)
    {
        using var data = new Glyphs(size: 16);
        var asked = new LatentGanOptions
        {
            Network = new Dcgan { Width = 2 },
            BatchSize = 4,
            Time = TimeSpan.FromSeconds(seconds),
        };

        var planned = TrainingPlan.For(data, asked, isGiven ? ["Width", "SampleInterval"] : ["Width"]).Options;

        long tenth = Math.Max(1, planned.Steps!.Value / 10);
        Assert.AreEqual(isGiven ? 500 : Math.Min(500, tenth), planned.SampleInterval);
        Assert.AreEqual(seconds < 1, tenth < 500);
    }

    private static SampleCache Images(int count, int channels, int size)
    {
        using var builder = SampleCacheBuilder.ForImages("few", new SampleShape(channels, size, size));
        byte[] image = new byte[channels * size * size];
        for (int i = 0; i < count; i++)
        {
            new Random(i).NextBytes(image);
            builder.Append(image);
        }
        return builder.Build();
    }
}
