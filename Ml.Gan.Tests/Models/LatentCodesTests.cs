using Ml.Gan.Models;
using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models;

[TestClass]
public sealed class LatentCodesTests
{
    [TestMethod]
    [DataRow("10,c2", new[] { 10 }, 2)]
    [DataRow("c1", new int[0], 1)]
    [DataRow("2,3,10", new[] { 2, 3, 10 }, 0)]
    [DataRow("c1,4,c2", new[] { 4 }, 3)]
    public void Text_says_how_many_codes_there_are_of_what_kind(string text, int[] categorical, int continuous)
    {
        var codes = LatentCodes.Parse(text);

        CollectionAssert.AreEqual(categorical, codes.Categorical.ToArray());
        Assert.AreEqual(continuous, codes.Continuous);
        Assert.AreEqual(categorical.Sum() + continuous, codes.Size);
        Assert.AreEqual(codes.Name, LatentCodes.Parse(codes.Name).Name);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("10,")]
    [DataRow("1")]
    [DataRow("c0")]
    [DataRow("-3")]
    [DataRow("ten")]
    [DataRow("10;c2")]
    [DataRow("99999999999")]
    public void Other_text_is_refused(string text)
    {
        var error = Assert.ThrowsExactly<GanOptionException>(() => LatentCodes.Parse(text));
        Assert.AreEqual("Codes", error.Option);
        Assert.Contains($"'{text}'", error.Message);
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(-1.0)]
    [DataRow(double.NaN)]
    public void Weights_that_are_not_positive_are_refused(double weight)
    {
        Assert.AreEqual(
            "Codes",
            Assert.ThrowsExactly<GanOptionException>(() => new LatentCodes { Continuous = 1, Weight = weight }).Option);
        Assert.AreEqual(
            "Codes",
            Assert.ThrowsExactly<GanOptionException>(
                () => new LatentCodes { Continuous = 1, ContinuousWeight = weight }).Option);
    }

    [TestMethod]
    public void Rows_are_one_hot_codes_and_uniform_numbers()
    {
        const int Count = 3000;
        var codes = LatentCodes.Parse("3,2,c2");
        using var random = new Generator(5);
        using var drawn = codes.Draw(Count, random);
        float[][] rows = drawn.ToFloats().Chunk(codes.Size).ToArray();

        Assert.HasCount(Count, rows);
        foreach (float[] row in rows)
        {
            CollectionAssert.AreEquivalent(new float[] { 0, 0, 1 }, row[..3]);
            CollectionAssert.AreEquivalent(new float[] { 0, 1 }, row[3..5]);
        }
        for (int category = 0; category < 3; category++)
            Assert.AreEqual(Count / 3.0, rows.Count(row => row[category] == 1), 120);
        float[] numbers = [.. rows.SelectMany(row => row[5..])];
        Assert.IsTrue(numbers.All(number => number is >= -1 and <= 1));
        Assert.AreEqual(0, numbers.Average(), 0.05);
        Assert.AreEqual(1 / 3.0, numbers.Average(number => (double)number * number), 0.03);
    }

    [TestMethod]
    public void The_seed_selects_the_codes()
    {
        var codes = LatentCodes.Parse("10,c1");
        float[] Draw(ulong seed)
        {
            using var random = new Generator(seed);
            using var drawn = codes.Draw(20, random);
            return drawn.ToFloats();
        }

        CollectionAssert.AreEqual(Draw(1), Draw(1));
        CollectionAssert.AreNotEqual(Draw(1), Draw(2));
    }
}
