using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Cli.Training;

/// <summary>What <c>mlgan train</c> says of trainings that go wrong.</summary>
[TestClass]
public sealed class HealthTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Remove() => _folder.Dispose();

    [TestMethod]
    public void A_training_that_diverges_fails_and_leaves_no_generator()
    {
        var run = Tool.Train(
            _folder["run"], "--steps", "200", "--optimizer", "sgd", "--disc-learning-rate", "1000");

        run.Failed(
            1, "The training diverged at step ", "_loss is NaN", "numbers of discriminator.", "lower learning rate");
        Assert.IsFalse(File.Exists(_folder["run/generator.onnx"]));
        Assert.IsFalse(File.Exists(_folder["run/weights.safetensors"]));
    }

    [TestMethod]
    public void A_generator_that_stands_still_is_warned_of_in_one_line()
    {
        var run = Tool.Train(_folder["run"], "--steps", "450", "--learning-rate", "1e-11");
        run.Succeeded();
        string line = run.Error.Split('\n').Single(line => line.Contains("the generator stands still"));
        StringAssert.StartsWith(line, "Step 250: ");
        StringAssert.Contains(line, "--learning-rate");
    }
}
