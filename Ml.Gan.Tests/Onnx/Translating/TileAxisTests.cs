using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Translating;

namespace Ml.Gan.Tests.Onnx.Translating;

/// <summary>Where tiles lie, and how much each counts, for random sizes.</summary>
[TestClass]
public sealed class TileAxisTests
{
    [TestMethod]
    public void Tiles_cover_the_side_at_multiples_and_their_weights_are_one_together()
    {
        var random = new Random(1);
        for (int i = 0; i < 3000; i++)
        {
            int size = random.Next(16, 130), multiple = random.Next(1, 50), scale = random.Next(1, 4);
            var options = new TileOptions { Size = size, Overlap = random.Next(0, (size / 2) + 1) };
            int padded = random.Next(1, 700 / multiple) * multiple, side = padded - random.Next(0, multiple);
            int least = i % 2 == 0 ? 1 : random.Next(1, padded + 1);
            var axis = TileAxis.Tiled(side, padded, scale, multiple, options, least);
            string what = $"{side}, {padded}, {scale}, {multiple}, {least}, {options}";

            Assert.AreEqual(0, axis.Starts[0], what);
            Assert.AreEqual(padded, axis.Starts[^1] + axis.Length, what);
            Assert.IsTrue(axis.Starts.All(start => start % multiple == 0), what);
            int longest = Math.Max(Math.Max(size, 2 * multiple), (least + multiple - 1) / multiple * multiple);
            Assert.IsLessThanOrEqualTo(longest, axis.Length, what);
            Assert.IsGreaterThanOrEqualTo(least, axis.Length, what);
            int most = TileAxis.Longest(options, multiple, least) / multiple / 2 * multiple;
            for (int k = 1; k < axis.Starts.Length; k++)
            {
                int shared = axis.Starts[k - 1] + axis.Length - axis.Starts[k];
                Assert.IsGreaterThanOrEqualTo(Math.Min(most, options.Overlap!.Value), shared, what);
                Assert.IsLessThan(axis.Length, shared, what);
            }

            double[] sums = new double[padded * scale];
            for (int k = 0; k < axis.Starts.Length; k++)
            {
                Assert.HasCount(axis.Length * scale, axis.Weights[k]);
                for (int j = 0; j < axis.Weights[k].Length; j++)
                {
                    float weight = axis.Weights[k][j];
                    Assert.IsTrue(weight is >= 0 and <= 1, what);
                    sums[(axis.Starts[k] * scale) + j] += weight;
                    bool isOuter = (k > 0 && j < Quarter(scale)) ||
                        (k < axis.Starts.Length - 1 && j >= (axis.Length * scale) - Quarter(scale));
                    Assert.IsTrue(!isOuter || weight == 0, what);
                }
            }

            Assert.IsLessThan(1e-6, sums.Max(sum => Math.Abs(sum - 1)), what);

            int Quarter(int of) => (int)(Math.Min(most, options.Overlap!.Value) / 4.0 * of);
        }
    }

    [TestMethod]
    [DataRow(new[] { 0, 1, 2, 1, 0, 1, 2, 1 }, 3)]
    [DataRow(new[] { 0, 1, 0, 1 }, 2)]
    [DataRow(new[] { 0, 0, 0 }, 1)]
    public void What_is_behind_an_edge_mirrors_what_is_before(int[] expected, int side) => CollectionAssert.AreEqual(
        expected, Enumerable.Range(0, expected.Length).Select(place => TilePlan.Reflected(place, side)).ToArray());
}
