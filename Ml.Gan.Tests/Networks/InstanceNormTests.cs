using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class InstanceNormTests : LayerTests
{
    private const int Samples = 2, Channels = 3, Height = 4, Width = 5;

    [TestMethod]
    public void Each_channel_of_each_image_has_its_own_mean_and_variance_then_the_channel_s_scale_and_shift()
    {
        using var layer = Trained();
        double[] weight = Doubles(layer.get_parameter("weight")!), bias = Doubles(layer.get_parameter("bias")!);
        layer.to(float64);
        var input = Numeric.Normal(Random, Samples, Channels, Height, Width) * 3 + 7;
        double[] x = input.data<double>().ToArray(), expected = new double[x.Length];
        for (int map = 0; map < Samples * Channels; map++)
        {
            double[] pixels = x[(map * Height * Width)..((map + 1) * Height * Width)];
            double mean = pixels.Sum() / pixels.Length;
            double variance = pixels.Sum(p => (p - mean) * (p - mean)) / pixels.Length;
            for (int i = 0; i < pixels.Length; i++)
                expected[map * Height * Width + i] =
                    (pixels[i] - mean) / Math.Sqrt(variance + 1e-5) * weight[map % Channels] + bias[map % Channels];
        }

        foreach (bool isTraining in (bool[])[true, false])
        {
            layer.train(isTraining);
            Numeric.AreClose(expected, layer.call(input).flatten(), 1e-10);
        }
    }

    [TestMethod]
    public void Scales_start_around_one_and_shifts_at_zero()
    {
        using var layer = new InstanceNorm(20_000, Parameters);
        var weight = layer.get_parameter("weight")!;

        Assert.AreEqual(1, weight.mean().item<float>(), 4 * 0.02 / Math.Sqrt(20_000));
        Assert.AreEqual(0.02, weight.std().item<float>(), 4 * 0.02 / Math.Sqrt(2 * 20_000));
        Assert.AreEqual(0, layer.get_parameter("bias")!.abs().max().item<float>());
    }

    [TestMethod]
    [DataRow(true, 2, 16, 0.1, 50, 1e-3)]
    [DataRow(false, 2, 16, 0.1, 50, 1e-3)]
    [DataRow(true, 1, 256, 1, 2, 3e-4)]
    [DataRow(false, 1, 256, 1, 2, 5e-6)]
    public void In_float32_neither_large_means_nor_images_cost_precision_and_channels_stay_last(
        bool isTraining, int samples, int size, double deviation, double mean, double tolerance)
    {
        using var layer = Trained();
        layer.train(isTraining);
        var input = ChannelsLast.Of(torch.randn(samples, Channels, size, size, generator: Random) * deviation + mean);
        var output = layer.call(input);
        layer.to(float64);

        Numeric.AreClose(layer.call(input.to(float64)), output.to(float64), tolerance);
        Assert.AreEqual(ChannelsLast.IsLast(input), ChannelsLast.IsLast(output));
    }

    [TestMethod]
    public void Gradients_agree_with_finite_differences()
    {
        using var layer = Trained();

        LayerGradients.AgreeWithFiniteDifferences(layer, Random, [2, Channels, 3, 2]);
    }

    [TestMethod]
    public void Gradients_of_gradients_agree_with_finite_differences()
    {
        using var layer = Trained();
        layer.to(float64);
        var input = Numeric.Normal(Random, 2, Channels, 3, 2).requires_grad_();
        var outer = Numeric.Normal(Random, 2, Channels, 3, 2);
        Tensor SlopeOf(Tensor x, bool differentiable) => autograd.grad(
            [(layer.call(x).square() * outer).sum()], [x], retain_graph: differentiable,
            create_graph: differentiable)[0];

        var gradient = autograd.grad([SlopeOf(input, true).square().sum()], [input])[0];

        Numeric.AreClose(
            Numeric.Gradient(x => SlopeOf(x.requires_grad_(), false).square().sum(), input.detach()), gradient, 1e-4);
    }

    [TestMethod]
    public void Onnx_runtime_computes_the_same_at_any_size()
    {
        using var layer = Trained();

        LayerExport.AreTheSameAtAnySize(
            layer, torch.randn(2, Channels, 8, 8, generator: Random) * 2 + 1,
            torch.randn(3, Channels, 5, 11, generator: Random), torch.randn(1, Channels, 1, 1, generator: Random));
    }

    private InstanceNorm Trained()
    {
        var layer = new InstanceNorm(Channels, Parameters);
        using var frozen = no_grad();
        layer.get_parameter("weight")!.copy_(torch.tensor(new[] { 0.5f, -1.5f, 2 }));
        layer.get_parameter("bias")!.copy_(torch.tensor(new[] { 0.25f, 1, -3 }));
        return layer;
    }

    private static double[] Doubles(Tensor values) => values.detach().to(float64).data<double>().ToArray();
}
