using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class GumbelSoftmaxTests : LayerTests
{
    [TestMethod]
    public void Classes_are_drawn_as_often_as_the_softmax_says()
    {
        const int Draws = 40_000;
        using var layer = new GumbelSoftmax(0.7);
        double[] logits = [1, -0.5, 0.25, 2];
        double sum = logits.Sum(Math.Exp);
        var input = torch.tensor(logits).to(float32).expand(Draws, 4);

        var shares = layer.call(input, GumbelSoftmax.Noise(Random, Draws, 4)).mean([0]);

        for (int k = 0; k < 4; k++)
        {
            double expected = Math.Exp(logits[k]) / sum, error = Math.Sqrt(expected * (1 - expected) / Draws);
            Assert.AreEqual(expected, shares[k].item<float>(), 4 * error, $"class {k}");
        }
    }

    [TestMethod]
    public void Noise_has_the_moments_of_the_gumbel_distribution()
    {
        const int Count = 100_000;
        var noise = GumbelSoftmax.Noise(Random, Count).to(float64);
        const double EulerMascheroni = 0.5772156649;
        double deviation = Math.PI / Math.Sqrt(6);
        Assert.AreEqual(EulerMascheroni, noise.mean().item<double>(), 4 * deviation / Math.Sqrt(Count));
        Assert.AreEqual(deviation, noise.std().item<double>(), 0.02);
    }

    [TestMethod]
    public void Rows_are_of_ones_and_zeros_and_gradients_those_of_the_softmax_at_the_temperature()
    {
        const double Temperature = 0.6;
        using var layer = new GumbelSoftmax(Temperature);
        var (logits, noise) = (Numeric.Normal(Random, 3, 5), Numeric.Normal(Random, 3, 5));
        var outer = Numeric.Normal(Random, 3, 5);
        var leaf = logits.clone().requires_grad_();
        var chosen = layer.call(leaf, noise);

        for (int row = 0; row < 3; row++)
        {
            double[] sums = (logits + noise)[row].data<double>().ToArray();
            Numeric.AreClose(
                [.. sums.Select(value => value == sums.Max() ? 1.0 : 0)], chosen[row].detach(), 0);
        }
        var expected = Numeric.Gradient(
            x => (((x + noise) / Temperature).softmax(-1) * outer).sum(), logits);
        Numeric.AreClose(expected, autograd.grad([(chosen * outer).sum()], [leaf])[0], 1e-6);
    }

    [TestMethod]
    public void Onnx_runtime_chooses_the_same_without_noise()
    {
        using var layer = new GumbelSoftmax(1);
        LayerExport.AreTheSame(layer, torch.randn(6, 7, generator: Random));
    }
}
