using Ml.Gan.Data;
using Ml.Gan.Experiments;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Experiments;

[TestClass]
public sealed class EvenStepsTests
{
    [TestMethod]
    [DataRow(12, 4, new long[] { 1, 3, 6, 9, 12 })]
    [DataRow(10, 3, new long[] { 1, 4, 7, 10 })]
    [DataRow(3, 50, new long[] { 1, 2, 3 })]
    public void Are_the_first_the_last_and_evenly_between(int steps, int count, long[] expected)
    {
        var picked = new List<long>();
        using var data = NormalMixture.Normal(0, 1);
        using var gan = new LatentGan(
            new LatentGanOptions { Network = new Linear1D(), LatentSize = 1, BatchSize = 2, Steps = steps }, data);
        new GanTrainer(gan).Train([new Picker(count, picked)]);
        CollectionAssert.AreEqual(expected, picked);
    }

    private sealed class Picker(int count, List<long> picked) : ITrainingListener
    {
        public void StepCompleted(TrainingStep step)
        {
            if (step.IsOneOf(count))
                picked.Add(step.Step);
        }
    }
}
