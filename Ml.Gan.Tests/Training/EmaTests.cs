using Ml.Gan.Data;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training;

[TestClass]
public sealed class EmaTests
{
    [TestMethod]
    public void The_average_follows_its_recursion_with_a_decay_that_warms_up()
    {
        using var source = Create(1);
        using var average = new Ema(source, Create(1), decay: 0.5);
        double expected = Weight(source);
        for (int step = 1; step <= 20; step++)
        {
            Shift(source, 0.25f);
            average.Update();
            double decay = Math.Min(0.5, (1.0 + step) / (10.0 + step));
            expected = decay * expected + (1 - decay) * Weight(source);
            Assert.AreEqual(expected, Weight(average.Network), 1e-5);
        }
    }

    [TestMethod]
    public void Running_statistics_are_averaged_too()
    {
        using var source = Create(1);
        using var average = new Ema(source, Create(1), decay: 0.999);
        foreach (var buffer in source.buffers())
            buffer.fill_(7);
        for (int step = 1; step <= 200; step++)
            average.Update();

        foreach (var buffer in average.Network.buffers())
            Assert.AreEqual(7, buffer.max().item<float>(), 0.01f);
    }

    private static GeneratorNetwork Create(long seed)
    {
        using var parameters = new ParameterFactory(seed, CPU);
        return new Mlp { GeneratorWidths = [3] }.CreateGenerator(
            new GeneratorDesign(SampleShape.Vector(2), 2), parameters);
    }

    private static double Weight(nn.Module network) => network.parameters().First().ToFloats()[0];

    private static void Shift(GeneratorNetwork network, float by)
    {
        using var frozen = no_grad();
        foreach (var parameter in network.parameters())
            parameter.add_(by);
    }
}
