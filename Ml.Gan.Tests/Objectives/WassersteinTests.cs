using Ml.Gan.Objectives;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Objectives;

[TestClass]
public sealed class WassersteinTests
{
    public static IEnumerable<object[]> Critics => [[new Wasserstein()], [new WassersteinGp()], [new WassersteinDiv()]];

    [TestMethod]
    [DynamicData(nameof(Critics))]
    public void Losses_are_differences_of_means(WassersteinObjective objective)
    {
        Scores.AreWorth(objective, real: [3, 1], generated: [0.5, -2.5], discriminatorLoss: -1 - 2, generatorLoss: 1);
        Assert.AreEqual(5, objective.RecommendedDiscriminatorSteps);
        Assert.IsFalse(objective.OutputsLogits);
    }

    [TestMethod]
    public void The_first_one_clips_weights_to_a_hundredth_with_small_steps_of_rmsprop()
    {
        var objective = new Wasserstein();

        Assert.AreEqual(0.01, objective.RecommendedWeightClipping);
        Assert.AreEqual(new RmsPropSettings { LearningRate = 5e-5 }, objective.RecommendedOptimizer);
        Assert.IsNull(objective.Penalty);
    }

    [TestMethod]
    public void The_others_carry_their_penalties()
    {
        Assert.AreEqual(new GradientPenalty { Weight = 3 }, new WassersteinGp { PenaltyWeight = 3 }.Penalty);
        Assert.AreEqual(
            new WassersteinDivPenalty { Weight = 1.5, Power = 4 },
            new WassersteinDiv { PenaltyWeight = 1.5, PenaltyPower = 4 }.Penalty);
        Assert.IsNull(new WassersteinGp().RecommendedWeightClipping);
    }

    /// <summary>E D(x)² is (9 + 1)/2.</summary>
    [TestMethod]
    public void Drift_costs_the_square_of_real_samples_scores()
    {
        var objective = new WassersteinGp { Drift = 0.01 };

        Scores.AreWorth(
            objective, real: [3, 1], generated: [0.5, -2.5], discriminatorLoss: -1 - 2 + 0.01 * 5, generatorLoss: 1);
    }

    [TestMethod]
    [DataRow("wasserstein-gp", 10.0, 0.0)]
    [DataRow("wasserstein-gp:3", 3.0, 0.0)]
    [DataRow("wasserstein-gp:drift:0.001", 10.0, 0.001)]
    [DataRow("wasserstein-gp:3,drift:0.001", 3.0, 0.001)]
    public void Names_tell_penalty_and_drift(string name, double penalty, double drift)
    {
        var objective = new WassersteinGp { PenaltyWeight = penalty, Drift = drift };

        Assert.AreEqual(name, objective.Name);
        Assert.AreEqual(objective, Catalog.Objectives.Parse(name));
    }

    [TestMethod]
    [DataRow("wasserstein-gp:drift:-1", "The weight of wasserstein-gp's drift must be at least 0; it is -1.")]
    [DataRow("wasserstein-gp:drift", "The weight of wasserstein-gp's penalty must be a number, not 'drift'.")]
    [DataRow("wasserstein-gp:drift:", "The weight of wasserstein-gp's drift must be a number, not ''.")]
    public void Arguments_that_are_none_are_refused(string name, string message) => Assert.AreEqual(
        message, Assert.ThrowsExactly<GanOptionException>(() => Catalog.Objectives.Parse(name)).Message);

    [TestMethod]
    public void Penalties_out_of_range_are_refused()
    {
        Assert.ThrowsExactly<GanOptionException>(() => new WassersteinGp { PenaltyWeight = -1 });
        Assert.ThrowsExactly<GanOptionException>(() => new WassersteinDiv { PenaltyWeight = 0 });
        Assert.ThrowsExactly<GanOptionException>(() => new WassersteinDiv { PenaltyPower = 0.5 });
    }
}
