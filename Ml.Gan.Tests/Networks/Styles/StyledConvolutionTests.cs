using Ml.Gan.Networks;
using Ml.Gan.Networks.Styles;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks.Styles;

[TestClass]
public sealed class StyledConvolutionTests
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Generator _random = new(5);
    private readonly ParameterFactory _parameters = new(3, CPU);
    private readonly StyledConvolution _layer;

    public StyledConvolutionTests() =>
        _layer = new StyledConvolution(3, 4, size: 8, styleSize: 5, doubles: true, _parameters);

    [TestCleanup]
    public void Release()
    {
        _layer.Dispose();
        _parameters.Dispose();
        _random.Dispose();
        _scope.Dispose();
    }

    [TestMethod]
    public void Noise_has_no_strength_at_the_start()
    {
        using var frozen = no_grad();
        var (maps, styles) = Inputs();
        var noisy = _layer.call(maps, styles);
        _layer.eval();

        Numeric.AreClose(noisy, _layer.call(maps, styles), 0);
    }

    [TestMethod]
    public void Noise_is_one_for_all_in_inference_and_another_for_each_sample_in_training()
    {
        using var frozen = no_grad();
        var (maps, styles) = Inputs();
        _layer.eval();
        var before = Linear(_layer.call(maps, styles));
        _layer.get_parameter("noise_strength")!.fill_(0.5);
        var fixedNoise = Linear(_layer.call(maps, styles)) - before;
        var again = Linear(_layer.call(maps, styles)) - before;
        _layer.train();
        var drawn = Linear(_layer.call(maps, styles)) - before;

        Numeric.AreClose(fixedNoise, again, 0);
        Numeric.AreClose(fixedNoise[0, 0], fixedNoise[2, 3], 1e-5);
        Numeric.AreClose(drawn[1, 0], drawn[1, 3], 1e-5);
        Assert.IsGreaterThan(0.5, (drawn[0, 0] - drawn[1, 0]).abs().mean().item<float>());
        // Noise of deviation 1 times the strength and the gain √2.
        Assert.AreEqual(0.5 * Math.Sqrt(2), fixedNoise[0, 0].std().item<float>(), 0.15);
        Assert.AreEqual(0.5 * Math.Sqrt(2), drawn.std().item<float>(), 0.15);

        static Tensor Linear(Tensor activated) => where(activated < 0, activated / 0.2, activated);
    }

    [TestMethod]
    public void Gradients_agree_with_finite_differences()
    {
        using (no_grad())
            _layer.get_parameter("noise_strength")!.fill_(0.5);
        _layer.eval();
        LayerGradients.AgreeWithFiniteDifferences(
            _layer, _random, [2, 3, 4, 4], torch.randn(2, 5, generator: _random));
    }

    [TestMethod]
    public void Export_computes_the_same()
    {
        using (no_grad())
            _layer.get_parameter("noise_strength")!.fill_(0.5);
        var (maps, styles) = Inputs();
        LayerExport.AreTheSame(_layer, maps, styles);
    }

    private (Tensor Maps, Tensor Styles) Inputs() =>
        (torch.randn(3, 3, 4, 4, generator: _random), torch.randn(3, 5, generator: _random));
}
