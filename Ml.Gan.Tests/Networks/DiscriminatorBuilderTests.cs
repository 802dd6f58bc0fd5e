using Ml.Gan.Data;
using Ml.Gan.Networks;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class DiscriminatorBuilderTests
{
    public static IEnumerable<object[]> Networks =>
        [[new Dcgan { Width = 2 }], [new Mlp { DiscriminatorWidths = [6, 4] }]];

    private static DiscriminatorDesign Plain => new() { Input = new SampleShape(1, 16, 16) };

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Every_hidden_activation_is_followed_by_dropout(NetworkArchitecture network)
    {
        using var discriminator = Create(network, Plain with { Dropout = 0.5 });
        var layers = Layers(discriminator);

        Assert.HasCount(2, layers.OfType<Dropout>());
        Assert.IsTrue(layers.Zip(layers.Skip(1)).All(pair => pair.First is LeakyRelu == pair.Second is Dropout));
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void The_weight_of_every_layer_is_normalized_spectrally(NetworkArchitecture network)
    {
        using var discriminator = Create(network, Plain with { SpectralNorm = true });

        int weights = Layers(discriminator).Count(layer => layer is Linear or Convolution);
        Assert.AreEqual(3, weights);
        Assert.HasCount(weights, discriminator.modules().OfType<SpectralNormalization>().Distinct());
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void The_minibatch_feature_stands_between_the_last_hidden_layer_and_the_head(NetworkArchitecture network)
    {
        using var deviation = Create(network, Plain with { MinibatchFeature = MinibatchFeature.StandardDeviation });
        using var discrimination = Create(network, Plain with { MinibatchFeature = MinibatchFeature.Discrimination });

        Assert.IsInstanceOfType<MinibatchStandardDeviation>(Layers(deviation)[^2]);
        Assert.IsInstanceOfType<MinibatchDiscrimination>(Layers(discrimination)[^2]);
    }

    private static DiscriminatorNetwork Create(NetworkArchitecture network, DiscriminatorDesign design)
    {
        using var parameters = new ParameterFactory(1, CPU);
        return network.CreateDiscriminator(design, parameters);
    }

    /// <summary>The layers in order, without the sequences that they are in.</summary>
    private static Layer[] Layers(DiscriminatorNetwork network) =>
        [.. network.modules().OfType<Layer>().Where(layer => layer is not LayerSequence).Distinct()];
}
