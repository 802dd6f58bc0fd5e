using Ml.Gan.Data;

namespace Ml.Gan.Tests.Data;

[TestClass]
public sealed class OutlinesTests
{
    private const int Size = 32, Plane = Size * Size;

    [TestMethod]
    public void Pairs_are_gray_outlines_and_colored_digits()
    {
        using var pairs = PairedSamples.Open("builtin:outlines");

        Assert.AreEqual(new SampleShape(1, Size, Size), pairs.Input);
        Assert.AreEqual(new SampleShape(3, Size, Size), pairs.Target);
        Assert.AreEqual(new SampleShape(4, Size, Size), pairs.Shape);
        Assert.IsNull(pairs.Count);
        Assert.AreEqual(("builtin:outlines", "MIT"), (pairs.Name, pairs.License));
        StrokeGlyphsTests.AssertBytes(pairs.Read(0, 1, 2, 3));
    }

    [TestMethod]
    public void Samples_depend_on_seed_and_index_alone()
    {
        using var pairs = PairedSamples.Open("builtin:outlines", options: new() { Seed = 7 });
        using var again = PairedSamples.Open("builtin:outlines", options: new() { Seed = 7 });
        using var other = PairedSamples.Open("builtin:outlines", options: new() { Seed = 8 });
        float[] together = pairs.Read(9, 1L << 40);

        CollectionAssert.AreEqual(again.Read(1L << 40), together[(4 * Plane)..]);
        CollectionAssert.AreNotEqual(other.Read(9), together[..(4 * Plane)]);
        CollectionAssert.AreEqual(again.ReadLabels(0, 1, 2, 3), pairs.ReadLabels(0, 1, 2, 3));
    }

    /// <summary>
    /// A digit's fill and ground are those of its class alone, so that they can be learned from the shape: of each
    /// class, the most frequent colors inside and outside are the same in all samples, and no two classes share one.
    /// </summary>
    [TestMethod]
    public void Each_digit_has_colors_of_its_own()
    {
        using var pairs = PairedSamples.Open("builtin:outlines");
        long[] indices = [.. Enumerable.Range(0, 300).Select(i => (long)i)];
        long[] labels = pairs.ReadLabels(indices);
        var fills = new Dictionary<long, (float, float, float)>();
        var grounds = new Dictionary<long, (float, float, float)>();
        foreach (var (label, i) in labels.Select((label, i) => (label, i)))
        {
            float[] target = pairs.Targets.Read(indices[i]);
            var colors = Enumerable.Range(0, Plane)
                .Select(p => (target[p], target[Plane + p], target[2 * Plane + p]))
                .GroupBy(color => color).OrderByDescending(same => same.Count()).ToArray();
            Assert.AreEqual((target[0], target[Plane], target[2 * Plane]), colors[0].Key, "no ground in the corner");
            Assert.AreEqual(grounds.TryAdd(label, colors[0].Key) ? colors[0].Key : grounds[label], colors[0].Key);
            Assert.AreEqual(fills.TryAdd(label, colors[1].Key) ? colors[1].Key : fills[label], colors[1].Key);
        }
        Assert.HasCount(10, fills);
        Assert.HasCount(20, fills.Values.Concat(grounds.Values).Distinct().ToArray());
    }

    /// <summary>
    /// The outline is where the target changes: bright pixels of the input have neighbors of several colors in the
    /// target, but for a few between two strokes that hardly touch, and all such edges are near bright pixels.
    /// </summary>
    [TestMethod]
    public void The_outline_is_the_contour_of_the_filled_digit()
    {
        using var pairs = PairedSamples.Open("builtin:outlines", options: new() { Size = 64 });
        const int Side = 64;
        int bright = 0, inside = 0;
        for (long index = 0; index < 50; index++)
        {
            float[] outline = pairs.Inputs.Read(index), target = pairs.Targets.Read(index);
            for (int y = 1; y < Side - 1; y++)
            {
                for (int x = 1; x < Side - 1; x++)
                {
                    bool isEdge = Neighbors(y, x).Select(place => Color(target, place)).Distinct().Count() > 1;
                    bool isBright = outline[y * Side + x] > 0.9f;
                    bright += isBright ? 1 : 0;
                    inside += isBright && !isEdge ? 1 : 0;
                    if (isEdge)
                        Assert.IsTrue(Neighbors(y, x).Any(place => outline[place] > 0.5f), $"{index}: ({x}, {y})");
                }
            }
        }
        Assert.IsGreaterThan(50 * 100, bright);
        Assert.IsLessThan(0.01 * bright, inside);

        static (float, float, float) Color(float[] image, int place) =>
            (image[place], image[Side * Side + place], image[2 * Side * Side + place]);
        static IEnumerable<int> Neighbors(int y, int x) =>
            from dy in Enumerable.Range(-1, 3) from dx in Enumerable.Range(-1, 3) select (y + dy) * Side + x + dx;
    }

    [TestMethod]
    public void Channels_that_are_asked_for_hold_for_both()
    {
        using var pairs = PairedSamples.Open("builtin:outlines");
        using var gray = PairedSamples.Open("builtin:outlines", options: new() { Channels = 1 });
        using var color = PairedSamples.Open("builtin:outlines", options: new() { Channels = 3 });
        Assert.AreEqual((1, 1), (gray.Input.Channels, gray.Target.Channels));
        Assert.AreEqual((3, 3), (color.Input.Channels, color.Target.Channels));

        CollectionAssert.AreEqual(pairs.Inputs.Read(3), gray.Inputs.Read(3));
        CollectionAssert.AreEqual(pairs.Inputs.Read(3), color.Inputs.Read(3)[Plane..(2 * Plane)]);
        CollectionAssert.AreEqual(pairs.Targets.Read(3), color.Targets.Read(3));
        float[] rgb = pairs.Targets.Read(3), luma = gray.Targets.Read(3);
        for (int i = 0; i < Plane; i++)
            Assert.AreEqual(
                0.299 * rgb[i] + 0.587 * rgb[Plane + i] + 0.114 * rgb[2 * Plane + i], luma[i], 1.01 / 127.5);
    }

    [TestMethod]
    public void Reversed_pairs_have_inputs_and_targets_exchanged()
    {
        using var pairs = PairedSamples.Open("builtin:outlines");
        using var reversed = PairedSamples.Open("builtin:outlines", reversed: true);
        Assert.AreEqual((3, 1), (reversed.Input.Channels, reversed.Target.Channels));
        float[] pair = pairs.Read(5);
        CollectionAssert.AreEqual(pair[Plane..].Concat(pair[..Plane]).ToArray(), reversed.Read(5));
    }

    [TestMethod]
    public void Pairs_are_no_samples_by_themselves_and_take_no_targets()
    {
        Assert.StartsWith(
            "builtin:outlines are pairs of an input and a target, which systems that translate images learn from",
            Assert.ThrowsExactly<GanDataException>(() => SampleSource.Open("builtin:outlines")).Message);
        Assert.StartsWith(
            "builtin:outlines are pairs already; 'photos' can't be their targets.",
            Assert.ThrowsExactly<GanDataException>(() => PairedSamples.Open("builtin:outlines", "photos")).Message);
        Assert.AreEqual(
            "The number of channels is 2; it must be 1 (gray) or 3 (color).",
            Assert.ThrowsExactly<GanDataException>(
                () => PairedSamples.Open("builtin:outlines", options: new() { Channels = 2 })).Message);
    }
}
