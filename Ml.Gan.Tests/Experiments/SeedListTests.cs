using Ml.Gan.Experiments;

namespace Ml.Gan.Tests.Experiments;

[TestClass]
public sealed class SeedListTests
{
    [TestMethod]
    [DataRow("7", new[] { 7 })]
    [DataRow("1..4", new[] { 1, 2, 3, 4 })]
    [DataRow("5,1,3..4", new[] { 5, 1, 3, 4 })]
    [DataRow("1, 3, 5", new[] { 1, 3, 5 })]
    public void Reads_numbers_and_ranges_in_their_order(string text, int[] expected) =>
        CollectionAssert.AreEqual(expected, SeedList.Parse(text)!.ToArray());

    [TestMethod]
    [DataRow(new[] { 7 }, "7")]
    [DataRow(new[] { 1, 2 }, "1,2")]
    [DataRow(new[] { 3, 4, 5, 6 }, "3..6")]
    [DataRow(new[] { 3, 4, 6 }, "3,4,6")]
    public void Writes_what_it_reads(int[] seeds, string expected)
    {
        Assert.AreEqual(expected, SeedList.Text(seeds));
        CollectionAssert.AreEqual(seeds, SeedList.Parse(expected)!.ToArray());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("a")]
    [DataRow("1..")]
    [DataRow("3..1")]
    [DataRow("1..2..3")]
    [DataRow("-1")]
    [DataRow("1,1")]
    [DataRow("1..3,2")]
    [DataRow("1..1001")]
    [DataRow("0..2147483647")]
    [DataRow("99999999999")]
    public void Refuses_what_is_no_list_of_different_seeds(string text) => Assert.IsNull(SeedList.Parse(text));
}
