using System.Security.Cryptography;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Data;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training.Replication;

/// <summary>Trainings by several ranks, which are threads here.</summary>
[TestClass]
public sealed class ReplicatedTrainingTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Remove() => _folder.Dispose();

    [TestMethod]
    public void Ranks_have_equal_weights_and_two_trainings_the_same_bytes()
    {
        string[] once = ThreadReplicas.Run(2, replicas => Train(replicas));
        string[] again = ThreadReplicas.Run(2, replicas => Train(replicas));
        Assert.AreEqual(once[0], once[1]);
        CollectionAssert.AreEqual(once, again);
    }

    [TestMethod]
    public void One_rank_gives_the_bytes_of_a_training_without_ranks() =>
        Assert.AreEqual(Train(null), ThreadReplicas.Run(1, replicas => Train(replicas))[0]);

    [TestMethod]
    public void Resuming_with_as_many_ranks_gives_the_same_bytes()
    {
        string whole = ThreadReplicas.Run(2, replicas => Train(replicas))[0];
        _ = ThreadReplicas.Run(2, replicas => Train(replicas, o =>
        {
            (o.Steps, o.CheckpointFolder) = (3, Folder(replicas));
        }));
        string[] resumed = ThreadReplicas.Run(2, replicas => Train(replicas, o =>
        {
            (o.CheckpointFolder, o.Resume) = (Folder(replicas), true);
        }));
        CollectionAssert.AreEqual(new[] { whole, whole }, resumed);
    }

    [TestMethod]
    public void Resuming_with_another_number_of_ranks_is_said()
    {
        _ = ThreadReplicas.Run(2, replicas => Train(replicas, o => (o.Steps, o.CheckpointFolder) = (3, _folder.Path)));
        var warnings = new List<string>();
        _ = Train(null, o => (o.CheckpointFolder, o.Resume) = (_folder.Path, true), warnings.Add);
        Assert.Contains("written with ranks 2, this is ranks 1", warnings.Single());
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public void All_ranks_stop_after_the_same_step(int rank)
    {
        using var stop = new CancellationTokenSource();
        long[] steps = ThreadReplicas.Run(2, replicas =>
        {
            using var source = new Glyphs(16);
            using var gan = new LatentGan(Options(replicas, o => o.Steps = 100_000), source);
            var listener = new After(3, () => stop.Cancel());
            return new GanTrainer(gan).Train([listener], replicas.Rank == rank ? stop.Token : default);
        });
        Assert.AreEqual(steps[0], steps[1]);
        Assert.IsLessThan(100_000, steps[0]);
    }

    [TestMethod]
    public void Rank_with_another_option_is_named()
    {
        var refused = Assert.ThrowsExactly<GanException>(() => ThreadReplicas.Run(
            4, replicas => Train(replicas, o => o.GradientClipping = replicas.Rank == 2 ? 0.5 : 1)));
        Assert.Contains("rank 2: the option GradientClipping is 0.5 and on rank 0 it is 1.", refused.Message);
    }

    [TestMethod]
    public void Rank_with_other_data_is_named()
    {
        var refused = Assert.ThrowsExactly<GanException>(() => ThreadReplicas.Run(2, replicas =>
        {
            using var source = TestData.Normal(64 + replicas.Rank, (3, 0.5));
            using var gan = new LatentGan(Options(replicas, o => o.Network = new Mlp()), source);
            return new GanTrainer(gan).Train();
        }));
        Assert.Contains("rank 1: of the data the ", refused.Message);
    }

    [TestMethod]
    public void Weights_that_are_not_the_same_end_the_training()
    {
        var refused = Assert.ThrowsExactly<GanException>(() => ThreadReplicas.Run(2, replicas =>
        {
            using var source = new Glyphs(16);
            using var gan = new LatentGan(Options(replicas, o => (o.Steps, o.EmaDecay) = (100, 0)), source);
            var trainer = new GanTrainer(gan);
            _ = trainer.Resume();
            if (replicas.Rank == 1)
            {
                using var frozen = no_grad();
                gan.Networks[1].Module.buffers().Concat(gan.Networks[1].Module.parameters()).First().add_(1e-3);
            }
            return trainer.Train();
        }));
        Assert.Contains("rank 1: after step 100 its tensor discriminator.", refused.Message);
    }

    [TestMethod]
    public void Batch_that_ranks_can_not_share_is_refused()
    {
        var refused = Assert.ThrowsExactly<GanOptionException>(
            () => ThreadReplicas.Run(3, replicas => Train(replicas)));
        Assert.AreEqual(
            "The batch of 8 samples can't be shared evenly by 3 ranks. Take a multiple of 3, or another number of "
            + "ranks.", refused.Message);
        var packs = Assert.ThrowsExactly<GanOptionException>(
            () => ThreadReplicas.Run(4, replicas => Train(replicas, o => o.Packing = 4)));
        Assert.Contains("Each of 4 ranks has 2 samples of a batch, which packs of 4 don't divide.", packs.Message);
    }

    [TestMethod]
    public void Half_of_a_batch_that_ranks_can_not_share_is_refused()
    {
        var refused = Assert.ThrowsExactly<GanOptionException>(() => ThreadReplicas.Run(
            4, replicas => Train(replicas, o => (o.Network, o.BatchSize) = (new StyleGan2 { Width = 2 }, 4))));
        Assert.AreEqual(nameof(LatentGanOptions.BatchSize), refused.Option);
        Assert.Contains("path lengths of half of a batch, 2 of 4 samples, which 4 ranks can't share", refused.Message);
        Assert.Contains("a multiple of 8.", refused.Message);
    }

    private string? Folder(Replicas replicas) => replicas.Rank == 0 ? _folder.Path : _folder["nowhere"];

    private static LatentGanOptions Options(Replicas? replicas, Action<LatentGanOptions>? change = null)
    {
        var options = new LatentGanOptions
        {
            LatentSize = 4,
            BatchSize = 8,
            Steps = 6,
            Seed = 5,
            Replicas = replicas,
            Network = new Mlp { GeneratorWidths = [16], DiscriminatorWidths = [16] },
        };
        change?.Invoke(options);
        return options;
    }

    /// <returns>Hash of the exported generator.</returns>
    private static string Train(
        Replicas? replicas, Action<LatentGanOptions>? change = null, Action<string>? warn = null)
    {
        using var source = new Glyphs(16);
        using var gan = new LatentGan(Options(replicas, change), source);
        new GanTrainer(gan) { Warning = warn }.Train();
        return Convert.ToHexStringLower(SHA256.HashData(gan.Export().ToBytes()));
    }
}
