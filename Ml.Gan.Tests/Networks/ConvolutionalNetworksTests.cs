using Ml.Gan.Data;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

/// <summary>What the networks for square images have in common.</summary>
[TestClass]
public sealed class ConvolutionalNetworksTests
{
    public static IEnumerable<object[]> Cases =>
        from network in (NetworkArchitecture[])[
            new ResNet { Width = 2 }, new Sagan { Width = 2 }, new Gran { Width = 2 }, new FastGan { Width = 2 }]
        from size in (int[])[16, 28, 32, 64]
        select new object[] { network, size };

    public static IEnumerable<object[]> Narrow =>
        [[new ResNet { Width = 0 }], [new Sagan { Width = 0 }], [new Gran { Width = 0 }], [new FastGan { Width = 0 }]];

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Generator_and_discriminator_fit_every_size_with_and_without_conditions(
        NetworkArchitecture network, int size)
    {
        foreach (int conditionSize in (int[])[0, 3])
            foreach (bool projects in (bool[])[false, true])
            {
                using var scope = NewDisposeScope();
                var shape = new SampleShape(3, size, size);
                network.Check(shape);
                using var parameters = new ParameterFactory(1, CPU);
                using var generator = network.CreateGenerator(new GeneratorDesign(shape, 8, conditionSize), parameters);
                using var discriminator = network.CreateDiscriminator(
                    new DiscriminatorDesign
                    {
                        Input = shape,
                        ConditionSize = conditionSize,
                        ProjectsCondition = projects,
                    },
                    parameters);
                var condition = conditionSize > 0 ? torch.eye(conditionSize) : null;

                var images = generator.call(torch.randn(3, 8), condition);
                var scores = discriminator.call(images, condition);

                CollectionAssert.AreEqual(new long[] { 3, 3, size, size }, images.shape);
                Assert.IsLessThanOrEqualTo(1, images.abs().max().item<float>());
                CollectionAssert.AreEqual(new long[] { 3 }, scores.shape);
            }
    }

    [TestMethod]
    [DynamicData(nameof(Narrow))]
    public void Widths_below_one_other_shapes_and_vectors_are_refused_in_the_network_s_name(NetworkArchitecture network)
    {
        Assert.AreEqual("Width", Refusal(network, new SampleShape(1, 28, 28), $"width of a {network.Name}").Option);
        NetworkArchitecture wide = network switch
        {
            ResNet => new ResNet(),
            Sagan => new Sagan(),
            FastGan => new FastGan(),
            _ => new Gran(),
        };
        Assert.AreEqual(
            "Size", Refusal(wide, new SampleShape(1, 20, 20), $"A {network.Name} makes square images").Option);
        Assert.AreEqual("Network", Refusal(wide, SampleShape.Vector(784), "mlp").Option);
    }

    private static GanOptionException Refusal(NetworkArchitecture network, SampleShape shape, string says)
    {
        var error = Assert.ThrowsExactly<GanOptionException>(() => network.Check(shape));
        StringAssert.Contains(error.Message, says);
        return error;
    }
}
