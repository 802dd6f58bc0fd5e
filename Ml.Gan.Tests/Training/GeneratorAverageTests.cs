using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Networks.Layers;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training;

[TestClass]
public sealed class GeneratorAverageTests
{
    [TestMethod]
    public void The_average_follows_its_recursion_with_a_decay_that_warms_up()
    {
        using var source = Create(1);
        using var average = new GeneratorAverage(source, Create(1), decay: 0.5, seed: 7, CPU);
        double expected = Weight(source);
        for (int step = 1; step <= 20; step++)
        {
            Shift(source, 0.25f);
            average.Update(step);
            double decay = Math.Min(0.5, (1.0 + step) / (10.0 + step));
            expected = decay * expected + (1 - decay) * Weight(source);
            Assert.AreEqual(expected, Weight(average.Network), 1e-5);
        }
    }

    [TestMethod]
    public void Batch_statistics_are_those_of_the_averaged_weights()
    {
        using var source = Create(1);
        using var average = new GeneratorAverage(source, Create(1), decay: 0.5, seed: 7, CPU);
        Shift(source, 0.25f);
        average.Update(1);

        // A linear layer takes standard normal latents to normals of mean b and variance ‖w‖².
        float[][] parameters = [.. average.Network.parameters().Select(p => p.ToFloats())];
        float[] weight = parameters[0], bias = parameters[1];
        float[][] statistics = [.. average.Network.buffers().Select(b => b.ToFloats())];
        for (int unit = 0; unit < 3; unit++)
        {
            double variance = weight[2 * unit] * weight[2 * unit] + weight[2 * unit + 1] * weight[2 * unit + 1];
            Assert.AreEqual(bias[unit], statistics[0][unit], 5 * Math.Sqrt(variance / 1024));
            Assert.AreEqual(variance, statistics[1][unit], 5 * variance * Math.Sqrt(2.0 / 1024));
        }
    }

    private static GeneratorNetwork Create(long seed)
    {
        using var parameters = new ParameterFactory(seed, CPU);
        return new Mlp { GeneratorWidths = [3] }.CreateGenerator(SampleShape.Vector(2), 2, parameters);
    }

    private static double Weight(GeneratorNetwork network) => network.parameters().First().ToFloats()[0];

    private static void Shift(GeneratorNetwork network, float by)
    {
        using var frozen = no_grad();
        foreach (var parameter in network.parameters())
            parameter.add_(by);
    }
}
