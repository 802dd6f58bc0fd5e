using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Networks.Styles;
using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks.Styles;

[TestClass]
public sealed class StyleGeneratorTests
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
    public void The_style_average_tends_to_the_mean_style_and_an_average_of_the_network_follows()
    {
        using var frozen = no_grad();
        using var network = Create(mixing: 90);
        using var average = new Ema(network, Create(mixing: 90), 0.99);
        var mean = network.Mapping.call(torch.randn(20_000, 8, generator: _random)).mean([0]);
        Assert.IsGreaterThan(0.05, mean.abs().mean().item<float>());

        for (int i = 0; i < 1500; i++)
        {
            using var step = NewDisposeScope();
            network.call(torch.randn(16, 8, generator: _random), null);
            average.Update();
        }

        Numeric.AreClose(mean, network.StyleAverage, 0.1);
        Numeric.AreClose(mean, ((StyleGenerator)average.Network).StyleAverage, 0.1);
    }

    [TestMethod]
    public void Without_styles_of_its_own_every_latent_has_the_same_image()
    {
        using var frozen = no_grad();
        using var network = Trained();
        network.eval();
        var latents = torch.randn(3, 8, generator: _random);

        var none = network.Generate(latents, null, truncation: 0);
        var (half, whole) = (network.Generate(latents, null, 0.5), network.Generate(latents, null, 1));

        Numeric.AreClose(none.narrow(0, 0, 1).expand_as(none), none, 1e-6);
        Numeric.AreClose(whole, network.call(latents, null), 0);
        float nearer = (half - none).abs().mean().item<float>(), apart = (whole - none).abs().mean().item<float>();
        Assert.IsGreaterThan(1e-3f, nearer);
        Assert.IsGreaterThan(nearer, apart);
    }

    [TestMethod]
    public void Mixing_gives_layers_from_some_on_the_styles_of_other_latents()
    {
        using var frozen = no_grad();
        using var mixed = Create(mixing: 100);
        using var pure = Create(mixing: 0);
        var latents = torch.randn(4, 8, generator: _random);

        // Noise has no strength yet: what differs between two calls in training is the styles.
        var expected = pure.call(latents, null);
        Numeric.AreClose(expected, pure.call(latents, null), 0);
        Assert.IsTrue(Enumerable.Range(0, 10).All(
            _ => (mixed.call(latents, null) - expected).abs().mean().item<float>() > 1e-4));
    }

    [TestMethod]
    public void Some_batches_are_mixed_and_some_are_not()
    {
        using var frozen = no_grad();
        using var network = Create(mixing: 50);
        using var pure = Create(mixing: 0);
        var latents = torch.randn(2, 8, generator: _random);
        var expected = pure.call(latents, null);

        int same = Enumerable.Range(0, 100).Count(
            _ => (network.call(latents, null) - expected).abs().max().item<float>() == 0);

        Assert.IsInRange(30, 70, same);
    }

    [TestMethod]
    public void Images_are_clamped_in_inference_alone()
    {
        using var frozen = no_grad();
        using var network = Create(mixing: 0);
        network.get_parameter("synthesis.to_image_2.bias")!.fill_(3);
        var latents = torch.randn(2, 8, generator: _random);

        Assert.IsGreaterThan(1.5f, network.call(latents, null).max().item<float>());
        network.eval();
        Assert.AreEqual(1, network.call(latents, null).max().item<float>());
    }

    [TestMethod]
    public void Path_lengths_are_penalized_in_one_of_four_steps_and_change_the_weights_gradients()
    {
        using var network = Create(mixing: 90);
        var latents = torch.randn(5, 8, generator: _random);
        long[] steps = [.. Enumerable.Range(0, 12).Select(step => (long)step)];

        long[] due = [.. steps.Where(step => network.OwnLosses(latents, null, step).Any())];
        var (name, value) = network.OwnLosses(latents, null, 3).Single();
        value.backward();

        CollectionAssert.AreEqual(new long[] { 3, 7, 11 }, due);
        Assert.AreEqual("path_length", name);
        Assert.IsGreaterThan(0, value.item<float>());
        foreach (string weight in (string[])["mapping.layers.0.weight", "synthesis.layer_2.conv.weight"])
            Assert.IsGreaterThan(0, network.get_parameter(weight)!.grad!.abs().sum().item<float>(), weight);
    }

    private static StyleGenerator Create(int mixing)
    {
        using var parameters = new ParameterFactory(3, CPU);
        return (StyleGenerator)new StyleGan2 { Width = 2, StyleMixing = mixing }.CreateGenerator(
            new GeneratorDesign(new SampleShape(1, 16, 16), 8), parameters);
    }

    private StyleGenerator Trained()
    {
        var network = Create(mixing: 90);
        foreach (var parameter in network.parameters())
            parameter.add_(torch.randn(parameter.shape, generator: _random) * 0.2);
        for (int i = 0; i < 50; i++)
            network.call(torch.randn(16, 8, generator: _random), null).Dispose();
        return network;
    }
}
