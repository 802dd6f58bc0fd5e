using Ml.Gan.Data;

namespace Ml.Gan.Tests.Data;

[TestClass]
public sealed class StrokeGlyphsTests
{
    private const int Count = 2000;

    private static readonly long[] s_indices = [.. Enumerable.Range(0, Count).Select(i => (long)i)];

    /// <summary>A measurement that knows nothing of the data tells the two apart, at several sizes.</summary>
    [TestMethod]
    [DataRow(28)]
    [DataRow(32)]
    [DataRow(64)]
    public void The_width_of_strokes_tells_thin_from_bold(int size)
    {
        var (thin, bold) = (Widths("builtin:thin", size), Widths("builtin:bold", size));
        double right = thin.Count(width => width < StrokeWidth.Boundary)
            + bold.Count(width => width > StrokeWidth.Boundary);

        Assert.IsGreaterThanOrEqualTo(0.99, right / (2 * Count),
            $"thin: {thin.Min():F3} to {thin.Max():F3}, bold: {bold.Min():F3} to {bold.Max():F3}");
        Assert.IsGreaterThan(2 * thin.Average(), bold.Average());
    }

    /// <summary>The measurement itself, of bars whose width is known.</summary>
    [TestMethod]
    public void Widths_of_bars_are_measured_rightly()
    {
        const int Size = 40;
        foreach (int width in (int[])[1, 2, 5])
        {
            float[] bar = [.. Enumerable.Range(0, Size * Size)
                .Select(i => i % Size >= 10 && i % Size < 10 + width && i / Size is >= 5 and < 35 ? 1f : -1f)];
            // Its ends belong to the contour: 30·w / (30 + w), but for the corner pixel's diagonal.
            double expected = 2.0 * 30 * width / (2 * (30 + width)) / Size;
            Assert.AreEqual(expected, StrokeWidth.Of(bar, new SampleShape(1, Size, Size)), 0.02 * expected);
        }
    }

    [TestMethod]
    [DataRow("builtin:thin")]
    [DataRow("builtin:bold")]
    public void Samples_depend_on_seed_and_index_alone(string name)
    {
        using var source = SampleSource.Open(name, new SampleSourceOptions { Seed = 7 });
        using var again = SampleSource.Open(name, new SampleSourceOptions { Seed = 7 });
        using var other = SampleSource.Open(name, new SampleSourceOptions { Seed = 8 });
        Assert.AreEqual(new SampleShape(1, 28, 28), source.Shape);
        Assert.IsNull(source.Count);
        Assert.AreEqual((name, "MIT"), (source.Name, source.License));
        float[] together = source.Read(0, 5, 3_000_000_000, 5);

        CollectionAssert.AreEqual(again.Read(3_000_000_000), together[(2 * 784)..(3 * 784)]);
        CollectionAssert.AreEqual(together[784..(2 * 784)], together[(3 * 784)..]);
        CollectionAssert.AreNotEqual(other.Read(0), together[..784]);
        CollectionAssert.AreEqual(again.ReadLabels(s_indices), source.ReadLabels(s_indices));
        AssertBytes(together);
    }

    [TestMethod]
    public void Colors_are_the_same_gray_in_each_channel()
    {
        using var gray = SampleSource.Open("builtin:thin", new SampleSourceOptions { Size = 20 });
        using var color = SampleSource.Open("builtin:thin", new SampleSourceOptions { Size = 20, Channels = 3 });
        float[] plane = gray.Read(4);
        CollectionAssert.AreEqual(plane.Concat(plane).Concat(plane).ToArray(), color.Read(4));
    }

    /// <summary>Labels agree by chance alone: one in ten, and no thin digit has the pose of the bold one.</summary>
    [TestMethod]
    public void Thin_and_bold_are_drawn_independently()
    {
        using var thin = SampleSource.Open("builtin:thin");
        using var bold = SampleSource.Open("builtin:bold");
        using var glyphs = new Glyphs();
        long[][] labels = [thin.ReadLabels(s_indices), bold.ReadLabels(s_indices), glyphs.ReadLabels(s_indices)];
        foreach (var (a, b) in ((int, int)[])[(0, 1), (0, 2), (1, 2)])
        {
            double same = labels[a].Zip(labels[b]).Count(pair => pair.First == pair.Second);
            Assert.AreEqual(0.1, same / Count, 4 * Math.Sqrt(0.09 / Count), $"{a} and {b}");
        }
        foreach (long[] own in labels)
        {
            for (int digit = 0; digit < 10; digit++)
                Assert.AreEqual(0.1, own.Count(label => label == digit) / (double)Count, 5 * Math.Sqrt(0.09 / Count));
        }
    }

    /// <summary>The nearest of 1,000 glyphs of one seed, blurred, tells the label of a glyph of another.</summary>
    [TestMethod]
    [DataRow("builtin:thin")]
    [DataRow("builtin:bold")]
    public void Labels_tell_what_the_digits_look_like(string name)
    {
        using var training = SampleSource.Open(name, new SampleSourceOptions { Seed = 1 });
        using var test = SampleSource.Open(name, new SampleSourceOptions { Seed = 2 });
        float[][] known = [.. training.Read(s_indices[..1000]).Chunk(784).Select(Blurred)];
        float[][] unknown = [.. test.Read(s_indices[..200]).Chunk(784).Select(Blurred)];
        long[] knownLabels = training.ReadLabels(s_indices[..1000]), labels = test.ReadLabels(s_indices[..200]);

        int right = Enumerable.Range(0, labels.Length).AsParallel().Count(i => labels[i] == knownLabels[
            Enumerable.Range(0, known.Length).MinBy(k => known[k].Zip(unknown[i], (a, b) => (a - b) * (a - b)).Sum())]);
        Assert.IsGreaterThan(0.95 * labels.Length, right);
    }

    [TestMethod]
    public void Refuses_sizes_that_it_can_t_draw() => Assert.AreEqual(
        "builtin:bold is drawn from 16 to 1024 pixels wide, not 15.",
        Assert.ThrowsExactly<GanDataException>(
            () => SampleSource.Open("builtin:bold", new SampleSourceOptions { Size = 15 })).Message);

    internal static void AssertBytes(float[] values)
    {
        foreach (float value in values)
        {
            float level = (value + 1) * 127.5f;
            Assert.AreEqual(MathF.Round(level), level, 1e-4f);
            Assert.IsTrue(level is >= 0 and <= 255.001f);
        }
    }

    private static double[] Widths(string name, int size)
    {
        using var source = SampleSource.Open(name, new SampleSourceOptions { Size = size });
        return [.. source.Read(s_indices).Chunk(size * size).Select(image => StrokeWidth.Of(image, source.Shape))];
    }

    /// <summary>Means of 3×3 pixels.</summary>
    private static float[] Blurred(float[] image) =>
    [
        .. from y in Enumerable.Range(1, 26)
           from x in Enumerable.Range(1, 26)
           select (from dy in Enumerable.Range(-1, 3)
                   from dx in Enumerable.Range(-1, 3)
                   select image[(y + dy) * 28 + x + dx]).Average(),
    ];
}
