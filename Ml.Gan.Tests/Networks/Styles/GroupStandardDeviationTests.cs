using Ml.Gan.Networks.Styles;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks.Styles;

[TestClass]
public sealed class GroupStandardDeviationTests
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Generator _random = new(5);
    private readonly GroupStandardDeviation _layer = new();

    [TestCleanup]
    public void Release()
    {
        _layer.Dispose();
        _random.Dispose();
        _scope.Dispose();
    }

    [TestMethod]
    public void Each_group_of_four_has_its_own_deviation()
    {
        // Samples 0, 2, 4, 6 are a group, and 1, 3, 5, 7: constants 0, 2, 0, 2, and 5 for all.
        var images = tensor(new double[] { 0, 5, 2, 5, 0, 5, 2, 5 }, [8, 1, 1, 1]);

        var planes = _layer.call(images).select(1, 1).reshape(-1);

        Numeric.AreClose([1, 1e-4, 1, 1e-4, 1, 1e-4, 1, 1e-4], planes, 1e-8);
    }

    [TestMethod]
    public void Other_batches_are_one_group()
    {
        var images = tensor(new double[] { 1, 10, 3, 10, 5, 10 }, [3, 2, 1, 1]);

        var planes = _layer.call(images).select(1, 2).reshape(-1);

        double deviation = (Math.Sqrt(8.0 / 3) + 1e-4) / 2;
        Numeric.AreClose([deviation, deviation, deviation], planes, 1e-8);
    }

    [TestMethod]
    [DataRow(4)]
    [DataRow(3)]
    public void Gradients_agree_with_finite_differences(int batch)
    {
        var images = Numeric.Normal(_random, batch, 2, 2, 2).requires_grad_();
        var outer = Numeric.Normal(_random, batch, 3, 2, 2);
        Tensor Value(Tensor x) => (_layer.call(x) * outer).sum();

        Numeric.AreClose(Numeric.Gradient(Value, images.detach()), autograd.grad([Value(images)], [images])[0], 1e-7);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(4)]
    [DataRow(5)]
    [DataRow(8)]
    public void Export_computes_the_same_for_batches_of_any_size(int batch) =>
        LayerExport.AreTheSame(_layer, torch.randn(batch, 2, 3, 4, generator: _random));
}
