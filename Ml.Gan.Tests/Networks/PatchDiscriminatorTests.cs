using Ml.Gan.Data;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class PatchDiscriminatorTests : LayerTests
{
    public static IEnumerable<object[]> Sizes => [[1, 0], [16, 1], [34, 2], [70, 3], [142, 4], [286, 5]];

    [TestMethod]
    [DynamicData(nameof(Sizes))]
    public void An_output_depends_on_a_patch_of_the_size_and_on_nothing_else(int size, int halvings)
    {
        int side = 9 << halvings;
        using var network = new PatchDiscriminator
        {
            Size = size,
            Width = 1,
            Normalization = TranslatorNormalization.None,
        }.Create(2, Parameters);
        network.to(float64);
        var images = Numeric.Normal(Random, 1, 2, side, side).requires_grad_();
        var outputs = network.call(images);
        var middle = outputs[0, 0, outputs.shape[2] / 2, outputs.shape[3] / 2];

        var isSeen = autograd.grad([middle], [images])[0][0].abs().sum([0]) > 0;

        int first = size == 1 ? side / 2 : 1;
        var expected = torch.zeros(new long[] { side, side }, ScalarType.Bool);
        expected.narrow(0, first, size).narrow(1, first, size).fill_(true);
        Assert.IsTrue(isSeen.eq(expected).all().item<bool>());
        Assert.AreEqual(size == 1 ? side : 7, outputs.shape[2]);
    }

    [TestMethod]
    [DynamicData(nameof(Sizes))]
    public void Images_that_leave_no_output_are_refused(int size, int halvings)
    {
        var discriminator = new PatchDiscriminator { Size = size, Width = 1 };
        int least = halvings == 0 ? 2 : 3 << halvings;
        var shape = new SampleShape(1, least, least + 5);
        discriminator.Check(shape);
        using var network = discriminator.Create(1, Parameters);
        Assert.AreEqual(halvings == 0 ? 2 : 1, network.call(torch.randn(1, 1, least, least + 5)).shape[2]);
        if (halvings == 0)
            return;

        var error = Assert.ThrowsExactly<GanOptionException>(
            () => discriminator.Check(shape with { Height = least - 1 }));

        Assert.AreEqual("PatchSize", error.Option);
        StringAssert.Contains(error.Message, $"of {size} pixels gives no output for images of {least + 5}×{least - 1}");
        StringAssert.Contains(error.Message, $"they need {least} pixels");
        int fitting = (int)Sizes.ElementAt(halvings - 1)[0];
        StringAssert.Contains(error.Message, $"Patches of {fitting} pixels");
        new PatchDiscriminator { Size = fitting }.Check(shape with { Height = least - 1 });
    }

    [TestMethod]
    public void It_computes_what_the_paper_says()
    {
        using var network = new PatchDiscriminator { Width = 2 }.Create(3, Parameters);
        var reference = new ReferenceNetwork(network);
        var images = Numeric.Normal(Random, 2, 3, 32, 40);
        Tensor Leaky(Tensor x) => nn.functional.leaky_relu(x, 0.2f);
        Tensor Normal(Tensor x, int stride) =>
            Leaky(reference.Normalize(reference.Convolve(x, stride, padding: 1, bias: false)));

        List<Tensor> maps = [Leaky(reference.Convolve(images, stride: 2, padding: 1, bias: true))];
        foreach (int stride in (int[])[2, 2, 1])
            maps.Add(Normal(maps[^1], stride));
        var outputs = reference.Convolve(maps[^1], stride: 1, padding: 1, bias: true);
        var evaluated = network.Evaluate(images);

        Assert.IsTrue(reference.IsDone);
        CollectionAssert.AreEqual(new long[] { 2, 4, 8, 16 }, maps.Select(map => map.shape[1]).ToArray());
        CollectionAssert.AreEqual(new long[] { 2, 1, 2, 3 }, outputs.shape);
        Numeric.AreClose(outputs, network.call(images), 1e-12);
        Numeric.AreClose(outputs.reshape(-1), evaluated.Outputs!, 1e-12);
        Assert.AreSame(images, evaluated.Samples);
        Assert.HasCount(4, evaluated.FeatureMaps);
        foreach (var (expected, map) in maps.Zip(evaluated.FeatureMaps))
            Numeric.AreClose(expected, map, 1e-12);
    }

    [TestMethod]
    public void Channels_double_up_to_eight_times_and_pixels_are_judged_by_1x1_convolutions()
    {
        CollectionAssert.AreEqual(
            new[] { "2x3x4", "4x2x4", "8x4x4", "16x8x4", "16x16x4", "16x16x4", "1x16x4" }, Weights(286));
        CollectionAssert.AreEqual(new[] { "2x3x4", "4x2x4", "1x4x4" }, Weights(16));
        CollectionAssert.AreEqual(new[] { "2x3x1", "4x2x1", "1x4x1" }, Weights(1));

        string[] Weights(int size)
        {
            using var network = new PatchDiscriminator { Size = size, Width = 2 }.Create(3, Parameters);
            return [.. network.parameters().Select(parameter => parameter.shape).Where(shape => shape.Length == 4)
                .Select(shape => $"{shape[0]}x{shape[1]}x{shape[2]}")];
        }
    }

    [TestMethod]
    [DataRow(TranslatorNormalization.None, false)]
    [DataRow(TranslatorNormalization.None, true)]
    [DataRow(TranslatorNormalization.Instance, false)]
    [DataRow(TranslatorNormalization.Batch, false)]
    [DataRow(TranslatorNormalization.Instance, true)]
    public void The_gradient_reaches_every_parameter_and_no_tensor_is_left(
        TranslatorNormalization normalization, bool spectralNorm)
    {
        using var network = new PatchDiscriminator
        {
            Width = 4,
            Normalization = normalization,
            SpectralNorm = spectralNorm,
        }.Create(1, Parameters);
        var images = torch.randn(2, 1, 32, 32, generator: Random);
        Step();
        long before = LiveTensors.Count();

        Step();

        Assert.AreEqual(before, LiveTensors.Count());
        foreach (var (path, parameter) in network.named_parameters())
            Assert.IsGreaterThan(0f, parameter.grad!.abs().max().item<float>(), path);
        int normalized = network.modules().Distinct().Count(module => module is InstanceNorm or BatchNorm);
        Assert.AreEqual(normalization == TranslatorNormalization.None ? 0 : 3, normalized);
        Assert.AreEqual(
            spectralNorm ? 5 : 0, network.modules().OfType<SpectralNormalization>().Distinct().Count());

        void Step()
        {
            using var scope = NewDisposeScope();
            network.zero_grad();
            network.Evaluate(images).Outputs!.square().sum().backward();
        }
    }

    [TestMethod]
    public void Without_any_normalization_outputs_start_as_large_as_the_image()
    {
        using var network = new PatchDiscriminator
        {
            Size = 142,
            Width = 16,
            Normalization = TranslatorNormalization.None,
        }.Create(3, Parameters);

        float size = network.call(torch.randn(2, 3, 96, 96, generator: Random)).square().mean().sqrt().item<float>();

        Assert.IsTrue(size is > 0.2f and < 5, $"{size}");
    }

    [TestMethod]
    public void Penalties_on_its_slope_are_differentiable()
    {
        using var network = new PatchDiscriminator { Size = 16, Width = 1 }.Create(1, Parameters);
        network.to(float64);
        var images = Numeric.Normal(Random, 1, 1, 6, 7).requires_grad_();
        Tensor SlopeOf(Tensor x, bool differentiable) => autograd.grad(
            [network.call(x).sum()], [x], retain_graph: differentiable, create_graph: differentiable)[0];

        var gradient = autograd.grad([SlopeOf(images, true).square().sum()], [images])[0];

        Assert.IsGreaterThan(0, gradient.abs().max().item<double>());
        Numeric.AreClose(
            Numeric.Gradient(x => SlopeOf(x.requires_grad_(), false).square().sum(), images.detach()), gradient, 1e-4);
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_weights_and_another_one_others()
    {
        CollectionAssert.AreEqual(Weights(4), Weights(4));
        CollectionAssert.AreNotEqual(Weights(4), Weights(5));

        static float[] Weights(long seed)
        {
            using var parameters = new ParameterFactory(seed, CPU);
            using var network = new PatchDiscriminator { Size = 16, Width = 2 }.Create(3, parameters);
            return [.. network.parameters().SelectMany(parameter => parameter.ToFloats())];
        }
    }

    [TestMethod]
    public void Sizes_widths_and_vectors_that_can_not_be_are_refused()
    {
        (string Option, string Part, Action Refused)[] cases =
        [
            ("PatchSize", "must be of 1, 16, 34, 70, 142 or 286 pixels; it is 64",
                () => _ = new PatchDiscriminator { Size = 64 }),
            ("DiscriminatorWidth", "at least 1; it is 0", () => _ = new PatchDiscriminator { Width = 0 }),
            ("PatchSize", "vectors of 9 numbers", () => new PatchDiscriminator().Check(SampleShape.Vector(9))),
        ];
        foreach (var (option, part, refused) in cases)
        {
            var error = Assert.ThrowsExactly<GanOptionException>(refused, part);
            Assert.AreEqual(option, error.Option);
            StringAssert.Contains(error.Message, part);
        }
    }
}
