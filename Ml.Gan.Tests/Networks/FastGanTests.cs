using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class FastGanTests
{
    [TestMethod]
    [DataRow(16, 1, 1)]
    [DataRow(28, 1, 1)]
    [DataRow(32, 1, 1)]
    [DataRow(64, 1, 1)]
    [DataRow(128, 2, 2)]
    [DataRow(256, 3, 3)]
    [DataRow(512, 4, 3)]
    public void Every_size_has_its_excitations_in_both_networks(int size, int inGenerator, int inDiscriminator)
    {
        using var scope = NewDisposeScope();
        var shape = new SampleShape(3, size, size);
        var network = new FastGan { Width = 1 };
        network.Check(shape);
        using var parameters = new ParameterFactory(1, CPU);
        using var generator = network.CreateGenerator(new GeneratorDesign(shape, 8), parameters);
        using var discriminator =
            network.CreateDiscriminator(new DiscriminatorDesign { Input = shape }, parameters);

        var images = generator.call(torch.randn(2, 8), null);
        var judged = discriminator.Evaluate(images);

        CollectionAssert.AreEqual(new long[] { 2, 3, size, size }, images.shape);
        CollectionAssert.AreEqual(new long[] { 2 }, judged.Outputs!.shape);
        CollectionAssert.AreEqual(new long[] { 2, discriminator.FeatureCount }, judged.Features!.shape);
        Assert.HasCount(inGenerator, Excitations(generator));
        Assert.HasCount(inDiscriminator, Excitations(discriminator));
        int last = size == 28 ? 7 : 8;
        CollectionAssert.AreEqual(
            new long[] { 2 * last, last }, judged.FeatureMaps.Select(map => map.shape[2]).ToArray());
        var (name, value) = discriminator.OwnLosses(judged, step: 0).Single();
        Assert.AreEqual("reconstruction", name);
        Assert.IsTrue(value.item<float>() is > 0 and < 10);
    }

    [TestMethod]
    public void Channels_double_at_each_halving_up_to_sixteen_times()
    {
        using var parameters = new ParameterFactory(1, CPU);
        using var generator = new FastGan { Width = 2 }.CreateGenerator(
            new GeneratorDesign(new SampleShape(1, 128, 128), 8), parameters);

        long[] channels =
            [.. generator.modules().OfType<Convolution>().Distinct().Select(layer => layer.parameters().First())
                .Where(weight => weight.shape[3] == 3).Select(weight => weight.shape[1]).OrderDescending()];

        CollectionAssert.AreEqual(new long[] { 32, 32, 32, 16, 8, 8, 4, 2, 2 }, channels);
    }

    [TestMethod]
    public void Hinge_loss_and_larger_steps_than_the_paper_s_are_the_defaults()
    {
        var network = new FastGan();

        Assert.AreEqual(new Hinge(), network.RecommendedObjective);
        Assert.AreEqual(
            new AdamSettings { LearningRate = 5e-4, Beta1 = 0.5, Beta2 = 0.99 },
            network.RecommendedOptimizer(new NonSaturating()));
    }

    [TestMethod]
    public void Larger_images_and_clipped_weights_are_refused_with_the_reason()
    {
        var size = Assert.ThrowsExactly<GanOptionException>(
            () => new FastGan().Check(new SampleShape(3, 1024, 1024)));
        var clipping = Assert.ThrowsExactly<GanOptionException>(() => new FastGan().Check(
            new DiscriminatorDesign { Input = new SampleShape(3, 64, 64), WeightClipping = 0.01 }));

        Assert.AreEqual("Size", size.Option);
        StringAssert.Contains(size.Message, "16, 28, 32, 64, 128, 256 or 512");
        Assert.AreEqual("WeightClipping", clipping.Option);
        StringAssert.Contains(clipping.Message, "reconstructs");
    }

    [TestMethod]
    public void Without_batch_normalization_no_sample_changes_another_s_score()
    {
        using var scope = NewDisposeScope();
        using var parameters = new ParameterFactory(1, CPU);
        using var random = new Generator(3);
        using var discriminator = new FastGan { Width = 2 }.CreateDiscriminator(
            new DiscriminatorDesign { Input = new SampleShape(1, 32, 32), BatchNorm = false }, parameters);
        var images = torch.randn([4, 1, 32, 32], generator: random).requires_grad_();

        discriminator.call(images, null)[0].backward();

        var slopes = images.grad!.flatten(1).norm(1);
        Assert.IsGreaterThan(0f, slopes[0].item<float>());
        Assert.AreEqual(0f, slopes.narrow(0, 1, 3).max().item<float>());
    }

    private static SkipLayerExcitation[] Excitations(nn.Module network) =>
        [.. network.modules().OfType<SkipLayerExcitation>().Distinct()];
}
