using Ml.Gan.Data;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class DcganTests
{
    [TestMethod]
    [DataRow(16, 1)]
    [DataRow(28, 1)]
    [DataRow(28, 3)]
    [DataRow(32, 3)]
    [DataRow(64, 3)]
    [DataRow(128, 1)]
    [DataRow(256, 3)]
    public void Generator_and_discriminator_fit_every_supported_size(int size, int channels)
    {
        var shape = new SampleShape(channels, size, size);
        var dcgan = new Dcgan { Width = 2 };
        dcgan.Check(shape);
        using var scope = NewDisposeScope();
        using var parameters = new ParameterFactory(1, CPU);
        using var generator = dcgan.CreateGenerator(new GeneratorDesign(shape, 8), parameters);
        using var discriminator = dcgan.CreateDiscriminator(new DiscriminatorDesign { Input = shape }, parameters);

        var images = generator.call(torch.randn(3, 8), null);
        var scores = discriminator.call(images, null);

        CollectionAssert.AreEqual(new long[] { 3, channels, size, size }, images.shape);
        Assert.IsLessThanOrEqualTo(1, images.abs().max().item<float>());
        CollectionAssert.AreEqual(new long[] { 3 }, scores.shape);
    }

    [TestMethod]
    public void Parameters_are_as_many_as_the_paper_s_layers_have()
    {
        using var parameters = new ParameterFactory(1, CPU);
        using var generator = new Dcgan { Width = 64 }.CreateGenerator(
            new GeneratorDesign(new SampleShape(3, 64, 64), 100), parameters);

        long convolutions = 100 * 512 * 16 + 512 * 256 * 16 + 256 * 128 * 16 + 128 * 64 * 16 + 64 * 3 * 16;
        long norms = 2 * (512 + 256 + 128 + 64);
        long outputBias = 3;
        Assert.AreEqual(convolutions + norms + outputBias, generator.parameters().Sum(p => p.numel()));
    }

    [TestMethod]
    [DataRow(28, 7, 2)]
    [DataRow(32, 8, 2)]
    [DataRow(64, 8, 4)]
    public void Hidden_units_are_placed_as_in_infogan_s_networks(int size, int last, int factor)
    {
        var shape = new SampleShape(1, size, size);
        var dcgan = new Dcgan { Width = 2, HiddenUnits = 20 };
        using var parameters = new ParameterFactory(1, CPU);
        using var generator = dcgan.CreateGenerator(
            new GeneratorDesign(shape, LatentSize: 8, ConditionSize: 12), parameters);
        using var discriminator = dcgan.CreateDiscriminator(new DiscriminatorDesign { Input = shape }, parameters);

        CollectionAssert.AreEqual(new long[] { 20, 8 + 12 }, generator.parameters().First().shape);
        long[][] matrices = [
            .. discriminator.parameters().Select(parameter => parameter.shape).Where(sizes => sizes.Length == 2)];
        CollectionAssert.AreEqual(new long[] { 20, 2 * factor * last * last }, matrices[0]);
        CollectionAssert.AreEqual(new long[] { 1, 20 }, matrices[1]);
        Assert.AreEqual(20, discriminator.FeatureCount);
    }

    [TestMethod]
    public void Hidden_units_have_no_batch_norm_where_a_discriminator_may_not_have_it()
    {
        using var parameters = new ParameterFactory(1, CPU);
        var design = new DiscriminatorDesign { Input = new SampleShape(1, 16, 16), BatchNorm = false };
        using var critic = new Dcgan { Width = 2, HiddenUnits = 5 }.CreateDiscriminator(design, parameters);

        Assert.IsEmpty(critic.buffers());
    }

    [TestMethod]
    public void Negative_hidden_units_are_refused()
    {
        var error = Assert.ThrowsExactly<GanOptionException>(
            () => new Dcgan { HiddenUnits = -1 }.Check(new SampleShape(1, 28, 28)));
        StringAssert.Contains(error.Message, "at least 1, or 0 for none; they are -1");
    }

    [TestMethod]
    [DataRow(28, 3, 4)]
    [DataRow(32, 4, 4)]
    [DataRow(64, 4, 8)]
    public void Discriminators_halve_down_to_four_pixels_or_fewer(int size, int last, int factor)
    {
        using var parameters = new ParameterFactory(1, CPU);
        using var discriminator = new Dcgan { Width = 2 }.CreateDiscriminator(
            new DiscriminatorDesign { Input = new SampleShape(1, size, size) }, parameters);
        var scores = discriminator.parameters().TakeLast(2).First();

        CollectionAssert.AreEqual(new long[] { 1, 2 * factor * last * last }, scores.shape);
    }

    [TestMethod]
    public void Without_batch_norm_the_samples_of_a_batch_are_independent()
    {
        using var scope = NewDisposeScope();
        using var parameters = new ParameterFactory(1, CPU);
        using var critic = new Dcgan { Width = 4 }.CreateDiscriminator(
            new DiscriminatorDesign { Input = new SampleShape(1, 16, 16), BatchNorm = false }, parameters);
        var images = torch.rand(4, 1, 16, 16);

        float together = critic.call(images, null)[0].item<float>();
        float alone = critic.call(images.narrow(0, 0, 1), null)[0].item<float>();

        Assert.AreEqual(alone, together, 1e-6f);
    }

    [TestMethod]
    [DataRow(20, 20, 1, "20×20")]
    [DataRow(512, 512, 1, "512×512")]
    [DataRow(32, 64, 1, "64×32")]
    [DataRow(32, 32, 2, "2")]
    public void Other_shapes_are_refused_by_name(int height, int width, int channels, string named)
    {
        var error = Assert.ThrowsExactly<GanOptionException>(
            () => new Dcgan().Check(new SampleShape(channels, height, width)));
        StringAssert.Contains(error.Message, named);
    }

    [TestMethod]
    public void Vectors_are_refused()
    {
        var error = Assert.ThrowsExactly<GanOptionException>(() => new Dcgan().Check(SampleShape.Vector(784)));
        StringAssert.Contains(error.Message, "mlp");
    }
}
