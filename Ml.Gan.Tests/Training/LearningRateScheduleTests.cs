using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Training;
using Ml.Gan.Training.Conditions;
using Ml.Gan.Training.Optimizers;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training;

[TestClass]
public sealed class LearningRateScheduleTests
{
    [TestMethod]
    [DataRow(0, 4e-4, 1e-4)]
    [DataRow(50, 4e-4, 1e-4)]
    [DataRow(75, 2e-4, 0.5e-4)]
    [DataRow(99, 0.08e-4, 0.02e-4)]
    public void Both_rates_fall_linearly_after_the_given_part(int completed, double discriminator, double generator)
    {
        var rates = RatesAfter(completed, start: 0.5);

        Assert.AreEqual(discriminator, rates.Discriminator, 1e-12);
        Assert.AreEqual(generator, rates.Generator, 1e-12);
    }

    [TestMethod]
    public void Rates_stay_where_no_decay_is_asked_for() => Assert.AreEqual((4e-4, 1e-4), RatesAfter(99, start: null));

    private static (double Discriminator, double Generator) RatesAfter(long completed, double? start)
    {
        var options = new TrainingOptions
        {
            Network = new Mlp { GeneratorWidths = [2], DiscriminatorWidths = [2] },
            LinearDecayStart = start,
            GeneratorOptimizer = new RmsPropSettings { LearningRate = 1e-4 },
            DiscriminatorOptimizer = new AdamSettings { LearningRate = 4e-4 },
        };
        using var players = new Players(options, SampleShape.Vector(1), ConditionPlan.None, CPU);
        new LearningRateSchedule(options, 100, players).Begin(completed);
        return (players.DiscriminatorOptimizer!.ParamGroups.Single().LearningRate, players.GeneratorOptimizer.ParamGroups.Single().LearningRate);
    }
}
