using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class BilinearUpsamplingTests
{
    private readonly BilinearUpsampling _layer = new();

    [TestCleanup]
    public void Release() => _layer.Dispose();

    [TestMethod]
    public void Pixels_lie_a_quarter_and_three_quarters_between_centers_and_the_border_repeats()
    {
        using var scope = NewDisposeScope();
        var image = tensor(new double[] { 0, 4, 8, 20 }, [1, 1, 2, 2]);

        double[] row = [0, 1, 3, 4], below = [8, 11, 17, 20];
        double[] between(double share) => [.. row.Zip(below, (a, b) => a + share * (b - a))];

        Numeric.AreClose([.. row, .. between(0.25), .. between(0.75), .. below], _layer.call(image), 1e-12);
    }

    [TestMethod]
    public void Its_gradient_agrees_with_finite_differences()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(4);
        var images = Numeric.Normal(random, 2, 2, 2, 3).requires_grad_();
        var outer = Numeric.Normal(random, 2, 2, 4, 6);
        Tensor Value(Tensor x) => (_layer.call(x) * outer).sum();

        Numeric.AreClose(Numeric.Gradient(Value, images.detach()), autograd.grad([Value(images)], [images])[0], 1e-8);
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(4)]
    public void Its_export_computes_the_same(int factor)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(4);
        using var layer = new BilinearUpsampling(factor);

        LayerExport.AreTheSame(layer, torch.randn(3, 2, 3, 5, generator: random));
    }
}
