using Ml.Gan.Models;
using Ml.Gan.Models.Augmentations;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models.Augmentations;

[TestClass]
public sealed class AdaptiveAugmentationTests
{
    private const int Count = 20_000;

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

    [TestMethod]
    [DataRow(0.25)]
    [DataRow(0.5)]
    public void Makes_each_change_with_its_probability(double probability)
    {
        using var augmenter = WithProbability(probability);

        // Black pictures stay black under every change but that of brightness.
        var brightness = augmenter.Augment(torch.zeros(Count, 1, 2, 2)).ne(0).any(3).any(2).to(ScalarType.Float32);
        Assert.AreEqual(probability, brightness.mean().item<float>(), 0.015);
    }

    [TestMethod]
    public void Brightness_and_contrast_vary_as_much_as_the_paper_s()
    {
        using var augmenter = WithProbability(1);

        var values = augmenter.Augment(torch.zeros(Count, 1, 2, 2)).select(3, 0).view(-1);

        // (0 + b)·2ⁿ with b ~ N(0, 0.2²), n ~ N(0, 0.5²): E[(2ⁿ)²] = exp(2·(0.5·ln 2)²).
        double spread = 0.2 * Math.Exp(Math.Pow(0.5 * Math.Log(2), 2));
        Assert.AreEqual(spread, values.std().item<float>(), 0.03 * spread);
        Assert.AreEqual(0, values.mean().item<float>(), 0.01);
    }

    [TestMethod]
    public void Saturation_varies_as_much_as_the_paper_s()
    {
        using var augmenter = WithProbability(1);
        var images = tensor((float[])[1, 0, -1]).view(1, 3, 1, 1).expand(Count, 3, 2, 2);

        var result = augmenter.Augment(images);
        var octaves = ((result.select(1, 0) - result.select(1, 2)).select(2, 0).select(1, 0) / 2).log2();

        // Contrast and saturation multiply: octaves N(0, 0.5²) and N(0, 1²) add.
        Assert.AreEqual(Math.Sqrt(1.25), octaves.std().item<float>(), 0.03);
        Assert.AreEqual(0, octaves.mean().item<float>(), 0.03);
    }

    [TestMethod]
    public void A_corner_reaches_all_four_corners_by_flips_and_turns()
    {
        using var augmenter = WithProbability(1);
        var images = torch.zeros(Count, 1, 3, 3);
        images[TensorIndex.Colon, TensorIndex.Colon, TensorIndex.Single(0), TensorIndex.Single(0)] =
            torch.ones(Count, 1) * 100;

        // 3 pixels are too few for a translation, and 100 outshines any brightness.
        long[] places = augmenter.Augment(images).view(Count, -1).argmax(1).data<long>().ToArray();

        CollectionAssert.AreEqual(new long[] { 0, 2, 6, 8 }, places.Distinct().Order().ToArray());
        foreach (long corner in (long[])[0, 2, 6, 8])
            Assert.AreEqual(0.25, places.Count(place => place == corner) / (double)Count, 0.015);
    }

    /// <summary>
    /// A block in the middle, which flips and turns leave there: rows and columns move by 0 in 1 of 5 shifts each, so
    /// that of the images that are moved at all, 64 in 96 are moved both ways.
    /// </summary>
    [TestMethod]
    public void An_image_is_translated_both_ways_or_not_at_all()
    {
        using var augmenter = WithProbability(0.5);
        var images = torch.zeros(Count, 1, 16, 16);
        images.narrow(2, 7, 2).narrow(3, 7, 2).fill_(1);

        var augmented = augmenter.Augment(images);

        var block = (augmented - augmented.narrow(2, 0, 1).narrow(3, 0, 1)).abs().gt(1e-3);
        Tensor Moved(long across) => block.any(across).view(Count, 16).narrow(1, 7, 2).all(1).logical_not();
        var (down, right) = (Moved(3), Moved(2));
        Assert.AreEqual(0.5 * 0.96, down.logical_or(right).to(ScalarType.Float32).mean().item<float>(), 0.015);
        Assert.AreEqual(0.5 * 0.64, down.logical_and(right).to(ScalarType.Float32).mean().item<float>(), 0.015);
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

    private Augmenter WithProbability(double probability)
    {
        var augmenter = new AdaptiveAugmentation { RampImages = 4 / probability }.Start(_random, CPU);
        for (int update = 0; update < 4; update++)
            augmenter.Observe(torch.ones(1), images: 1);
        Assert.AreEqual(probability, augmenter.Probability!.Value, 1e-12);
        return augmenter;
    }
}
