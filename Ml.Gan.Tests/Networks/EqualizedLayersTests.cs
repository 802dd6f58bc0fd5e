using Ml.Gan.Native;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

/// <summary>Layers with an equalized learning rate.</summary>
[TestClass]
public sealed class EqualizedLayersTests
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Generator _random = new(5);
    private readonly ParameterFactory _parameters = new(3, CPU);

    [TestCleanup]
    public void Release()
    {
        _parameters.Dispose();
        _random.Dispose();
        _scope.Dispose();
    }

    [TestMethod]
    public void A_linear_layer_multiplies_by_its_weight_times_the_gain_over_the_root_of_the_fan_in()
    {
        using var layer = new EqualizedLinear(3, 2, gain: 1.5, _parameters);
        using var frozen = no_grad();
        var (weight, bias) = (layer.parameters().First().ToFloats(), layer.parameters().Last().fill_(0.25).ToFloats());
        float[] x = [1, -2, 3];

        double[] expected = [.. Enumerable.Range(0, 2).Select(o =>
            bias[o] + Enumerable.Range(0, 3).Sum(i => x[i] * weight[3 * o + i] * 1.5 / Math.Sqrt(3)))];

        Numeric.AreClose(expected, layer.call(tensor(x, [1, 3])), 1e-6);
    }

    [TestMethod]
    public void A_convolution_sums_over_its_window_with_weights_times_the_gain_over_the_root_of_the_fan_in()
    {
        using var layer = new EqualizedConvolution(2, 1, kernel: 3, stride: 1, padding: 0, gain: 2, _parameters);
        float[] weight = layer.parameters().First().ToFloats();
        float[] x = torch.randn(1, 2, 3, 3, generator: _random).ToFloats();

        double expected = weight.Zip(x, (w, v) => (double)w * v).Sum() * 2 / Math.Sqrt(2 * 3 * 3);

        Numeric.AreClose([expected], layer.call(tensor(x, [1, 2, 3, 3])), 1e-6);
    }

    [TestMethod]
    public void Weights_start_normal_whatever_the_fan_in_and_outputs_keep_the_inputs_variance()
    {
        using var layer = new EqualizedLinear(400, 500, gain: 1, _parameters);
        using var frozen = no_grad();
        var weight = layer.parameters().First();
        var outputs = layer.call(torch.randn(200, 400, generator: _random));

        Assert.AreEqual(1, weight.std().item<float>(), 0.01f);
        Assert.AreEqual(1, outputs.std().item<float>(), 0.05f);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_convolution_s_gradients_agree_with_finite_differences(bool spectralNorm)
    {
        using var layer = new EqualizedConvolution(
            2, 3, kernel: 3, stride: 1, padding: 1, gain: 1.4, _parameters, spectralNorm);
        CheckGradients(layer, Numeric.Normal(_random, 2, 2, 4, 4));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_linear_layer_s_gradients_agree_with_finite_differences(bool spectralNorm)
    {
        using var layer = new EqualizedLinear(4, 3, gain: 1.4, _parameters, spectralNorm);
        CheckGradients(layer, Numeric.Normal(_random, 2, 4));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_convolution_s_export_holds_the_scaled_weight(bool spectralNorm)
    {
        using var layer = new EqualizedConvolution(
            2, 3, kernel: 4, stride: 2, padding: 1, gain: 1.4, _parameters, spectralNorm);
        LayerExport.AreTheSame(layer, torch.randn(3, 2, 6, 6, generator: _random));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_linear_layer_s_export_holds_the_scaled_weight(bool spectralNorm)
    {
        using var layer = new EqualizedLinear(4, 3, gain: 1.4, _parameters, spectralNorm);
        LayerExport.AreTheSame(layer, torch.randn(3, 4, generator: _random));
    }

    /// <summary>Of the input and of the weight. The layer computes in single precision, so both sides do.</summary>
    private void CheckGradients(Layer layer, Tensor at)
    {
        layer.eval();
        var outer = torch.randn(layer.call(at.to_type(ScalarType.Float32)).shape, generator: _random);
        var weight = layer.parameters().First();
        Tensor OfInput(Tensor x) =>
            (layer.call(x.to_type(ScalarType.Float32)) * outer).sum().to_type(ScalarType.Float64);
        Tensor OfWeight(Tensor w)
        {
            using (no_grad())
                weight.copy_(w);
            return OfInput(at);
        }

        var input = at.clone().requires_grad_();
        var gradients = autograd.grad([OfInput(input)], [input, weight]);
        var before = weight.detach().clone().to_type(ScalarType.Float64);

        Numeric.AreClose(Numeric.Gradient(OfInput, at, step: 1e-2), gradients[0], 2e-3);
        Numeric.AreClose(
            Numeric.Gradient(OfWeight, before, step: 1e-2), gradients[1].to_type(ScalarType.Float64), 2e-3);
    }
}
