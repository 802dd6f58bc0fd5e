using Ml.Gan.Data;

namespace Ml.Gan.Tests.Data;

[TestClass]
public sealed class GlyphVectorsTests
{
    private const int Count = 3000;
    private const int Size = 28;

    private static readonly Glyphs s_glyphs = new();
    private static readonly float[][] s_vectors = s_glyphs.Conditions.Read(
        [.. Enumerable.Range(0, Count).Select(i => (long)i)]);

    [TestMethod]
    public void Each_number_is_even_between_minus_one_and_one()
    {
        for (int k = 0; k < 4; k++)
        {
            float[] values = [.. s_vectors.Select(vector => vector[k])];
            Assert.IsTrue(values.All(value => value is >= -1.0001f and <= 1.0001f));
            Assert.AreEqual(0, values.Average(), 5 * 0.58 / Math.Sqrt(Count));
            Assert.AreEqual(1 / 3.0, values.Average(value => value * value), 5 * 0.3 / Math.Sqrt(Count));
        }
    }

    [TestMethod]
    [DataRow(0, "slant")]
    [DataRow(1, "weight")]
    [DataRow(2, "width")]
    [DataRow(3, "height")]
    public void Numbers_tell_what_is_seen(int number, string what)
    {
        // A glyph's own shape matters more than its pose, so digits are compared with the same digit.
        double low = 0, high = 0;
        for (int digit = 0; digit < 10; digit++)
        {
            long[] all =
                [.. Enumerable.Range(0, Count).Select(i => (long)i).Where(i => s_glyphs.ReadLabels(i)[0] == digit)];
            low += all.Where(i => s_vectors[i][number] < -0.5).Average(i => Seen(what, s_glyphs.Read(i)));
            high += all.Where(i => s_vectors[i][number] > 0.5).Average(i => Seen(what, s_glyphs.Read(i)));
        }
        Assert.IsGreaterThan(what == "slant" ? low + 1 : 1.05 * low, high);
    }

    [TestMethod]
    public void A_vector_depends_on_the_seed_and_the_index_alone()
    {
        CollectionAssert.AreEqual(s_vectors[17], s_glyphs.Conditions.Read([3, 17])[1]);
        CollectionAssert.AreNotEqual(s_vectors[17], new Glyphs(seed: 2).Conditions.Read([17])[0]);
        Assert.ThrowsExactly<ArgumentException>(() => s_glyphs.Conditions.Read([1], new float[3]));
    }

    private static double Seen(string what, float[] image)
    {
        double ink = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
        for (int i = 0; i < image.Length; i++)
        {
            double value = Math.Max(0, image[i] - 0.1);
            (double column, double row) = (i % Size - Size / 2.0, i / Size - Size / 2.0);
            (ink, x, y) = (ink + value, x + value * column, y + value * row);
            (xx, xy, yy) = (xx + value * column * column, xy + value * column * row, yy + value * row * row);
        }
        (x, y) = (x / ink, y / ink);
        (xx, xy, yy) = (xx / ink - x * x, xy / ink - x * y, yy / ink - y * y);
        return what switch
        {
            "slant" => -xy / yy,
            "weight" => ink,
            "width" => Math.Sqrt(xx / yy),
            _ => Math.Sqrt(yy),
        };
    }
}
