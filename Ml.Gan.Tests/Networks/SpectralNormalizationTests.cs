using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class SpectralNormalizationTests
{
    private readonly Generator _random = new(17);
    private readonly DisposeScope _scope = NewDisposeScope();

    [TestCleanup]
    public void Release()
    {
        _scope.Dispose();
        _random.Dispose();
    }

    [TestMethod]
    public void After_some_training_steps_a_linear_layer_has_a_largest_singular_value_of_one()
    {
        using var parameters = new ParameterFactory(3, CPU);
        using var layer = new Linear(7, 5, parameters, spectralNorm: true);
        var (inputs, zero) = (torch.eye(7), torch.zeros(1, 7));
        for (int i = 0; i < 100; i++)
            layer.call(inputs);
        layer.eval();

        var weight = layer.call(inputs) - layer.call(zero);

        Assert.AreEqual(1, linalg.svdvals(weight).max().item<float>(), 1e-3f);
    }

    [TestMethod]
    public void After_some_training_steps_a_convolution_is_by_its_weight_over_the_largest_singular_value()
    {
        using var parameters = new ParameterFactory(3, CPU);
        using var layer = new Convolution(
            3, 6, kernel: 4, stride: 2, padding: 1, bias: false, parameters, spectralNorm: true);
        var weight = layer.parameters().Single();
        var images = torch.randn(2, 3, 8, 8, generator: _random);
        for (int i = 0; i < 200; i++)
            layer.call(images);

        var sigma = linalg.svdvals(weight.reshape(6, -1)).max();
        var expected = nn.functional.conv2d(images, weight / sigma, strides: [2, 2], padding: [1, 1]);

        Numeric.AreClose(expected, layer.call(images), 1e-4);
    }

    [TestMethod]
    public void Every_training_forward_is_one_power_iteration()
    {
        var weight = Numeric.Normal(_random, 4, 6);
        var left = Unit(Numeric.Normal(_random, 4));
        var next = Unit(weight.mv(Unit(weight.t().mv(left))));
        using var layer = new SpectralNormalization(left.clone());

        layer.call(weight);

        Numeric.AreClose(next, layer.buffers().Single());
    }

    [TestMethod]
    public void Inference_leaves_the_singular_vector_as_it_is()
    {
        var weight = Numeric.Normal(_random, 4, 6);
        var left = Unit(Numeric.Normal(_random, 4));
        using var layer = new SpectralNormalization(left.clone());
        layer.eval();

        var first = layer.call(weight);

        Numeric.AreClose(first, layer.call(weight), 0);
        Numeric.AreClose(left, layer.buffers().Single(), 0);
    }

    [TestMethod]
    public void Its_gradient_agrees_with_finite_differences_while_the_singular_vector_is_fixed()
    {
        var weight = Numeric.Normal(_random, 3, 2, 2).requires_grad_();
        var outer = Numeric.Normal(_random, 3, 2, 2);
        using var layer = new SpectralNormalization(Unit(Numeric.Normal(_random, 3)));
        layer.eval();
        Tensor Value(Tensor w) => (layer.call(w).tanh() * outer).sum();

        var gradient = autograd.grad([Value(weight)], [weight])[0];

        Numeric.AreClose(Numeric.Gradient(Value, weight.detach()), gradient, 1e-7);
    }

    [TestMethod]
    public void A_gradient_penalty_through_it_agrees_with_finite_differences()
    {
        var weight = Numeric.Normal(_random, 3, 4).requires_grad_();
        var points = Numeric.Normal(_random, 5, 4).requires_grad_();
        using var layer = new SpectralNormalization(Unit(Numeric.Normal(_random, 3)));
        layer.eval();
        Tensor Penalty(Tensor w)
        {
            using var recording = enable_grad();
            var score = nn.functional.linear(points, layer.call(w)).tanh().sum();
            return (autograd.grad([score], [points], retain_graph: true, create_graph: true)[0].square().sum(1).sqrt()
                - 1).square().mean();
        }

        var gradient = autograd.grad([Penalty(weight)], [weight])[0];

        Numeric.AreClose(Numeric.Gradient(Penalty, weight.detach()), gradient, 1e-7);
    }

    [TestMethod]
    public void A_convolution_s_export_holds_the_divided_weight()
    {
        using var parameters = new ParameterFactory(3, CPU);
        using var layer = new Convolution(
            2, 3, kernel: 3, stride: 1, padding: 1, bias: true, parameters, spectralNorm: true);
        layer.call(torch.randn(1, 2, 5, 5, generator: _random));

        LayerExport.AreTheSame(layer, torch.randn(3, 2, 5, 5, generator: _random));
    }

    [TestMethod]
    public void A_linear_layer_s_export_holds_the_divided_weight()
    {
        using var parameters = new ParameterFactory(3, CPU);
        using var layer = new Linear(4, 3, parameters, spectralNorm: true);
        layer.call(torch.randn(2, 4, generator: _random));

        LayerExport.AreTheSame(layer, torch.randn(3, 4, generator: _random));
    }

    private static Tensor Unit(Tensor vector) => vector / vector.norm();
}
