using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Models;
using Ml.Gan.Training;
using TorchSharp;

namespace Ml.Gan.Tests.Training.Checkpoints;

/// <summary>
/// A training that ends suddenly and is resumed gives the same bytes as one that was never interrupted: with every
/// network, every objective, and whatever else has a memory.
/// </summary>
[TestClass]
public sealed class ResumedTrainingTests
{
    public static IEnumerable<object[]> Cases =>
        TrainingCase.All.Concat(TrainingCase.InMixedPrecision).Select(tested => new object[] { tested.Name });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Is_the_training_that_was_never_interrupted(string name)
    {
        var tested = TrainingCase.Of(name);
        using var folder = new TemporaryFolder();
        int threads = torch.get_num_threads();
        torch.set_num_threads(1);
        try
        {
            var (whole, before, after) = (new Metrics(), new Metrics(), new Metrics());
            string expected = tested.Train(listeners: whole);
            long crash = whole.Steps / 2 + 1;

            Assert.ThrowsExactly<CrashException>(() => tested.Train(
                options => (options.CheckpointFolder, options.CheckpointInterval) =
                    (folder.Path, CheckpointInterval.Every(1)),
                before, new After(crash, () => throw new CrashException())));
            string resumed = tested.Train(
                options => (options.CheckpointFolder, options.Resume) = (folder.Path, true), after);

            Assert.AreEqual(expected, resumed);
            Assert.AreEqual(crash, after.First, "the crashed step is taken again, and none before it");
            CollectionAssert.AreEqual(whole.After(crash - 1), after.After(crash - 1));
            CollectionAssert.AreEqual(whole.After(0), (double[])[.. before.Until(crash - 1), .. after.After(0)]);
        }
        finally
        {
            torch.set_num_threads(threads);
        }
    }

    private sealed class CrashException : Exception;

    /// <summary>All metrics of all steps.</summary>
    private sealed class Metrics : ITrainingListener
    {
        private readonly List<(long Step, double[] Values)> _steps = [];

        public long Steps => _steps.Count;

        public long First => _steps[0].Step;

        public void StepCompleted(TrainingStep step) => _steps.Add((step.Step, [.. step.Metrics.Values]));

        public double[] After(long step) => [.. _steps.Where(one => one.Step > step).SelectMany(one => one.Values)];

        public double[] Until(long step) => [.. _steps.Where(one => one.Step <= step).SelectMany(one => one.Values)];
    }
}
