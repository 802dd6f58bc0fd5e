using Ml.Gan.Models.Augmentations;
using Ml.Gan.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models.Augmentations;

[TestClass]
public sealed class GeometricTransformTests
{
    private static readonly float[] s_numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9];

    public static IEnumerable<object[]> Transforms =>
    [
        ["translation", (Tensor x) => ImageTransforms.Translate(x, tensor((long[])[1, -2]), tensor((long[])[0, 1]))],
        ["cutout", (Tensor x) => ImageTransforms.CutOut(x, tensor((long[])[1, -1]), tensor((long[])[0, 2]), 2, 2)],
        ["flip", (Tensor x) => ImageTransforms.FlipHorizontally(x, tensor((bool[])[true, false]))],
    ];

    [TestMethod]
    [DataRow(0, 0, new float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    [DataRow(1, 0, new float[] { 0, 0, 0, 1, 2, 3, 4, 5, 6 })]
    [DataRow(0, -1, new float[] { 2, 3, 0, 5, 6, 0, 8, 9, 0 })]
    [DataRow(-2, 1, new float[] { 0, 7, 8, 0, 0, 0, 0, 0, 0 })]
    public void Translation_moves_pixels_and_zeros_enter(int down, int right, float[] expected) =>
        Expect(expected, x => ImageTransforms.Translate(x, tensor((long[])[down]), tensor((long[])[right])));

    [TestMethod]
    [DataRow(0, 0, new float[] { 0, 0, 3, 0, 0, 6, 7, 8, 9 })]
    [DataRow(1, 1, new float[] { 1, 2, 3, 4, 0, 0, 7, 0, 0 })]
    [DataRow(-1, 2, new float[] { 1, 2, 0, 4, 5, 6, 7, 8, 9 })]
    public void Cutout_zeroes_a_box_and_cuts_off_what_lies_outside(int top, int left, float[] expected) =>
        Expect(expected, x => ImageTransforms.CutOut(x, tensor((long[])[top]), tensor((long[])[left]), 2, 2));

    [TestMethod]
    [DataRow(false, new float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    [DataRow(true, new float[] { 3, 2, 1, 6, 5, 4, 9, 8, 7 })]
    public void A_flip_exchanges_left_and_right(bool flip, float[] expected) =>
        Expect(expected, x => ImageTransforms.FlipHorizontally(x, tensor((bool[])[flip])));

    [TestMethod]
    public void Each_image_is_moved_by_its_own_number_with_all_its_channels()
    {
        using var scope = NewDisposeScope();
        var images = torch.arange(2 * 2 * 3 * 3, ScalarType.Float32).view(2, 2, 3, 3);

        var moved = ImageTransforms.Translate(images, tensor((long[])[1, 0]), tensor((long[])[0, -1]));

        Numeric.AreClose(images[0, 1, 0], moved[0, 1, 1], 0);
        Numeric.AreClose(images[1, 0].narrow(1, 1, 2), moved[1, 0].narrow(1, 0, 2), 0);
    }

    [TestMethod]
    [DynamicData(nameof(Transforms))]
    public void Gradients_agree_with_finite_differences(string name, Func<Tensor, Tensor> transform)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(3);
        var images = Numeric.Normal(random, 2, 1, 3, 3).requires_grad_();
        var outer = Numeric.Normal(random, 2, 1, 3, 3);
        Tensor Value(Tensor x) => (transform(x) * outer).sum();

        var gradient = autograd.grad([Value(images)], [images])[0];

        Assert.IsGreaterThan(0.1, gradient.abs().max().item<double>(), name);
        Numeric.AreClose(Numeric.Gradient(Value, images.detach()), gradient, 1e-8);
    }

    private static void Expect(float[] expected, Func<Tensor, Tensor> transform)
    {
        using var scope = NewDisposeScope();
        CollectionAssert.AreEqual(expected, transform(tensor(s_numbers, [1, 1, 3, 3])).ToFloats());
    }
}
