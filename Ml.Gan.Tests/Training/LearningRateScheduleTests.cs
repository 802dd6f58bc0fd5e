using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Training;

[TestClass]
public sealed class LearningRateScheduleTests
{
    [TestMethod]
    [DataRow(1, 4e-4, 1e-4)]
    [DataRow(51, 4e-4, 1e-4)]
    [DataRow(76, 2e-4, 0.5e-4)]
    [DataRow(100, 0.08e-4, 0.02e-4)]
    public void The_rates_of_all_phases_fall_linearly_after_the_given_part(
        int step, double discriminator, double generator)
    {
        var rates = RatesIn(step, start: 0.5);

        Assert.AreEqual(discriminator, rates.Discriminator, 1e-12);
        Assert.AreEqual(generator, rates.Generator, 1e-12);
    }

    [TestMethod]
    public void Rates_stay_where_no_decay_is_asked_for() => Assert.AreEqual((4e-4, 1e-4), RatesIn(100, start: null));

    private static (double Discriminator, double Generator) RatesIn(long step, double? start)
    {
        var options = new LatentGanOptions
        {
            Network = new Mlp { GeneratorWidths = [2], DiscriminatorWidths = [2] },
            BatchSize = 2,
            Steps = 100,
            LinearDecayStart = start,
            GeneratorOptimizer = new RmsPropSettings { LearningRate = 1e-4 },
            DiscriminatorOptimizer = new AdamSettings { LearningRate = 4e-4 },
        };
        using var data = TestData.Normal(16, (0, 1));
        using var gan = new LatentGan(options, data);
        (double, double) rates = default;
        new GanTrainer(gan).Train([new After(step, () => rates = (RateOf(gan.Phases[0]), RateOf(gan.Phases[1])))]);
        return rates;
    }

    private static double RateOf(Phase phase) => phase.Optimizer.ParamGroups.Single().LearningRate;
}
