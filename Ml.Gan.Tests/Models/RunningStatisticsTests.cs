using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models;

[TestClass]
public sealed class RunningStatisticsTests
{
    /// <summary>
    /// D doesn't learn here, so its statistics depend on what it has seen alone: the same data, against different
    /// generators.
    /// </summary>
    [TestMethod]
    public void Those_of_the_discriminator_are_of_real_samples_whatever_is_generated()
    {
        float[] one = Statistics(new Dcgan { Width = 2 }, latentSize: 4);
        float[] other = Statistics(new Dcgan { Width = 2 }, latentSize: 5);

        CollectionAssert.AreEqual(one, other);
        Assert.AreNotEqual(0, one[0], "they have moved");
    }

    private static float[] Statistics(Dcgan network, int latentSize)
    {
        using var scope = NewDisposeScope();
        using var data = new Glyphs(size: 16);
        var options = new LatentGanOptions
        {
            Objective = new ConstantObjective(),
            Network = network,
            BatchSize = 8,
            LatentSize = latentSize,
            Steps = 2,
        };
        using var gan = new LatentGan(options, data);
        new GanTrainer(gan).Train();
        var discriminator = gan.Networks.Single(network => network.Name == "discriminator").Module;
        return [.. discriminator.buffers().SelectMany(buffer => buffer.ToFloats())];
    }
}
