using Ml.Gan.Data;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class MlpTests
{
    private static readonly SampleShape s_digits = new(1, 28, 28);

    [TestMethod]
    public void Without_batch_norm_parameters_are_the_linear_layers_alone()
    {
        var mlp = new Mlp { GeneratorWidths = [256, 256], DiscriminatorWidths = [100], GeneratorBatchNorm = false };
        using var parameters = new ParameterFactory(1, CPU);
        using var generator = mlp.CreateGenerator(new GeneratorDesign(SampleShape.Vector(1), 1), parameters);
        using var discriminator = mlp.CreateDiscriminator(new DiscriminatorDesign { Input = s_digits }, parameters);

        Assert.AreEqual((1 + 1) * 256 + (256 + 1) * 256 + 256 + 1, generator.parameters().Sum(p => p.numel()));
        Assert.AreEqual((784 + 1) * 100 + 100 + 1, discriminator.parameters().Sum(p => p.numel()));
    }

    [TestMethod]
    public void A_generator_without_hidden_layers_is_one_matrix_and_a_sigmoid()
    {
        using var scope = NewDisposeScope();
        using var parameters = new ParameterFactory(1, CPU);
        using var generator = new Mlp { GeneratorWidths = [], SigmoidOutput = true }.CreateGenerator(
            new GeneratorDesign(s_digits, 100), parameters);
        var latents = torch.randn(3, 100);
        Tensor[] weights = [.. generator.parameters()];

        var expected = 2 / (1 + (-(latents.matmul(weights[0].t()) + weights[1])).exp()) - 1;

        var images = generator.call(latents, null);
        CollectionAssert.AreEqual(new long[] { 3, 1, 28, 28 }, images.shape);
        OnnxRun.AreClose(expected.ToFloats(), images.ToFloats(), 1e-5f);
    }

    [TestMethod]
    [DataRow(Activation.Relu, 0.0, 3.0)]
    [DataRow(Activation.LeakyRelu, -0.4, 3.0)]
    [DataRow(Activation.Tanh, -0.9640276, 0.9950548)]
    [DataRow(Activation.Sigmoid, 0.1192029, 0.9525741)]
    public void Hidden_layers_use_the_activation_that_is_asked_for(
        Activation activation, double atMinusTwo, double atThree)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var mlp = new Mlp
        {
            GeneratorWidths = [1],
            DiscriminatorWidths = [1],
            GeneratorBatchNorm = false,
            GeneratorActivation = activation,
            DiscriminatorActivation = activation,
        };
        using var parameters = new ParameterFactory(1, CPU);
        using var generator = mlp.CreateGenerator(new GeneratorDesign(SampleShape.Vector(1), 1), parameters);
        using var discriminator = mlp.CreateDiscriminator(
            new DiscriminatorDesign { Input = SampleShape.Vector(1) }, parameters);
        foreach (var parameter in generator.parameters().Concat(discriminator.parameters()))
            parameter.fill_(parameter.shape.Length == 2 ? 1 : 0);
        var inputs = torch.tensor(new float[] { -2, 3 }, [2, 1]);

        float[] expected = [(float)atMinusTwo, (float)atThree];
        OnnxRun.AreClose(expected, generator.call(inputs, null).ToFloats());
        OnnxRun.AreClose(expected, discriminator.call(inputs, null).ToFloats());
    }

    [TestMethod]
    public void A_discriminator_with_an_input_scale_sees_its_input_enlarged()
    {
        using var scope = NewDisposeScope();
        var design = new DiscriminatorDesign { Input = SampleShape.Vector(2) };
        using ParameterFactory first = new(1, CPU), second = new(1, CPU);
        using var plain = new Mlp().CreateDiscriminator(design, first);
        using var scaled = new Mlp { DiscriminatorInputScale = 3 }.CreateDiscriminator(design, second);
        var inputs = torch.randn(5, 2);

        OnnxRun.AreClose(plain.call(inputs * 3, null).ToFloats(), scaled.call(inputs, null).ToFloats(), 1e-6f);
    }

    [TestMethod]
    public void Refuses_empty_layers_and_a_sigmoid_for_vectors()
    {
        StringAssert.Contains(Refusal(new Mlp { GeneratorWidths = [0] }, s_digits), "at least 1 unit");
        StringAssert.Contains(Refusal(new Mlp { SigmoidOutput = true }, SampleShape.Vector(3)), "vectors of 3 numbers");
        StringAssert.Contains(Refusal(new Mlp { DiscriminatorInputScale = 0 }, s_digits), "above 0");
    }

    private static string Refusal(Mlp mlp, SampleShape shape) =>
        Assert.ThrowsExactly<GanOptionException>(() => mlp.Check(shape)).Message;
}
