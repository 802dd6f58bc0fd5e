using Ml.Gan.Cli.Parsing;
using Ml.Gan.Objectives;

namespace Ml.Gan.Tests.Cli.Parsing;

[TestClass]
public sealed class PenaltyTextTests
{
    [TestMethod]
    public void Several_penalties_have_plus_signs_between_them()
    {
        Assert.AreEqual(new R1 { Weight = 5 }, PenaltyText.Parse("r1:5"));
        Assert.AreEqual(new R1 { Weight = 1e3 }, PenaltyText.Parse("r1:1e+3"));
        var sum = (PenaltySum)PenaltyText.Parse("r1:5+r2");
        CollectionAssert.AreEqual(new Penalty[] { new R1 { Weight = 5 }, new R2() }, sum.Terms.ToArray());
        Assert.AreEqual(sum.Name, PenaltyText.Parse(sum.Name).Name);
        Assert.ThrowsExactly<GanOptionException>(() => PenaltyText.Parse("r1+r3"));
        Assert.ThrowsExactly<GanOptionException>(() => PenaltyText.Parse("r1+"));
    }
}
