using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class LapGanTests
{
    private static readonly SampleShape s_shape = new(1, 32, 32);
    private static readonly LapGan s_network = new() { Width = 4 };

    private readonly DisposeScope _scope = NewDisposeScope();

    [TestCleanup]
    public void Release() => _scope.Dispose();

    [TestMethod]
    [DataRow(16, new[] { 8, 16 })]
    [DataRow(28, new[] { 7, 14, 28 })]
    [DataRow(64, new[] { 8, 16, 32, 64 })]
    public void Every_level_has_a_stage_and_is_judged_beside_the_level_below(int size, int[] sizes)
    {
        using var pair = new StagedPair(s_network, new SampleShape(3, size, size), conditionSize: 5);

        Assert.AreEqual(sizes.Length, pair.Stages);
        for (int stage = 0; stage < sizes.Length; stage++)
        {
            pair.Enter(stage, 0.5);
            int channels = stage == 0 ? 3 : 6;
            CollectionAssert.AreEqual(new long[] { 3, channels, sizes[stage], sizes[stage] }, pair.Stage().shape);
            CollectionAssert.AreEqual(
                new long[] { 4, channels, sizes[stage], sizes[stage] }, pair.RealView.Of(pair.Real).shape);
            CollectionAssert.AreEqual(new long[] { 3 }, pair.Discriminator.call(pair.Stage(), pair.Condition).shape);
            CollectionAssert.AreEqual(
                new long[] { 3, 3, size, size }, pair.Generator.call(pair.Latents, pair.Condition).shape);
        }
    }

    [TestMethod]
    public void A_difference_and_its_blurred_image_add_up_to_the_image()
    {
        using var pair = new StagedPair(s_network, s_shape);
        pair.Enter(1, 1);
        var seen = pair.RealView.Of(pair.Real);
        var blurred = nn.functional.interpolate(
            nn.functional.avg_pool2d(pair.Real, 4), scale_factor: [2.0, 2.0], mode: InterpolationMode.Bilinear,
                align_corners: false);

        Numeric.AreClose(nn.functional.avg_pool2d(pair.Real, 2), seen.narrow(1, 0, 1) + seen.narrow(1, 1, 1), 1e-6);
        Numeric.AreClose(blurred, seen.narrow(1, 1, 1), 1e-6);
    }

    [TestMethod]
    public void A_level_is_trained_on_the_blurred_images_of_real_ones()
    {
        using var pair = new StagedPair(s_network, s_shape);
        pair.Enter(2, 1);

        Numeric.AreClose(
            pair.RealView.Of(pair.Real).narrow(0, 0, 3).narrow(1, 1, 1), pair.Stage().narrow(1, 1, 1), 0);
    }

    [TestMethod]
    public void What_a_level_draws_has_the_means_of_the_level_below()
    {
        using var pair = new StagedPair(s_network, s_shape);
        pair.Enter(2, 1);
        var stage = pair.Stage();

        Numeric.AreClose(
            nn.functional.avg_pool2d(pair.Real.narrow(0, 0, 3), 2),
                nn.functional.avg_pool2d(stage.narrow(1, 0, 1) + stage.narrow(1, 1, 1), 2), 1e-6);
    }

    [TestMethod]
    public void Each_level_has_latent_numbers_of_its_own()
    {
        using var pair = new StagedPair(s_network, s_shape);
        var images = pair.Generator.call(pair.Latents, null);
        var fine = Changed(pair.Latents, StagedPair.LatentSize - 1);
        var coarse = Changed(pair.Latents, 0);

        pair.Enter(1, 1);
        var earlier = pair.Generator.call(pair.Latents, null);

        Numeric.AreClose(earlier, pair.Generator.call(fine, null), 0);
        Assert.IsGreaterThan(1e-4, Largest(earlier - pair.Generator.call(coarse, null)));
        pair.Enter(2, 1);
        Assert.IsGreaterThan(1e-4, Largest(images - pair.Generator.call(fine, null)));
    }

    [TestMethod]
    public void Levels_that_have_not_begun_to_learn_add_nothing()
    {
        using var pair = new StagedPair(s_network, s_shape);
        pair.Enter(0, 1);
        var enlarged = nn.functional.interpolate(
            pair.Stage(), size: [16, 16], mode: InterpolationMode.Bilinear, align_corners: false);
        enlarged = nn.functional.interpolate(
            enlarged, size: [32, 32], mode: InterpolationMode.Bilinear, align_corners: false);

        Numeric.AreClose(enlarged, pair.Generator.call(pair.Latents, null), 1e-6);
    }

    [TestMethod]
    public void A_pair_of_packed_images_is_a_pack_of_pairs()
    {
        using var random = new Generator(3);
        using var layer = new LaplacianPair(channels: 3);
        var images = torch.randn(4, 3, 8, 8, generator: random);

        Numeric.AreClose(layer.call(images).reshape(2, 12, 8, 8), layer.call(images.reshape(2, 6, 8, 8)), 0);
        LayerExport.AreTheSame(layer, images.reshape(2, 6, 8, 8));
    }

    [TestMethod]
    public void A_pair_s_gradient_agrees_with_finite_differences()
    {
        using var random = new Generator(3);
        using var layer = new LaplacianPair(channels: 1);
        var images = Numeric.Normal(random, 2, 1, 4, 4).requires_grad_();
        var outer = Numeric.Normal(random, 2, 2, 4, 4);
        Tensor Value(Tensor x) => (layer.call(x) * outer).sum();

        Numeric.AreClose(Numeric.Gradient(Value, images.detach()), autograd.grad([Value(images)], [images])[0], 1e-8);
    }

    [TestMethod]
    public void Too_short_latents_are_refused()
    {
        using var parameters = new ParameterFactory(1, CPU);
        var error = Assert.ThrowsExactly<GanOptionException>(
            () => s_network.CreateGenerator(new GeneratorDesign(s_shape, 2), parameters));

        Assert.AreEqual("LatentSize", error.Option);
        StringAssert.Contains(error.Message, "3 levels");
    }

    [TestMethod]
    [DataRow("lapgan")]
    [DataRow("stackgan")]
    public void Codes_are_refused_where_each_stage_has_its_own_discriminator(string network)
    {
        var options =
            new LatentGanOptions { Network = Catalog.Networks.Parse(network), Codes = LatentCodes.Parse("10") };
        var error = Assert.ThrowsExactly<GanOptionException>(() => options.Check(s_shape));

        Assert.AreEqual("Codes", error.Option);
        StringAssert.Contains(error.Message, network);
    }

    private static Tensor Changed(Tensor latents, int column)
    {
        var changed = latents.clone();
        changed.narrow(1, column, 1).add_(2);
        return changed;
    }

    private static double Largest(Tensor difference) => difference.abs().max().item<float>();
}
