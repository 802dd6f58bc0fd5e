using Ml.Gan.Models;
using Ml.Gan.Models.Augmentations;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models.Augmentations;

[TestClass]
public sealed class AdaptiveAugmentationTests
{
    private const int Count = 20_000, Many = 100_000;

    private readonly Generator _random = new(5);
    private readonly DisposeScope _scope = NewDisposeScope();

    [TestCleanup]
    public void Release()
    {
        _scope.Dispose();
        _random.Dispose();
    }

    [TestMethod]
    public void Changes_nothing_at_first()
    {
        using var augmenter = new AdaptiveAugmentation().Start(_random, CPU);
        var images = torch.randn(4, 3, 8, 8, generator: _random);

        Assert.AreEqual(0, augmenter.Probability);
        Assert.AreSame(images, augmenter.Augment(images));
    }

    /// <summary>Draws of 100,000 images: how often each change is made, and by how much.</summary>
    [TestMethod]
    [DataRow(0.25)]
    [DataRow(0.5)]
    public void Geometric_changes_are_made_with_their_probability(double probability)
    {
        var changes = GeometricChanges.Draw(Draws, Many, 16, 32, probability);
        var square = GeometricChanges.Draw(Draws, Many, 16, 16, probability);

        AreShares(
            (probability / 2, changes.Flip.ne(0)),
            (probability / 2, changes.Angle.ne(0)),
            (probability * 3 / 4, square.Angle.ne(0)),
            // 1/8 of 16 and 32: 5 and 9 places, of which one is 0.
            (probability * (1 - 1 / 45.0), changes.Right.ne(0).logical_or(changes.Down.ne(0))),
            (probability * 4 / 5 * 8 / 9, changes.Right.ne(0).logical_and(changes.Down.ne(0))),
            (probability, changes.Scale.ne(1)),
            (probability, changes.FirstAngle.ne(0).logical_or(changes.SecondAngle.ne(0))),
            (1 - Math.Sqrt(1 - probability), changes.FirstAngle.ne(0)),
            (probability, changes.Stretch.ne(1)),
            (probability, changes.PartRight.ne(0).logical_and(changes.PartDown.ne(0))),
            (1 - probability, changes.PartRight.eq(0).logical_and(changes.PartDown.eq(0))));
        Assert.AreEqual(0, changes.Angle.remainder(Math.PI).abs().max().item<float>(), 1e-5);
        AreSpread(0.2, changes.Scale.log2());
        AreSpread(0.2, changes.Stretch.log2());
        AreSpread(0.125 * 32, changes.PartRight);
        AreSpread(0.125 * 16, changes.PartDown);
        AreSpread(Math.PI / Math.Sqrt(3), changes.FirstAngle);
        Assert.AreEqual(4, changes.Right.max().item<long>());
        Assert.AreEqual(-2, changes.Down.min().item<long>());
    }

    [TestMethod]
    [DataRow(0.25)]
    [DataRow(0.5)]
    public void Color_changes_are_made_with_their_probability(double probability)
    {
        var changes = ColorChanges.Draw(Draws, Many, probability);

        AreShares(
            (probability, changes.Brightness.ne(0)),
            (probability, changes.Contrast.ne(1)),
            (probability / 2, changes.LumaFlip.ne(0)),
            (probability, changes.Hue.ne(0)),
            (probability, changes.Saturation.ne(1)));
        AreSpread(0.2, changes.Brightness);
        AreSpread(0.5, changes.Contrast.log2());
        AreSpread(1, changes.Saturation.log2());
        AreSpread(Math.PI / Math.Sqrt(3), changes.Hue);
    }

