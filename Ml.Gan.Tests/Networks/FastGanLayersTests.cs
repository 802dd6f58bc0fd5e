using Ml.Gan.Native;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class FastGanLayersTests : LayerTests
{
    [TestMethod]
    public void A_gated_linear_unit_is_one_half_of_the_channels_times_the_sigmoid_of_the_other()
    {
        using var layer = new GatedLinearUnit();
        var input = Numeric.Normal(Random, 2, 6, 3, 3);
        double[] x = input.data<double>().ToArray();
        double At(int sample, int channel, int pixel) => x[(sample * 6 + channel) * 9 + pixel];
        double[] expected =
        [
            .. from sample in Enumerable.Range(0, 2)
               from channel in Enumerable.Range(0, 3)
               from pixel in Enumerable.Range(0, 9)
               select At(sample, channel, pixel) / (1 + Math.Exp(-At(sample, channel + 3, pixel))),
        ];

        var output = layer.call(input);

        CollectionAssert.AreEqual(new long[] { 2, 3, 3, 3 }, output.shape);
        Numeric.AreClose(expected, output.flatten(), 1e-12);
        LayerGradients.AgreeWithFiniteDifferences(layer, Random, [2, 4, 2, 2]);
        LayerExport.AreTheSame(layer, torch.randn(3, 8, 4, 4, generator: Random));
    }

    [TestMethod]
    public void Swish_is_x_times_its_sigmoid()
    {
        using var layer = new Swish();
        double[] x = [-30, -2, -0.5, 0, 0.7, 3, 30];

        Numeric.AreClose([.. x.Select(v => v / (1 + Math.Exp(-v)))], layer.call(torch.tensor(x)), 1e-12);
        LayerExport.AreTheSame(layer, torch.randn(3, 2, 4, 4, generator: Random));
    }

    [TestMethod]
    public void Noise_has_the_learned_strength_and_is_the_same_for_all_channels_of_a_pixel()
    {
        using var layer = new NoiseInjection(Parameters);
        var input = torch.randn(4, 3, 64, 64, generator: Random);
        Numeric.AreClose(input, layer.call(input), 0);

        using (no_grad())
            layer.get_parameter("strength")!.fill_(0.3);
        var noise = layer.call(input) - input;
        var again = layer.call(input) - input;

        double error = 4 * 0.3 / Math.Sqrt(2 * 4 * 64 * 64);
        Assert.AreEqual(0.3, noise.std().item<float>(), error);
        Numeric.AreClose(noise.narrow(1, 0, 1).expand(4, 3, 64, 64), noise, 1e-5);
        Assert.IsGreaterThan(0.3f, (noise - again).std().item<float>());
    }

    [TestMethod]
    public void Noise_is_left_out_of_inference_and_of_the_export()
    {
        using var layer = new NoiseInjection(Parameters);
        using (no_grad())
            layer.get_parameter("strength")!.fill_(0.3);
        layer.eval();
        var input = torch.randn(2, 3, 4, 4, generator: Random);
        var graph = new OnnxGraph("layer");
        var value = graph.Input("x", null, 3, 4, 4);

        Numeric.AreClose(input, layer.call(input), 0);
        Assert.AreSame(value, layer.Export(graph, "noise", value));
    }

    [TestMethod]
    public void Noise_comes_from_the_factory_s_seed_and_not_from_the_global_generator()
    {
        using ParameterFactory one = new(8, CPU), same = new(8, CPU);
        using NoiseInjection first = new(one), second = new(same);
        foreach (var layer in (NoiseInjection[])[first, second])
            using (no_grad())
                layer.get_parameter("strength")!.fill_(1);
        byte[] before = Generator.Default.get_state().bytes.ToArray();
        var input = torch.zeros(1, 1, 8, 8);

        float[] noise = first.call(input).ToFloats();

        CollectionAssert.AreEqual(noise, second.call(input).ToFloats());
        CollectionAssert.AreEqual(before, Generator.Default.get_state().bytes.ToArray());
    }
}
