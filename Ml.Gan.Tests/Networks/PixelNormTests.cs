using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class PixelNormTests
{
    private readonly PixelNorm _layer = new();

    [TestCleanup]
    public void Release() => _layer.Dispose();

    [TestMethod]
    public void Each_pixel_is_divided_by_the_root_of_its_channels_mean_square()
    {
        using var scope = NewDisposeScope();
        var image = tensor(new double[] { 3, 0, 4, 1 }, [1, 2, 1, 2]); // pixels (3, 4) and (0, 1)

        double first = Math.Sqrt(12.5), second = Math.Sqrt(0.5);

        Numeric.AreClose([3 / first, 0, 4 / first, 1 / second], _layer.call(image), 1e-7);
    }

    [TestMethod]
    public void Its_gradient_agrees_with_finite_differences()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(4);
        var images = Numeric.Normal(random, 2, 3, 2, 2).requires_grad_();
        var outer = Numeric.Normal(random, 2, 3, 2, 2);
        Tensor Value(Tensor x) => (_layer.call(x) * outer).sum();

        Numeric.AreClose(Numeric.Gradient(Value, images.detach()), autograd.grad([Value(images)], [images])[0], 1e-7);
    }

    [TestMethod]
    public void Its_export_computes_the_same_for_images_and_vectors()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(4);

        LayerExport.AreTheSame(_layer, torch.randn(3, 5, 2, 4, generator: random));
        LayerExport.AreTheSame(_layer, torch.randn(3, 5, generator: random));
    }
}
