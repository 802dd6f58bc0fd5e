using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Training.Replication;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Models.Translation;

/// <summary>
/// A step of each system gives the same gradients and metrics, up to rounding, whether one rank computes the whole
/// batch or several their shares of it: with crops, mirroring, dropout, masks, latents, and a pool that is full in the
/// middle of the batch.
/// </summary>
[TestClass]
public sealed class ReplicatedTranslationTests
{
    private const int Batch = 8, Side = 16;

    /// <summary>
    /// Rounding of float32; where batches are normalized, in srgan, it is larger, and in completion, whose real and
    /// generated images are alike outside of the holes.
    /// </summary>
    private const double Rounding = 1e-6, RoundingOfNormalized = 2e-5, RoundingOfHoles = 3e-6;

    public static IEnumerable<object[]> Systems =>
        Catalog.Systems.Entries.Select(entry => new object[] { entry.Name });

    [TestMethod]
    [DynamicData(nameof(Systems))]
    public void Shares_give_the_gradients_and_metrics_of_the_whole_batch(string system) =>
        RequireSame(system, system switch
        {
            "srgan" => RoundingOfNormalized,
            "completion" => RoundingOfHoles,
            _ => Rounding,
        });

    [TestMethod]
    public void Scores_of_the_whole_batch_are_compared() =>
        RequireSame("pix2pix", Rounding, options => options.Objective = new RelativisticAverage());

    [TestMethod]
    public void Hidden_layers_are_compared() =>
        RequireSame("pix2pix", Rounding, options => options.Perceptual = new AdaptivePerceptualLoss());

    /// <summary>
    /// What one rank has put into the pool another one takes out of it. Steps are so small that rounding doesn't grow.
    /// </summary>
    [TestMethod]
    public void Discriminators_learn_from_the_same_pool_in_later_steps()
    {
        float[] one = Train(null);
        foreach (float[] share in ThreadReplicas.Run(2, Train))
            Assert.IsLessThan(Rounding, ComputedStep.Difference(one, share));

        static float[] Train(Replicas? replicas) => Use(
            "cyclegan", replicas, options => options.GeneratorOptimizer = new SgdSettings { LearningRate = 1e-5 },
            gan =>
            {
                new GanTrainer(gan).Train();
                return ComputedStep.Of(gan).Gradients[0];
            });
    }

    /// <summary>Ranks begin with what rank 0 has read, the pool with it.</summary>
    [TestMethod]
    public void A_training_that_ranks_resume_gives_the_bytes_of_one_that_was_not_stopped()
    {
        using var folder = new TemporaryFolder();
        byte[][] straight = ThreadReplicas.Run(2, ranks => Train(ranks, steps: 4, resume: false));
        ThreadReplicas.Run(2, ranks => Train(ranks, steps: 2, resume: false, folder["run"]));
        byte[][] resumed = ThreadReplicas.Run(2, ranks => Train(ranks, steps: 4, resume: true, folder["run"]));
        CollectionAssert.AreEqual(straight[0], straight[1]);
        foreach (byte[] bytes in resumed)
            CollectionAssert.AreEqual(straight[0], bytes);

        byte[] Train(Replicas ranks, long steps, bool resume, string? checkpoints = null) => Use(
            "cyclegan", ranks,
            options =>
            {
                (options.Steps, options.Resume, options.LinearDecayStart) = (steps, resume, null);
                options.CheckpointFolder = checkpoints is null || ranks.Rank == 0 ? checkpoints : folder["nowhere"];
            },
            gan =>
            {
                new GanTrainer(gan).Train();
                return gan.Translators.SelectMany(name => gan.Export(name).ToBytes()).ToArray();
            });
    }

    [TestMethod]
    public void A_batch_of_one_image_is_refused()
    {
        var refused = Assert.ThrowsExactly<GanOptionException>(() => ThreadReplicas.Run(
            2, replicas => Use("pix2pix", replicas, options => options.BatchSize = 1, ComputedStep.Of)));
        Assert.AreEqual(nameof(TranslationOptions.BatchSize), refused.Option);
        Assert.AreEqual(
            "The batch of 1 sample can't be shared evenly by 2 ranks. Take a multiple of 2, or another number of "
            + "ranks.", refused.Message);
    }

    [TestMethod]
    public void Time_without_steps_is_refused()
    {
        var refused = Assert.ThrowsExactly<GanOptionException>(() => ThreadReplicas.Run(
            2, replicas => Use(
                "pix2pix", replicas, options => (options.Steps, options.Time) = (null, TimeSpan.FromMinutes(1)),
                ComputedStep.Of)));
        Assert.AreEqual(nameof(TranslationOptions.Time), refused.Option);
    }

    private static void RequireSame(string system, double rounding, Action<TranslationOptions>? change = null)
    {
        var whole = Use(system, null, change, ComputedStep.Of);
        foreach (int count in (int[])[2, 4])
            whole.RequireSame(
                ThreadReplicas.Run(count, replicas => Use(system, replicas, change, ComputedStep.Of)), rounding);
    }

    private static T Use<T>(
        string system, Replicas? replicas, Action<TranslationOptions>? change, Func<TranslationGan, T> use)
    {
        var parsed = Catalog.Systems.Parse(system);
        using var first = new Glyphs(Side);
        using var second = new Glyphs(Side, seed: 3);
        using var pairs = new PairedSamples(new Glyphs(Side), new Glyphs(Side, 3, seed: 2));
        var options = new TranslationOptions
        {
            System = parsed,
            Translator = parsed is Srgan ? new SrResNet { Width = 4, Blocks = 1, Factor = 2 }
                : parsed is Pix2Pix or DualGan ? new UNet { Width = 4 }
                : new ResNetTranslator { Width = 4, Blocks = 2 },
            PatchSize = parsed is Srgan ? 1 : 16,
            DiscriminatorWidth = 4,
            DiscriminatorSteps = 1,
            PoolSize = parsed.IsPaired ? null : 3,
            Mirror = true,
            CropSize = 12,
            BatchSize = Batch,
            Steps = 2,
            Seed = 5,
            Replicas = replicas,
            // Adam divides gradients near zero by themselves, and with them their rounding.
            GeneratorOptimizer = new SgdSettings { LearningRate = 1e-3 },
        };
        change?.Invoke(options);
        var data = parsed is Srgan ? TranslationData.Degraded(first, new Bicubic(2))
            : parsed is Completion ? TranslationData.Masked(pairs, new RandomBox())
            : parsed.IsPaired ? TranslationData.Pairs(pairs)
            : TranslationData.Unpaired(first, second);
        using var gan = TranslationGan.Create(options, data);
        return use(gan);
    }
}
