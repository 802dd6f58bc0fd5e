using Ml.Gan.Data;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class ResNetTests
{
    private static readonly SampleShape s_digits = new(1, 28, 28);

    [TestMethod]
    public void Parameters_are_as_many_as_its_layers_have()
    {
        using var parameters = new ParameterFactory(1, CPU);
        using var generator = new ResNet { Width = 4 }.CreateGenerator(new GeneratorDesign(s_digits, 10), parameters);
        using var discriminator = new ResNet { Width = 4 }.CreateDiscriminator(
            new DiscriminatorDesign { Input = s_digits }, parameters);
        long Convolutions(long inputs, long outputs) =>
            9 * inputs * outputs + 9 * outputs * outputs + inputs * outputs + 3 * outputs;
        long Up(long inputs, long outputs) => Convolutions(inputs, outputs) + 2 * (inputs + outputs);

        Assert.AreEqual(
            10 * 16 * 49 + Up(16, 8) + Up(8, 4) + 2 * 4 + 9 * 4 + 1, generator.parameters().Sum(p => p.numel()));
        Assert.AreEqual(
            Convolutions(1, 4) + Convolutions(4, 8) + Convolutions(8, 16) + 16 * 49 + 1, discriminator.parameters().Sum(
                p => p.numel()));
    }

    [TestMethod]
    public void The_samples_of_a_discriminator_s_batch_are_independent_whatever_the_design_allows()
    {
        using var scope = NewDisposeScope();
        using var parameters = new ParameterFactory(1, CPU);
        using var critic = new ResNet { Width = 4 }.CreateDiscriminator(
            new DiscriminatorDesign { Input = s_digits, BatchNorm = true }, parameters);
        var images = torch.rand(4, 1, 28, 28);

        float together = critic.call(images, null)[0].item<float>();
        float alone = critic.call(images.narrow(0, 0, 1), null)[0].item<float>();

        Assert.AreEqual(alone, together, 1e-5f);
    }

    [TestMethod]
    public void A_conditional_generator_normalizes_by_the_condition()
    {
        using var parameters = new ParameterFactory(1, CPU);
        using var plain = new ResNet { Width = 2 }.CreateGenerator(new GeneratorDesign(s_digits, 8), parameters);
        using var conditional = new ResNet { Width = 2 }.CreateGenerator(
            new GeneratorDesign(s_digits, 8, 10), parameters);

        Assert.IsFalse(plain.modules().OfType<ConditionalBatchNorm>().Any());
        Assert.HasCount(4, conditional.modules().OfType<ConditionalBatchNorm>().Distinct());
    }

    [TestMethod]
    public void Dropout_follows_every_activation_of_the_discriminator()
    {
        using var parameters = new ParameterFactory(1, CPU);
        using var discriminator = new ResNet { Width = 2 }.CreateDiscriminator(
            new DiscriminatorDesign { Input = s_digits, Dropout = 0.5 }, parameters);

        Assert.HasCount(
            discriminator.modules().OfType<Relu>().Distinct().Count(), discriminator.modules().OfType<Dropout>()
                .Distinct());
    }
}
