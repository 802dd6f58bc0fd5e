using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class ResidualTranslatorTests : LayerTests
{
    [TestMethod]
    public void Twice_what_the_network_gives_is_added_and_the_sum_is_clamped()
    {
        using var translator = new ResidualTranslator(new Tanh());
        double[] images = [-1, -0.2, 0, 0.3, 0.9, 1];

        var output = translator.call(torch.tensor(images).reshape(1, 1, 2, 3)).reshape(-1);
        var residual = translator.ResidualOf(torch.tensor(images));

        for (int i = 0; i < images.Length; i++)
        {
            double expected = 2 * Math.Tanh(images[i]);
            Assert.AreEqual(expected, residual[i].item<double>(), 1e-12);
            Assert.AreEqual(Math.Clamp(images[i] + expected, -1, 1), output[i].item<double>(), 1e-12);
        }
    }

    /// <summary>Black becomes white where a residual is 2, which nothing smaller would do.</summary>
    [TestMethod]
    public void Black_can_become_white()
    {
        using var translator = new ResidualTranslator(new LayerSequence("far", [new Scale(-50), new Tanh()]));
        var output = translator.call(torch.tensor(new double[] { -1, 1 }).reshape(1, 1, 1, 2));
        Assert.AreEqual(1, output[0, 0, 0, 0].item<double>(), 1e-12);
        Assert.AreEqual(-1, output[0, 0, 0, 1].item<double>(), 1e-12);
    }

    [TestMethod]
    public void Gradients_are_those_of_differences()
    {
        using var translator = new ResidualTranslator(new LayerSequence("inner", [new Scale(0.4), new Tanh()]));
        // Sums on both sides of the bounds, none of them so near that a difference would step over one.
        var point = torch.tensor(new double[] { -0.9, -0.5, -0.1, 0.2, 0.45, 0.8 }).reshape(1, 1, 2, 3);
        var input = point.clone().requires_grad_();
        Tensor Loss(Tensor x) => (translator.call(x) * torch.arange(6, dtype: float64).reshape(1, 1, 2, 3)).sum();

        Loss(input).backward();

        Numeric.AreClose(Numeric.Gradient(Loss, point), input.grad!, 1e-8);
        Assert.AreEqual(0, input.grad![0, 0, 1, 2].item<double>(), "0.8 with its residual is above 1");
    }

    [TestMethod]
    public void Onnx_runtime_computes_the_same_at_any_size()
    {
        using var translator = new ResidualTranslator(
            new LayerSequence("inner", [new Convolution(2, 2, 3, 1, 1, true, Parameters), new Tanh()]));
        LayerExport.AreTheSameAtAnySize(
            translator, torch.randn(2, 2, 5, 7, generator: Random), torch.randn(1, 2, 8, 3, generator: Random));
    }
}
