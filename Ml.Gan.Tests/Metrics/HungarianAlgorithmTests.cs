using Ml.Gan.Metrics;

namespace Ml.Gan.Tests.Metrics;

[TestClass]
public sealed class HungarianAlgorithmTests
{
    [TestMethod]
    public void The_sum_is_the_greatest_of_all_assignments()
    {
        var random = new Random(5);
        for (int trial = 0; trial < 300; trial++)
        {
            int[,] weights = new int[random.Next(1, 7), random.Next(1, 7)];
            for (int row = 0; row < weights.GetLength(0); row++)
            {
                for (int column = 0; column < weights.GetLength(1); column++)
                    weights[row, column] = random.Next(trial % 3 == 0 ? 3 : 100);
            }
            int[] columns = HungarianAlgorithm.Assign(weights);

            int[] used = [.. columns.Where(column => column >= 0)];
            Assert.HasCount(weights.GetLength(0), columns);
            Assert.HasCount(Math.Min(weights.GetLength(0), weights.GetLength(1)), used);
            CollectionAssert.AllItemsAreUnique(used);
            Assert.AreEqual(
                Best(weights, 0, 0), columns.Select((column, row) => column < 0 ? 0 : weights[row, column]).Sum());
        }
    }

    [TestMethod]
    public void The_greedy_choice_is_not_always_the_best() =>
        CollectionAssert.AreEqual(new[] { 1, 0 }, HungarianAlgorithm.Assign(new[,] { { 10, 9 }, { 9, 1 } }));

    /// <summary>Tries everything: a row takes a free column, or none.</summary>
    private static int Best(int[,] weights, int row, int taken)
    {
        if (row == weights.GetLength(0))
            return 0;
        int best = Best(weights, row + 1, taken);
        for (int column = 0; column < weights.GetLength(1); column++)
        {
            if ((taken & (1 << column)) == 0)
                best = Math.Max(best, weights[row, column] + Best(weights, row + 1, taken | (1 << column)));
        }
        return best;
    }
}
