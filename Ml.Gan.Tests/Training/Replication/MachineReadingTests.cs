using System.Drawing;
using Ml.Gan.Data;
using Ml.Gan.Tests.Data;
using Ml.Gan.Training;
using Ml.Gan.Training.Replication;

namespace Ml.Gan.Tests.Training.Replication;

/// <summary>Data that ranks read once on each machine.</summary>
[TestClass]
public sealed class MachineReadingTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Remove() => _folder.Dispose();

    [TestMethod]
    [DataRow(1, 1, DisplayName = "all on one machine")]
    [DataRow(2, 2, DisplayName = "on two machines")]
    [DataRow(4, 4, DisplayName = "each on its own")]
    public void Pictures_are_read_once_on_each_machine_and_all_ranks_know_the_same_of_them(int machines, int readings)
    {
        for (int i = 0; i < 12; i++)
            _folder.Write($"{(i % 3 == 0 ? "cats" : "dogs")}/{i}.png", Picture(i));
        _folder.Write("dogs/broken.png", [1, 2, 3]);
        var options = new SampleSourceOptions { Background = Color.Beige };
        using var expected = SampleSource.Open(_folder.Path, options);

        var ranks = ThreadReplicas.Run(
            4, replicas => Opened(replicas, options), rank => $"machine {rank % machines}");

        Assert.AreEqual(readings, ranks.Count(rank => rank.Warnings.Count > 0));
        foreach (var (cache, _) in ranks)
        {
            Assert.AreEqual(machines == 4, cache.IsInMemory);
            AssertSame((SampleCache)expected, cache);
            cache.Dispose();
        }
        Assert.IsEmpty(Directory.EnumerateFiles(Path.GetTempPath(), "ml-gan-*"));
    }

    [TestMethod]
    public void Vectors_keep_their_bits_conditions_and_unknown_labels()
    {
        SampleCache Read()
        {
            using var builder = SampleCacheBuilder.ForVectors("numbers", SampleShape.Vector(3));
            for (int i = 0; i < 5; i++)
            {
                builder.Append([i / 3f, float.Epsilon, -i]);
                builder.AppendCondition([MathF.Sqrt(i), 1]);
            }
            builder.License = "CC0-1.0";
            return builder.Build([0, 2, -1, 1, 2], ["none", "one", "two"]);
        }
        using var expected = Read();

        var caches = ThreadReplicas.Run(
            2, replicas => MachineReading.Read(replicas, "numbers", null, () => [Read(), Read()]));

        foreach (var cache in caches.SelectMany(both => both))
        {
            AssertSame(expected, cache);
            cache.Dispose();
        }
    }

    [TestMethod]
    public void Ranks_that_are_to_read_other_data_read_them()
    {
        for (int i = 0; i < 4; i++)
            _folder.Write($"{i}.png", Picture(i));

        var ranks = ThreadReplicas.Run(
            3, replicas => Opened(replicas, new SampleSourceOptions { Size = replicas.Rank == 2 ? 16 : 32 }));

        CollectionAssert.AreEqual(
            new[] { 32, 32, 16 }, ranks.Select(rank => rank.Cache.Shape.Height).ToArray());
        foreach (var (cache, _) in ranks)
            cache.Dispose();
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public void Ranks_end_with_the_message_of_the_one_that_could_not_read(int failing)
    {
        string[] messages = ThreadReplicas.Run(
            4,
            replicas => Assert.ThrowsExactly<GanDataException>(() => MachineReading.Read(
                replicas, "data", null, () => replicas.Rank == failing
                    ? throw new GanDataException("'data' is broken.")
                    : [])).Message,
            rank => $"machine {rank % 2}");

        for (int rank = 0; rank < 4; rank++)
            Assert.AreEqual(
                rank == failing ? "'data' is broken." : $"rank {failing}: 'data' is broken.", messages[rank]);
    }

    private static byte[] Picture(int number) =>
        PictureBytes.Png(20, 20, channels: 4, (x, y) => [(byte)(10 * number + x), (byte)y, 7, (byte)(200 + number)]);

    private (SampleCache Cache, List<string> Warnings) Opened(Replicas replicas, SampleSourceOptions options)
    {
        var warnings = new List<string>();
        options = replicas.ReadOncePerMachine(options with { Warning = warnings.Add });
        return ((SampleCache)SampleSource.Open(_folder.Path, options), warnings);
    }

    private static void AssertSame(SampleCache expected, SampleCache cache)
    {
        Assert.AreEqual(
            (expected.Name, expected.License, expected.Shape, expected.Count, expected.NoLabelsReason),
            (cache.Name, cache.License, cache.Shape, cache.Count, cache.NoLabelsReason));
        Assert.AreEqual(expected.Background, cache.Background);
        Assert.AreEqual(
            expected.Origin is null ? null : expected.Origin with { Background = Color.White },
            cache.Origin is null ? null : cache.Origin with { Background = Color.White });
        CollectionAssert.AreEqual(expected.SampleNames?.ToArray(), cache.SampleNames?.ToArray());
        CollectionAssert.AreEqual(expected.Labels!.ClassNames.ToArray(), cache.Labels!.ClassNames.ToArray());
        CollectionAssert.AreEqual(DataFingerprint.Of(expected), DataFingerprint.Of(cache));
        long[] all = [.. Enumerable.Range(0, (int)expected.Count!.Value).Select(i => (long)i)];
        CollectionAssert.AreEqual(expected.Labels.Read(all), cache.Labels.Read(all));
        CollectionAssert.AreEqual(expected.Read(all), cache.Read(all));
        Assert.AreEqual(expected.Conditions?.Size, cache.Conditions?.Size);
        if (expected.Conditions is { } conditions)
            CollectionAssert.AreEqual(
                conditions.Read(all).SelectMany(row => row).ToArray(),
                cache.Conditions!.Read(all).SelectMany(row => row).ToArray());
    }
}
