using Ml.Gan.Data;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class InitialParametersTests
{
    [TestMethod]
    public void The_same_seed_gives_the_same_parameters_and_another_seed_others()
    {
        float[] first = Parameters(7), again = Parameters(7), other = Parameters(8);

        CollectionAssert.AreEqual(first, again);
        CollectionAssert.AreNotEqual(first, other);
    }

    [TestMethod]
    public void The_global_generator_is_left_alone()
    {
        using var before = Generator.Default.get_state();
        Parameters(7);
        using var after = Generator.Default.get_state();

        CollectionAssert.AreEqual(before.bytes.ToArray(), after.bytes.ToArray());
    }

    [TestMethod]
    public void Convolutions_start_with_the_paper_s_standard_deviation()
    {
        using var parameters = new ParameterFactory(3, CPU);
        using var weights = parameters.Normal(0, 0.02, 100_000);
        using var deviation = weights.std();

        Assert.AreEqual(0.02, deviation.item<float>(), 0.02 * 4 / Math.Sqrt(2 * 100_000));
    }

    private static float[] Parameters(long seed)
    {
        using var parameters = new ParameterFactory(seed, CPU);
        using var network = new Dcgan { Width = 4 }.CreateGenerator(
            new GeneratorDesign(new SampleShape(1, 16, 16), 8), parameters);
        return [.. network.parameters().SelectMany(p => p.ToFloats())];
    }
}
