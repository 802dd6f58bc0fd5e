namespace Ml.Gan.Tests.Cli;

/// <summary>A training whose process is killed at a random moment, and resumed.</summary>
[TestClass]
public sealed class KilledTrainingTests
{
    [TestMethod]
    [DataRow(11)]
    [DataRow(12)]
    [DataRow(13)]
    public void A_training_that_is_killed_is_resumed_as_if_it_had_not_been(int seed)
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("Signals can't be sent to one process on Windows.");
        using var training = new KilledTraining(steps: 60, interval: 5);
        training.KillAndResume(step: 0, TimeSpan.FromMilliseconds(new Random(seed).Next(200)));
    }
}