    /// <summary>Changes of place and hue leave a flat gray image as it is.</summary>
    [TestMethod]
    public void A_flat_image_stays_flat_and_its_mean_where_it_was()
    {
        using var augmenter = WithProbability(0.5);
        var flat = torch.full([Count, 3, 5, 5], 0.5);

        var changed = augmenter.Augment(flat);

        Assert.IsLessThan(1e-5, (changed - changed.mean([1, 2, 3], keepdim: true)).abs().max().item<float>());
        // Brightness is 0 on average; contrast is one factor more in half of the images, and luma flips in a quarter.
        double contrast = (1 + Math.Exp(Math.Pow(0.5 * Math.Log(2), 2) / 2)) / 2;
        Assert.AreEqual(0.5 * contrast * 0.5, changed.mean().item<float>(), 0.01);
    }

    [TestMethod]
    public void Images_that_nothing_is_drawn_for_are_as_they_were()
    {
        using var augmenter = WithProbability(0.01);
        var images = torch.randn([1000, 1, 8, 8], generator: _random);

        var same = (augmenter.Augment(images) - images).abs().flatten(1).amax([1]).lt(1e-5);

        Assert.AreEqual(Math.Pow(0.99, 9), same.to(ScalarType.Float32).mean().item<float>(), 0.06);
    }

    [TestMethod]
    public void The_gradient_reaches_the_images()
    {
        using var augmenter = WithProbability(1);
        var images = torch.randn(8, 3, 16, 16, generator: _random).requires_grad_();

        augmenter.Augment(images).square().sum().backward();

        Assert.IsTrue(images.grad!.isfinite().all().item<bool>());
        Assert.IsGreaterThan(0.5, images.grad.ne(0).to(ScalarType.Float32).mean().item<float>());
    }

    /// <summary>R1 through the changes: the second derivative is there, and that of finite differences.</summary>
    [TestMethod]
    public void A_slope_penalty_is_differentiable_through_the_changes()
    {
        var weights = Numeric.Normal(_random, 3 * 8 * 8, 1);
        var images = Numeric.Normal(_random, 2, 3, 8, 8);
        var at = weights.clone().requires_grad_();

        Slope(at).backward();

        double largest = at.grad!.abs().max().item<double>();
        Assert.IsGreaterThan(0.1, largest);
        Numeric.AreClose(Numeric.Gradient(Slope, weights), at.grad!, 1e-6 * largest);

        Tensor Slope(Tensor w)
        {
            // The same changes each time.
            using var random = new Generator(11);
            var draws = new SampleDraws(random, CPU);
            var places = GeometricChanges.Draw(draws, 2, 8, 8, 1).Sources().to_type(ScalarType.Float64);
            var colors = ColorChanges.Draw(draws, 2, 1);
            var points = images.clone().requires_grad_();
            var matrices = colors.Matrices().to_type(ScalarType.Float64).narrow(1, 0, 3).narrow(2, 0, 3);
            var seen = matrices.matmul(AffineSampling.Sample(points, places).flatten(2));
            var scores = seen.flatten(1).matmul(w).pow(2).sum();
            return autograd.grad([scores], [points], retain_graph: true, create_graph: true)[0].square().sum();
        }
    }

    private SampleDraws Draws => new(_random, CPU);

    private static void AreShares(params (double Expected, Tensor Made)[] shares)
    {
        foreach (var (expected, made) in shares)
            Assert.AreEqual(expected, made.to(ScalarType.Float32).mean().item<float>(), 0.006);
    }

    /// <summary>Of those that aren't 0, the mean is 0 and the standard deviation as expected, both to 3 %.</summary>
    private static void AreSpread(double deviation, Tensor values)
    {
        var made = values.masked_select(values.ne(0));
        Assert.AreEqual(0, made.mean().item<float>(), 0.03 * deviation);
        Assert.AreEqual(deviation, made.std().item<float>(), 0.03 * deviation);
    }

    private Augmenter WithProbability(double probability)
    {
        var augmenter = new AdaptiveAugmentation { RampImages = 4 / probability }.Start(_random, CPU);
        for (int update = 0; update < 4; update++)
            augmenter.Observe(torch.ones(1), images: 1);
        Assert.AreEqual(probability, augmenter.Probability!.Value, 1e-12);
        return augmenter;
    }
}
