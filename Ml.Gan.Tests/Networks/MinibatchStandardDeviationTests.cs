using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class MinibatchStandardDeviationTests
{
    private readonly MinibatchStandardDeviation _layer = new();

    [TestCleanup]
    public void Release() => _layer.Dispose();

    [TestMethod]
    public void Appends_the_mean_over_features_of_the_deviation_over_the_batch()
    {
        using var scope = NewDisposeScope();
        var features = tensor(new double[] { 1, 10, 5, 3, 10, 5 }, [2, 3]);

        var result = _layer.call(features);

        // Deviations of (1, 3), (10, 10) and (5, 5): 1, and twice the root of the constant 1e-8 that keeps it
        // differentiable.
        double deviation = (Math.Sqrt(1 + 1e-8) + 2e-4) / 3;
        Numeric.AreClose([1, 10, 5, deviation, 3, 10, 5, deviation], result, 1e-9);
    }

    [TestMethod]
    public void Its_gradient_agrees_with_finite_differences()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(4);
        var features = Numeric.Normal(random, 4, 3).requires_grad_();
        var outer = Numeric.Normal(random, 4, 4);
        Tensor Value(Tensor x) => (_layer.call(x) * outer).sum();

        var gradient = autograd.grad([Value(features)], [features])[0];

        Numeric.AreClose(Numeric.Gradient(Value, features.detach()), gradient, 1e-7);
    }

    [TestMethod]
    public void Equal_samples_give_no_infinite_gradient()
    {
        using var scope = NewDisposeScope();
        var features = torch.ones(4, 3).requires_grad_();

        _layer.call(features).sum().backward();

        Assert.IsTrue(features.grad!.isfinite().all().item<bool>());
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(5)]
    public void Its_export_computes_the_same_for_batches_of_any_size(int batch)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(4);

        LayerExport.AreTheSame(_layer, torch.randn(batch, 6, generator: random));
    }

    [TestMethod]
    public void Images_get_a_plane_of_it()
    {
        using var scope = NewDisposeScope();
        var images = tensor(new double[] { 1, 10, 5, 3, 10, 5 }, [2, 1, 1, 3]);

        var result = _layer.call(images);

        double deviation = (Math.Sqrt(1 + 1e-8) + 2e-4) / 3;
        CollectionAssert.AreEqual(new long[] { 2, 2, 1, 3 }, result.shape);
        Numeric.AreClose(
            [1, 10, 5, deviation, deviation, deviation, 3, 10, 5, deviation, deviation, deviation], result, 1e-9);
    }

    [TestMethod]
    public void Its_gradient_for_images_agrees_with_finite_differences()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(4);
        var images = Numeric.Normal(random, 3, 2, 2, 2).requires_grad_();
        var outer = Numeric.Normal(random, 3, 3, 2, 2);
        Tensor Value(Tensor x) => (_layer.call(x) * outer).sum();

        Numeric.AreClose(Numeric.Gradient(Value, images.detach()), autograd.grad([Value(images)], [images])[0], 1e-7);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(5)]
    public void Its_export_for_images_computes_the_same_for_batches_of_any_size(int batch)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(4);

        LayerExport.AreTheSame(_layer, torch.randn(batch, 2, 3, 4, generator: random));
    }
}
