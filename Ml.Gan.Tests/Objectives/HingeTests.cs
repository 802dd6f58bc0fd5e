using Ml.Gan.Objectives;

namespace Ml.Gan.Tests.Objectives;

[TestClass]
public sealed class HingeTests
{
    [TestMethod]
    public void Scores_beyond_the_margins_cost_nothing()
    {
        Scores.AreWorth(new Hinge(), real: [1, 7], generated: [-1, -3], discriminatorLoss: 0, generatorLoss: 2);
        Scores.AreWorth(
            new Hinge(), real: [0.25, -1, 2], generated: [0.5, -4, -0.5],
            discriminatorLoss: (0.75 + 2 + 0) / 3 + (1.5 + 0 + 0.5) / 3, generatorLoss: 4.0 / 3);
    }
}
