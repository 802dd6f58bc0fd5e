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
    [DataRow(true)]
    [DataRow(false)]
    public void Weights_in_the_buffers_of_optimizers_are_averaged_one_by_one(bool isLater)
    {
        using var source = Create(1);
        var first = isLater ? null : Learning(source);
        using var average = new Ema(source, Create(1), decay: 0.5);
        float[][] expected = [.. source.parameters().Select(weight => weight.ToFloats())];
        using var optimizer = first ?? Learning(source);
        for (int step = 1; step <= 20; step++)
        {
            foreach (var weight in source.parameters())
                weight.grad = full(weight.shape, step);
            optimizer.step();
            average.Update();
            float decay = Math.Min(0.5f, (1f + step) / (10f + step));
            expected = [.. expected.Zip(source.parameters(), (old, weight) =>
                old.Zip(weight.ToFloats(), (before, now) => decay * before + (1 - decay) * now).ToArray())];
        }

        foreach (var (values, weight) in expected.Zip(average.Network.parameters()))
            Assert.IsLessThan(1e-4f, values.Zip(weight.ToFloats(), (a, b) => Math.Abs(a - b)).Max());

        static optim.Optimizer Learning(GeneratorNetwork network) =>
            new SgdSettings { LearningRate = 0.1 }.Create(network.parameters());
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
