using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Networks.Styles;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks.Styles;

[TestClass]
public sealed class MappingNetworkTests
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
    public void Latents_and_conditions_count_by_their_direction_alone()
    {
        using var mapping = Create(layers: 2, conditionSize: 3);
        var (latents, condition) =
            (torch.randn(4, 32, generator: _random), torch.randn(4, 3, generator: _random));
        var styles = mapping.call(latents, condition);

        Numeric.AreClose(styles, mapping.call(latents * 3, condition * 5), 1e-4);
        Assert.IsGreaterThan(1e-2, (styles - mapping.call(latents, condition.flip(0))).abs().mean().item<float>());
        Assert.IsGreaterThan(1e-2, (styles - mapping.call(latents.flip(0), condition)).abs().mean().item<float>());
    }

    [TestMethod]
    public void Styles_of_eight_layers_keep_the_latents_mean_square()
    {
        using var mapping = Create(layers: 8, conditionSize: 0);
        var styles = mapping.call(torch.randn(500, 32, generator: _random));

        Assert.IsInRange(0.3, 3, styles.square().mean().item<float>());
    }

    [TestMethod]
    public void A_step_of_an_optimizer_changes_a_layer_s_weights_a_hundredth_as_much_as_another_s()
    {
        using var slow = new EqualizedLinear(20, 20, gain: 1, _parameters, learningRate: 0.01, initialBias: 1);
        using var other = new EqualizedLinear(20, 20, gain: 1, _parameters);
        var input = torch.randn(50, 20, generator: _random);

        Assert.AreEqual(0.01, Step(slow) / Step(other), 0.003);

        float Step(EqualizedLinear layer)
        {
            var before = layer.call(input).detach();
            using var optimizer = optim.Adam(layer.parameters(), 0.001);
            layer.call(input).square().sum().backward();
            optimizer.step();
            return (layer.call(input).detach() - before).abs().mean().item<float>();
        }
    }

    [TestMethod]
    [DataRow(1, 0)]
    [DataRow(2, 3)]
    [DataRow(8, 3)]
    public void Export_computes_the_same(int layers, int conditionSize)
    {
        using var mapping = Create(layers, conditionSize);
        using (no_grad())
        {
            foreach (var parameter in mapping.parameters())
                parameter.add_(torch.randn(parameter.shape, generator: _random));
        }
        LayerExport.AreTheSame(
            mapping, torch.randn(4, 32, generator: _random),
            conditionSize > 0 ? torch.randn(4, conditionSize, generator: _random) : null);
    }

    private MappingNetwork Create(int layers, int conditionSize) =>
        new(new GeneratorDesign(new SampleShape(1, 16, 16), 32, conditionSize), layers, _parameters);
}
