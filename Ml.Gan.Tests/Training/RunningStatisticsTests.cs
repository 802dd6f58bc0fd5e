using Ml.Gan.Data;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Training.Conditions;
using Ml.Gan.Training;
using Ml.Gan.Training.Conditions;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training;

[TestClass]
public sealed class RunningStatisticsTests
{
    /// <summary>D doesn't learn here, so its statistics depend on what it has seen alone: the same data, against different generators.</summary>
    [TestMethod]
    public void Those_of_the_discriminator_are_of_real_samples_whatever_is_generated()
    {
        float[] one = Statistics(new Dcgan { Width = 2 }, latentSize: 4), other = Statistics(new Dcgan { Width = 2 }, latentSize: 5);

        CollectionAssert.AreEqual(one, other);
        Assert.AreNotEqual(0, one[0], "they have moved");
    }

    private static float[] Statistics(Dcgan network, int latentSize)
    {
        using var scope = NewDisposeScope();
        using var data = new Glyphs(size: 16);
        var options = new TrainingOptions { Objective = new NoGame(), Network = network, BatchSize = 8, LatentSize = latentSize, Steps = 2 };
        using var game = new Game(options, data, ConditionPlan.None, CPU);
        game.PlayStep(0);
        game.PlayStep(1);
        return [.. game.Players.Discriminator!.buffers().SelectMany(buffer => buffer.ToFloats())];
    }
}
