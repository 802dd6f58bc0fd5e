using Ml.Gan.Data;

namespace Ml.Gan.Tests.Data;

[TestClass]
public sealed class GlyphsTests
{
    [TestMethod]
    public void Sample_depends_on_seed_and_index_alone()
    {
        using var glyphs = new Glyphs(seed: 7);
        using var again = new Glyphs(seed: 7);
        using var other = new Glyphs(seed: 8);
        float[] together = Read(glyphs, [0, 5, 3_000_000_000, 5]);

        CollectionAssert.AreEqual(Read(again, [3_000_000_000]), together[(2 * 784)..(3 * 784)]);
        CollectionAssert.AreEqual(together[784..(2 * 784)], together[(3 * 784)..]);
        CollectionAssert.AreNotEqual(together[..784], together[784..(2 * 784)]);
        CollectionAssert.AreNotEqual(Read(other, [0]), together[..784]);
    }

    [TestMethod]
    public void Many_threads_read_the_same_as_one()
    {
        using var glyphs = new Glyphs();
        float[] expected = Read(glyphs, [.. Range(0, 64)]);
        Parallel.For(0, 16, i => CollectionAssert.AreEqual(
            expected[(i * 4 * 784)..((i + 1) * 4 * 784)], Read(glyphs, [.. Range(i * 4, 4)])));
    }

    [TestMethod]
    [DataRow(16, 1)]
    [DataRow(28, 3)]
    [DataRow(37, 1)]
    [DataRow(256, 1)]
    public void Values_are_bytes_scaled_to_minus_one_to_one(int size, int channels)
    {
        using var glyphs = new Glyphs(size, channels);
        Assert.AreEqual(new SampleShape(channels, size, size), glyphs.Shape);
        float[] sample = Read(glyphs, [11]);
        foreach (float value in sample)
        {
            float level = (value + 1) * 127.5f;
            Assert.AreEqual(MathF.Round(level), level, 1e-4f);
            Assert.IsTrue(level is >= 0 and <= 255.001f);
        }
        for (int channel = 1; channel < channels; channel++)
            CollectionAssert.AreEqual(
                sample[..(size * size)], sample[(channel * size * size)..((channel + 1) * size * size)]);
    }

    /// <summary>
    /// The same glyph at four times the size, averaged over 4×4 pixels, is the small one: shape does not depend on
    /// size.
    /// </summary>
    [TestMethod]
    public void Sizes_show_the_same_drawing()
    {
        using var small = new Glyphs(32);
        using var large = new Glyphs(128);
        for (long index = 0; index < 20; index++)
        {
            float[] expected = new float[32 * 32];
            float[] pixels = Read(large, [index]);
            for (int i = 0; i < pixels.Length; i++)
                expected[i / 128 / 4 * 32 + i % 128 / 4] += pixels[i] / 16;
            float[] actual = Read(small, [index]);
            double meanDifference = actual.Zip(expected, (a, b) => Math.Abs(a - b)).Average();
            Assert.IsLessThan(0.07, meanDifference, $"glyph {index}");
        }
    }

    /// <summary>The nearest of 1,000 glyphs of one seed tells the label of a glyph of another.</summary>
    [TestMethod]
    public void Labels_tell_what_the_digits_look_like()
    {
        using var training = new Glyphs(seed: 1);
        using var test = new Glyphs(seed: 2);
        (float[] known, long[] knownLabels) = ReadLabeled(training, 1000);
        (float[] unknown, long[] labels) = ReadLabeled(test, 200);

        for (int digit = 0; digit < 10; digit++)
            Assert.AreEqual(100, knownLabels.Count(label => label == digit), 40, $"digit {digit}");
        int right = Enumerable.Range(0, labels.Length).AsParallel().Count(i => labels[i] == knownLabels[
            Enumerable.Range(0, 1000).MinBy(k => Distance(known.AsSpan(k * 784, 784), unknown.AsSpan(i * 784, 784)))]);
        Assert.IsGreaterThan(0.95 * labels.Length, right);
    }

    [TestMethod]
    public void Refuses_sizes_and_channels_that_it_cannot_draw()
    {
        StringAssert.Contains(Assert.ThrowsExactly<GanDataException>(() => new Glyphs(8)).Message, "16 to 1024");
        StringAssert.Contains(
            Assert.ThrowsExactly<GanDataException>(() => new Glyphs(28, 2)).Message, "1 or 3 channels, not 2");
    }

    [TestMethod]
    public void Refuses_bad_indices_and_destinations()
    {
        using var glyphs = new Glyphs();
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Read(glyphs, [-1]));
        Assert.ThrowsExactly<ArgumentException>(() => glyphs.Read([1, 2], new float[784]));
        Assert.ThrowsExactly<ArgumentException>(() => glyphs.Labels.Read([1, 2], new long[1]));
    }

    private static float Distance(ReadOnlySpan<float> known, ReadOnlySpan<float> sample)
    {
        float sum = 0;
        for (int i = 0; i < known.Length; i++)
            sum += (known[i] - sample[i]) * (known[i] - sample[i]);
        return sum;
    }

    private static (float[] Pixels, long[] Labels) ReadLabeled(Glyphs glyphs, int count)
    {
        long[] indices = [.. Range(0, count)];
        return (Read(glyphs, indices), glyphs.Labels.Read(indices));
    }

    private static IEnumerable<long> Range(int start, int count) => Enumerable.Range(start, count).Select(i => (long)i);

    private static float[] Read(Glyphs glyphs, long[] indices)
    {
        float[] destination = new float[indices.Length * glyphs.Shape.Length];
        glyphs.Read(indices, destination);
        return destination;
    }
}
