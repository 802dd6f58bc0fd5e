using Ml.Gan.Data;
using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Data;

/// <summary>Where the holes of images are.</summary>
[TestClass]
public sealed class MaskTests
{
    private const int Height = 20, Width = 12;

    /// <summary>
    /// Of 20 rows a quarter to a half are 5 to 10, of 12 columns 3 to 6: each number as likely, and the box at each
    /// place as likely, within 5 deviations of a count.
    /// </summary>
    [TestMethod]
    public void Random_boxes_have_every_size_and_place_as_often()
    {
        const int Count = 12_000;
        var (rows, columns) = (new int[Height + 1], new int[Width + 1]);
        int[] leftOfFive = new int[Width - 5 + 1];
        foreach (var (top, left, height, width) in Boxes(new RandomBox(0.25, 0.5), Count))
        {
            rows[height]++;
            columns[width]++;
            if (width == 5)
                leftOfFive[left]++;
            Assert.IsTrue(top >= 0 && top + height <= Height && left + width <= Width);
        }

        AssertUniform(rows[5..11]);
        AssertUniform(columns[3..7]);
        AssertUniform(leftOfFive);
        Assert.AreEqual(Count, rows[5..11].Sum());
        Assert.AreEqual(Count, columns[3..7].Sum());

        static void AssertUniform(int[] counts)
        {
            double total = counts.Sum(), share = 1.0 / counts.Length;
            foreach (int count in counts)
                Assert.AreEqual(total * share, count, 5 * Math.Sqrt(total * share * (1 - share)));
        }
    }

    [TestMethod]
    public void Boxes_may_be_the_whole_image_or_a_pixel()
    {
        Assert.IsTrue(Boxes(new RandomBox(1, 1), 5).All(box => box == (0, 0, Height, Width)));
        Assert.IsTrue(Boxes(new RandomBox(0.001, 0.1), 50).All(box => box is { Rows: 1 or 2, Columns: 1 }));
    }

    [TestMethod]
    public void A_center_box_is_in_the_middle()
    {
        Assert.AreEqual((5, 3, 10, 6), Boxes(new CenterBox(), 1)[0]);
        Assert.AreEqual((7, 4, 5, 3), Boxes(new CenterBox { Share = 0.25 }, 1)[0]);
    }

    [TestMethod]
    public void The_same_generator_draws_the_same_masks_and_goes_on()
    {
        var mask = new RandomBox();
        using var scope = NewDisposeScope();
        using var one = new Generator(7);
        using var other = new Generator(7);
        var (first, second) = (Next(one), Next(one));
        CollectionAssert.AreEqual(first, Next(other));
        CollectionAssert.AreEqual(second, Next(other));
        CollectionAssert.AreNotEqual(first, second);

        float[] Next(Generator random) => mask.Draw(4, Height, Width, random).ToFloats();
    }

    [TestMethod]
    public void Images_are_masks_bright_in_the_hole_each_as_often()
    {
        using var source = Images([0, 127, 128, 255], [255, 0, 0, 0]);
        var mask = new MaskImages(source);
        using var scope = NewDisposeScope();
        using var random = new Generator(1);

        float[][] drawn = [.. mask.Draw(4000, 2, 2, random).ToFloats().Chunk(4)];

        int first = drawn.Count(pixels => pixels.SequenceEqual([0f, 0, 1, 1]));
        Assert.AreEqual(4000 - first, drawn.Count(pixels => pixels.SequenceEqual([1f, 0, 0, 0])));
        Assert.AreEqual(2000, first, 5 * Math.Sqrt(1000));
    }

    [TestMethod]
    public void Texts_are_read_and_nonsense_is_named()
    {
        Assert.AreEqual(new RandomBox(0.25, 0.5), Catalog.Masks.Parse("random-box"));
        Assert.AreEqual(new RandomBox(0.1, 1), Catalog.Masks.Parse("random-box:0.1..1"));
        Assert.AreEqual(new CenterBox { Share = 0.25 }, Catalog.Masks.Parse("center-box:0.25"));
        foreach (var mask in (Mask[])[new RandomBox(0.3, 0.4), new CenterBox { Share = 0.7 }])
            Assert.AreEqual(mask, Catalog.Masks.Parse(mask.Name));
        Refused("must be above 0, at most 1, and the least first; they are 0.5 and 0.25", "random-box:0.5..0.25");
        Refused("they are 0 and 1", "random-box:0..1");
        Refused("they are 0.5 and 1.5", "random-box:0.5..1.5");
        Refused("are given as 0.25..0.5, not '0.5'", "random-box:0.5");
        Refused("must be a number, not 'a'", "random-box:a..1");
        Refused("share of center-box must be above 0, at most 1; it is 2", "center-box:2");
        Assert.Contains(
            "No whole number of pixels is 0.3 to 0.32 of 12, a side of images of 12×20",
            Assert.ThrowsExactly<GanOptionException>(() => new RandomBox(0.3, 0.32).Check(20, 12)).Message);

        static void Refused(string message, string text)
        {
            var refused = Assert.ThrowsExactly<GanOptionException>(() => Catalog.Masks.Parse(text));
            Assert.AreEqual("Mask", refused.Option);
            Assert.Contains(message, refused.Message);
        }
    }

    [TestMethod]
    public void Masks_that_show_no_hole_or_have_another_size_are_refused()
    {
        using var empty = Images([255, 0, 0, 0], [127, 0, 0, 90]);
        Assert.Contains(
            "The mask number 1 of 'masks' is black: nothing is to be filled",
            Assert.ThrowsExactly<GanDataException>(() => new MaskImages(empty)).Message);
        using var endless = new Glyphs(16);
        Assert.Contains(
            "endless samples", Assert.ThrowsExactly<GanDataException>(() => new MaskImages(endless)).Message);
        using var small = Images([255, 0, 0, 0]);
        Assert.Contains(
            "have 2×2 pixels, the images 4×3",
            Assert.ThrowsExactly<GanOptionException>(() => new MaskImages(small).Check(3, 4)).Message);
    }

    private static SampleCache Images(params byte[][] images)
    {
        using var builder = SampleCacheBuilder.ForImages("masks", new SampleShape(1, 2, 2));
        foreach (byte[] image in images)
            builder.Append((ReadOnlySpan<byte>)image);
        return builder.Build();
    }

    /// <summary>The boxes of masks, each of which has to be one.</summary>
    private static (int Top, int Left, int Rows, int Columns)[] Boxes(Mask mask, int count)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(3);
        var masks = mask.Draw(count, Height, Width, random);
        CollectionAssert.AreEqual(new long[] { count, 1, Height, Width }, masks.shape);
        return [.. masks.ToFloats().Chunk(Height * Width).Select(BoxOf)];
    }

    private static (int, int, int, int) BoxOf(float[] mask)
    {
        int[] holes = [.. Enumerable.Range(0, mask.Length).Where(i => mask[i] == 1)];
        int top = holes.Min(i => i / Width), left = holes.Min(i => i % Width);
        int rows = holes.Max(i => i / Width) - top + 1, columns = holes.Max(i => i % Width) - left + 1;
        Assert.HasCount(rows * columns, holes);
        Assert.AreEqual(mask.Length - holes.Length, mask.Count(value => value == 0));
        return (top, left, rows, columns);
    }
}
