using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Models.Augmentations;
using Ml.Gan.Tests.Data;
using Ml.Gan.Training;
using Ml.Gan.Training.Checkpoints;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models;

/// <summary>Crops and mirroring of batches, of pairs above all: both of a pair are changed alike.</summary>
[TestClass]
public sealed class RandomCropTests
{
    private const int Size = 20, Crop = 16, BatchSize = 8, Count = 50, Positions = Size - Crop + 1;

    /// <summary>Pixels tell their sample and place: 1000·i + 20·y + x, in the target with the opposite sign.</summary>
    [TestMethod]
    public void Both_of_a_pair_are_cropped_and_mirrored_alike()
    {
        using var pairs = Pairs();
        using var random = new RandomStreams(5);
        using var reader = Reader(pairs, random, prefetches: false);
        int[] counts = new int[Positions * Positions];
        int mirrored = 0;
        const int Batches = 250;
        for (int batch = 0; batch < Batches; batch++)
        {
            using var scope = NewDisposeScope();
            var samples = reader.Next().Samples;
            CollectionAssert.AreEqual(new long[] { BatchSize, 3, Crop, Crop }, samples.shape);
            float[] values = samples.data<float>().ToArray();
            foreach (float[] pair in values.Chunk(3 * Crop * Crop))
            {
                float[] input = pair[..(Crop * Crop)];
                bool isMirrored = input[0] > input[1];
                int first = (int)input.Min() % 1000, sample = (int)input.Min() / 1000;
                var (top, left) = (first / Size, first % Size);
                for (int i = 0; i < input.Length; i++)
                {
                    int x = isMirrored ? Crop - 1 - i % Crop : i % Crop;
                    Assert.AreEqual(1000 * sample + Size * (top + i / Crop) + left + x, input[i]);
                    Assert.AreEqual(-input[i], pair[Crop * Crop + i]);
                    Assert.AreEqual(-input[i], pair[2 * Crop * Crop + i]);
                }
                counts[top * Positions + left]++;
                mirrored += isMirrored ? 1 : 0;
            }
        }

        const int All = Batches * BatchSize;
        Assert.AreEqual(0.5, (double)mirrored / All, 4 * 0.5 / Math.Sqrt(All));
        double share = 1.0 / counts.Length, deviation = Math.Sqrt(share * (1 - share) / All);
        foreach (int count in counts)
            Assert.AreEqual(share, (double)count / All, 5 * deviation);
    }

    [TestMethod]
    public void Prefetched_batches_have_the_same_bytes()
    {
        using var pairs = Pairs();
        using var random = new RandomStreams(5);
        using var other = new RandomStreams(5);
        using var plain = Reader(pairs, random, prefetches: false);
        using var ahead = Reader(pairs, other, prefetches: true);
        for (int batch = 0; batch < 20; batch++)
            CollectionAssert.AreEqual(Next(plain), Next(ahead));
    }

    /// <summary>What is read after a checkpoint is what is read of it.</summary>
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_resumed_reader_goes_on_with_the_same_bytes(bool prefetches)
    {
        using var folder = new TemporaryFolder();
        using var pairs = Pairs();
        using var random = new RandomStreams(5);
        using var reader = Reader(pairs, random, prefetches);
        for (int batch = 0; batch < 9; batch++)
            Next(reader);
        using (NewDisposeScope())
        {
            var state = new StateWriter();
            random.ExchangeState(state);
            reader.ExchangeState(state, "data");
            CheckpointFile.Write(folder["9.checkpoint"], state, new Dictionary<string, string>());
        }

        using var resumedRandom = new RandomStreams(5);
        using var resumed = Reader(pairs, resumedRandom, prefetches);
        float[] beginning = Next(resumed);
        using (var file = CheckpointFile.Open(folder["9.checkpoint"]))
        {
            var state = new StateReader(file);
            resumedRandom.ExchangeState(state);
            resumed.ExchangeState(state, "data");
        }
        float[] first = Next(resumed);
        CollectionAssert.AreNotEqual(beginning, first);
        CollectionAssert.AreEqual(Next(reader), first);
        for (int batch = 0; batch < 10; batch++)
            CollectionAssert.AreEqual(Next(reader), Next(resumed));
    }

    /// <summary>The positions come from numbers of their own: mirroring draws the same without crops.</summary>
    [TestMethod]
    public void Crops_leave_mirroring_and_order_as_they_are()
    {
        using var pairs = Pairs();
        using var random = new RandomStreams(5);
        using var other = new RandomStreams(5);
        using var cropped = Reader(pairs, random, prefetches: false);
        using var whole = new BatchReader(
            pairs, Conditioning.None, false, BatchSize, 3, CPU, false, other[SeedStream.Mirroring]);
        for (int batch = 0; batch < 10; batch++)
        {
            float[][] crops = [.. Next(cropped).Chunk(3 * Crop * Crop)];
            float[][] images = [.. Next(whole).Chunk(3 * Size * Size)];
            for (int i = 0; i < BatchSize; i++)
            {
                Assert.AreEqual((int)images[i].Max() / 1000, (int)crops[i].Max() / 1000);
                Assert.AreEqual(images[i][0] > images[i][1], crops[i][0] > crops[i][1]);
            }
        }
    }

    [TestMethod]
    public void Crops_that_aren_t_smaller_are_refused()
    {
        using var random = new Generator(1);
        using var pairs = Pairs();
        foreach (int size in (int[])[0, Size, Size + 1])
        {
            var error = Assert.ThrowsExactly<GanOptionException>(() => Reader(pairs, new RandomCrop(size, random)));
            Assert.AreEqual("CropSize", error.Option);
            Assert.StartsWith($"Crops of {size}×{size} pixels can't be chosen from images of 20×20; the size of crops "
                + "must be from 1 to 19.", error.Message);
        }
        var vectors = Assert.ThrowsExactly<GanOptionException>(
            () => Reader(NormalMixture.Ring8(), new RandomCrop(1, random)));
        Assert.AreEqual("'ring-8' holds vectors; only images are cropped.", vectors.Message);
    }

    private static float[] Next(BatchReader reader)
    {
        using var scope = NewDisposeScope();
        return reader.Next().Samples.data<float>().ToArray();
    }

    private static BatchReader Reader(ISampleSource data, RandomStreams random, bool prefetches) => new(
        data, Conditioning.None, false, BatchSize, 3, CPU, prefetches, random[SeedStream.Mirroring],
        new RandomCrop(Crop, random[SeedStream.Cropping]));

    private static BatchReader Reader(ISampleSource data, RandomCrop crop) =>
        new(data, Conditioning.None, false, BatchSize, 3, CPU, false, null, crop);

    private static PairedSamples Pairs() => new(Places(1, 1), Places(2, -1));

    private static SampleCache Places(int channels, int sign)
    {
        using var builder = SampleCacheBuilder.ForVectors("places", new SampleShape(channels, Size, Size));
        for (int i = 0; i < Count; i++)
            builder.Append([.. Enumerable.Range(0, channels * Size * Size)
                .Select(place => (float)(sign * (1000 * i + place % (Size * Size))))]);
        return builder.Build();
    }
}
