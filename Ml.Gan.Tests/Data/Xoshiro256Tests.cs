using Ml.Gan.Data;

namespace Ml.Gan.Tests.Data;

[TestClass]
public sealed class Xoshiro256Tests
{
    /// <summary>The sequences that the authors' C code gives for these states.</summary>
    [TestMethod]
    public void Gives_the_published_sequences()
    {
        var random = new Xoshiro256(1, 2, 3, 4);
        ulong[] expected = [11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600];
        foreach (ulong value in expected)
            Assert.AreEqual(value, random.Next());

        ulong state = 1234567;
        Assert.AreEqual(6457827717110365317UL, Xoshiro256.SplitMix64(ref state));
        Assert.AreEqual(3203168211198807973UL, Xoshiro256.SplitMix64(ref state));
        Assert.AreEqual(9817491932198370423UL, Xoshiro256.SplitMix64(ref state));
    }

    [TestMethod]
    public void Bounded_numbers_are_uniform()
    {
        var random = new Xoshiro256(3, 0);
        const int Draws = 70_000;
        int[] counts = new int[7];
        for (int i = 0; i < Draws; i++)
            counts[random.Next(7)]++;
        double chiSquared = counts.Sum(count => (count - Draws / 7.0) * (count - Draws / 7.0) / (Draws / 7.0));
        Assert.IsLessThan(22.5, chiSquared, "exceeded once in a thousand with 6 degrees of freedom");
    }
}
