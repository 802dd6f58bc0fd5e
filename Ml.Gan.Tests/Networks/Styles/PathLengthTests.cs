using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Networks.Styles;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks.Styles;

[TestClass]
public sealed class PathLengthTests
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
    public void Of_a_linear_map_are_the_lengths_of_the_directions_times_it()
    {
        // Images are A·w₀ + B·w₁ of two layers' styles, so the gradients in them are Aᵀy and Bᵀy.
        var (a, b) = (Numeric.Normal(_random, 12, 4), Numeric.Normal(_random, 12, 4));
        var styles = Numeric.Normal(_random, 3, 2, 4).requires_grad_();
        var images = (styles.select(1, 0).matmul(a.t()) + styles.select(1, 1).matmul(b.t())).view(3, 3, 2, 2);
        var directions = Numeric.Normal(_random, 3, 3, 2, 2);

        var found = PathLength.Lengths(images, styles, directions);

        var y = directions.view(3, 12);
        var expected = ((y.matmul(a).square().sum(1) + y.matmul(b).square().sum(1)) / 2).sqrt();
        Numeric.AreClose(expected, found, 1e-9);
    }

    [TestMethod]
    public void The_penalty_is_the_weighted_square_of_what_lengths_are_off_their_running_mean()
    {
        using var penalty = new PathLength(_parameters);

        float first = penalty.Penalty(tensor(new float[] { 1, 3 })).item<float>();
        float second = penalty.Penalty(tensor(new float[] { 4, 4 })).item<float>();

        // The mean starts at the first one and moves by a hundredth; the weight is 2, for each of the 4 steps that
        // share it.
        Assert.AreEqual(8, first, 1e-4);
        Assert.AreEqual(8 * Math.Pow(4 - 2.02, 2), second, 1e-4);
    }

    [TestMethod]
    public void The_gradient_of_lengths_in_the_network_s_weights_agrees_with_finite_differences()
    {
        using var network = (StyleGenerator)new StyleGan2 { Width = 1 }.CreateGenerator(
            new GeneratorDesign(new SampleShape(1, 16, 16), 3), _parameters);
        network.to(float64);
        network.eval();
        using (no_grad())
        {
            foreach (var (name, parameter) in network.named_parameters())
                parameter.add_(Numeric.Normal(_random, parameter.shape) * (name.StartsWith("mapping") ? 10 : 0.3));
        }
        var (latents, directions) = (Numeric.Normal(_random, 2, 3), Numeric.Normal(_random, 2, 1, 16, 16) / 16);
        var parameters = network.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        string[] tested =
        [
            "mapping.layers.0.weight", "synthesis.constant", "synthesis.layer_0.conv.weight",
            "synthesis.layer_1.conv.affine.bias", "synthesis.layer_2.conv.affine.weight",
            "synthesis.layer_3.conv.weight", "synthesis.layer_4.noise_strength", "synthesis.to_image_2.weight",
        ];

        var gradients = autograd.grad([Value()], [.. tested.Select(name => parameters[name])], allow_unused: true);

        foreach (var (name, gradient) in tested.Zip(gradients))
        {
            var expected = FiniteDifferences(parameters[name]);
            Assert.IsGreaterThan(1e-6, expected.abs().max().item<double>(), name);
            Assert.IsLessThan(
                2e-4, ((expected - gradient).abs().max() / expected.abs().max()).item<double>(), name);
        }

        Tensor Value()
        {
            var styles = network.Mapping.call(latents).unsqueeze(1).expand(2, network.Synthesis.StyleCount, 3);
            var images = network.Synthesis.Generate(styles.unbind(1));
            return PathLength.Lengths(images, styles, directions).square().sum();
        }

        Tensor FiniteDifferences(Parameter parameter)
        {
            var original = parameter.detach().clone();
            var found = Numeric.Gradient(
                moved =>
                {
                    using (no_grad())
                        parameter.copy_(moved);
                    return Value();
                },
                original,
                step: 1e-6);
            using (no_grad())
                parameter.copy_(original);
            return found;
        }
    }
}
