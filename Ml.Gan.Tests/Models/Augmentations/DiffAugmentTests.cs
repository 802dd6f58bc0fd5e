using Ml.Gan.Models;
using Ml.Gan.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models.Augmentations;

[TestClass]
public sealed class DiffAugmentTests
{
    private const int Count = 2000, Size = 16;

    private readonly Generator _random = new(5);
    private readonly DisposeScope _scope = NewDisposeScope();

    [TestCleanup]
    public void Release()
    {
        _scope.Dispose();
        _random.Dispose();
    }

    [TestMethod]
    public void Brightness_is_uniform_within_a_half()
    {
        var result = Augment(new DiffAugment { Translation = false, Cutout = false }, torch.zeros(Count, 3, 2, 2));
        var shifts = result.select(3, 0).select(2, 0).select(1, 0);

        Assert.IsLessThanOrEqualTo(0.5f, shifts.abs().max().item<float>());
        Assert.AreEqual(0, shifts.mean().item<float>(), 0.03);
        Assert.AreEqual(Math.Sqrt(1 / 12.0), shifts.std().item<float>(), 0.02);
    }

    [TestMethod]
    public void Contrast_of_gray_images_scales_by_a_half_to_one_and_a_half()
    {
        var images = torch.cat([torch.full([Count, 1, 2, 1], -1f), torch.full([Count, 1, 2, 1], 1f)], 3);

        var result = Augment(new DiffAugment { Translation = false, Cutout = false }, images);
        var factors = (result.select(3, 1) - result.select(3, 0)).select(2, 0).view(-1) / 2;

        Assert.AreEqual(0.5, factors.min().item<float>(), 0.01);
        Assert.AreEqual(1.5, factors.max().item<float>(), 0.01);
        Assert.AreEqual(1, factors.mean().item<float>(), 0.03);
    }

    [TestMethod]
    public void Saturation_scales_by_up_to_two()
    {
        // Channels 1, 0 and -1 in every pixel: the mean is 0, so contrast and saturation multiply; contrast
        // alone stays within ½ and 1½.
        var images = tensor((float[])[1, 0, -1]).view(1, 3, 1, 1).expand(Count, 3, 2, 2);

        var result = Augment(new DiffAugment { Translation = false, Cutout = false }, images);
        var factors = (result.select(1, 0) - result.select(1, 2)).select(2, 0).select(1, 0) / 2;

        Assert.IsLessThan(0.05, factors.min().item<float>());
        Assert.IsGreaterThan(2.5, factors.max().item<float>());
        Assert.IsLessThanOrEqualTo(3f, factors.max().item<float>());
        Assert.AreEqual(1, factors.mean().item<float>(), 0.05);
    }

    [TestMethod]
    public void Translation_reaches_an_eighth_in_every_direction_and_no_further()
    {
        var images = torch.zeros(Count, 1, Size, Size);
        images[TensorIndex.Colon, TensorIndex.Colon, TensorIndex.Single(8), TensorIndex.Single(8)] = torch.ones(
            Count, 1);

        var moved = Augment(new DiffAugment { Color = false, Cutout = false }, images).view(Count, -1);

        Assert.AreEqual(Count, moved.sum().item<float>());
        long[] places = moved.argmax(1).data<long>().ToArray();
        int[] range = [-2, -1, 0, 1, 2];
        CollectionAssert.AreEqual(range, places.Select(p => (int)(p / Size) - 8).Distinct().Order().ToArray());
        CollectionAssert.AreEqual(range, places.Select(p => (int)(p % Size) - 8).Distinct().Order().ToArray());
    }

    [TestMethod]
    public void Cutout_blanks_a_box_of_half_the_height_and_width_centered_anywhere()
    {
        var result = Augment(new DiffAugment { Color = false, Translation = false }, torch.ones(Count, 1, Size, Size));

        float[] shares = result.eq(0).to(ScalarType.Float32).view(Count, -1).mean([1]).ToFloats();
        Assert.AreEqual(0.25, shares.Max(), 1e-6);
        Assert.AreEqual(1 / 16.0, shares.Min(), 1e-6);

        // The box's 17 places along an axis leave 4, 5, 6, 7 of its rows inside at either end, and all 8 elsewhere.
        double rows = (2 * (4 + 5 + 6 + 7) + 9 * 8) / 17.0 / Size;
        Assert.AreEqual(rows * rows, shares.Average(), 0.005);
    }

    [TestMethod]
    public void The_gradient_reaches_the_images()
    {
        var images = torch.randn(8, 3, Size, Size, generator: _random).requires_grad_();

        Augment(new DiffAugment(), images).square().sum().backward();

        Assert.IsTrue(images.grad!.isfinite().all().item<bool>());
        Assert.IsGreaterThan(0.4, images.grad.ne(0).to(ScalarType.Float32).mean().item<float>());
    }

    private Tensor Augment(DiffAugment augmentation, Tensor images)
    {
        using var augmenter = augmentation.Start(_random, CPU);
        return augmenter.Augment(images);
    }
}
