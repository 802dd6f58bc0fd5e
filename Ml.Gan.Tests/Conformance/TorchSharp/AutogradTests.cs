using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Ml.Gan.Tests.Conformance.Torch;

[TestClass]
public class AutogradTests
{
    static IEnumerable<object[]> Functions()
    {
        object[] Case(string name, Func<Tensor, Tensor> function) => [name, function];
        using var generator = new Generator(3);
        Tensor kernel = Numeric.Normal(generator, 3, 2, 3, 3), mirrored = Numeric.Normal(generator, 2, 3, 4, 4);
        Tensor matrix = Numeric.Normal(generator, 5, 4);
        Tensor zero = zeros(2, dtype: float64), one = ones(2, dtype: float64);
        yield return Case("conv2d", x => functional.conv2d(x, kernel, strides: [2, 2], padding: [1, 1]));
        yield return Case(
            "conv_transpose2d", x => functional.conv_transpose2d(x, mirrored, strides: [2, 2], padding: [1, 1]));
        yield return Case("batch_norm", x => functional.batch_norm(x, zero.clone(), one.clone(), training: true));
        yield return Case("instance_norm", x => functional.instance_norm(x));
        yield return Case("layer_norm", x => functional.layer_norm(x, [5, 5]));
        yield return Case("group_norm", x => functional.group_norm(x, 2));
        yield return Case("linear", x => functional.linear(x.reshape(20, 5), matrix.t()));
        yield return Case("softplus", x => x.softplus());
        yield return Case("leaky_relu", x => functional.leaky_relu(x, 0.2));
        yield return Case("elu", x => functional.elu(x, 1.0));
        yield return Case("gelu", x => functional.gelu(x));
        yield return Case("tanh", x => x.tanh());
        yield return Case("sigmoid", x => x.sigmoid());
        yield return Case("log_softmax", x => x.log_softmax(1));
        yield return Case("bilinear", x => functional.interpolate(x, size: [9, 9], mode: InterpolationMode.Bilinear));
        yield return Case("avg_pool2d", x => functional.avg_pool2d(x, 2));
        yield return Case("pad", x => functional.pad(x, [1, 2, 0, 1], PaddingModes.Reflect));
        yield return Case("pixel_shuffle", x => functional.pixel_shuffle(x.reshape(1, 4, 5, 5), 2));
        yield return Case("std", x => x.std(0L, unbiased: false));
        yield return Case("index", x => x[.., 1, 2..4]);
    }

    [TestMethod]
    [DynamicData(nameof(Functions))]
    public void GradientsAgreeWithFiniteDifferences(string name, Func<Tensor, Tensor> function)
    {
        using DisposeScope scope = NewDisposeScope();
        using var generator = new Generator(7);
        Tensor point = Numeric.Normal(generator, 2, 2, 5, 5);
        Tensor weights = Numeric.Normal(generator, function(point).shape);
        Tensor Loss(Tensor x) => (function(x) * weights).sum();

        Tensor variable = point.clone().requires_grad_();
        Tensor gradient = autograd.grad([Loss(variable)], [variable])[0];

        Numeric.AreClose(Numeric.Gradient(Loss, point), gradient, 1e-7);
        Assert.AreNotEqual(0.0, gradient.abs().sum().ToDouble(), name);
    }

    [TestMethod]
    [DynamicData(nameof(Functions))]
    public void SecondGradientsAgreeWithFiniteDifferences(string name, Func<Tensor, Tensor> function)
    {
        using DisposeScope scope = NewDisposeScope();
        using var generator = new Generator(8);
        Tensor point = Numeric.Normal(generator, 2, 2, 5, 5);
        Tensor weights = Numeric.Normal(generator, function(point).shape);
        Tensor Penalty(Tensor x)
        {
            Tensor variable = x.requires_grad ? x : x.detach().requires_grad_();
            Tensor loss = (function(variable).square() * weights).sum();
            return autograd.grad([loss], [variable], create_graph: true)[0].square().sum();
        }

        Tensor at = point.clone().requires_grad_();
        Tensor gradient = autograd.grad([Penalty(at)], [at])[0];

        Tensor expected = Numeric.Gradient(Penalty, point), scale = expected.abs().max();
        Assert.AreNotEqual(0.0, scale.ToDouble(), name);
        Numeric.AreClose(expected / scale, gradient / scale, 1e-6);
    }

    [TestMethod]
    public void BackwardAddsToTheGradientsOfTheLeaves()
    {
        using Tensor x = tensor(new[] { 1.0, 2.0 }).requires_grad_();
        (x * x).sum().backward();
        Numeric.AreClose([2, 4], x.grad);
        (3 * x).sum().backward();
        Numeric.AreClose([5, 7], x.grad);
    }

    [TestMethod]
    public void WeightedOutputs()
    {
        using Tensor x = tensor(new[] { 1.0, 2.0 }).requires_grad_();
        using Tensor weights = tensor(new[] { 10.0, 100.0 });
        IList<Tensor> found = autograd.grad([x * x], [x], [weights]);
        Numeric.AreClose([20, 400], found[0]);
    }

    [TestMethod]
    public void NoGradAndDetachCutTheGraph()
    {
        using Tensor x = ones(2).requires_grad_();
        using (no_grad())
        {
            Assert.IsFalse(is_grad_enabled());
            Assert.IsFalse((x * 2).requires_grad);
            using (enable_grad()) Assert.IsTrue((x * 2).requires_grad);
        }
        Assert.IsTrue(is_grad_enabled());
        Assert.IsTrue((x * 2).requires_grad);
        Assert.IsFalse((x * 2).detach().requires_grad);
        Assert.IsTrue(x.is_leaf);
        Assert.IsFalse((x * 2).is_leaf);
    }

    [TestMethod]
    public void GradModeBelongsToTheThread()
    {
        using IDisposable off = no_grad();
        bool elsewhere = false;
        var thread = new Thread(() => elsewhere = is_grad_enabled());
        thread.Start();
        thread.Join();
        Assert.IsTrue(elsewhere);
        Assert.IsFalse(is_grad_enabled());
    }

    [TestMethod]
    public void AGraphIsFreedByBackwardUnlessRetained()
    {
        using Tensor x = ones(3).requires_grad_();
        using Tensor kept = x.exp().sum();
        kept.backward(retain_graph: true);
        kept.backward();
        Assert.ThrowsExactly<ExternalException>(() => kept.backward());
    }

    [TestMethod]
    public void InPlaceChangesOfWhatBackwardNeedsAreFound()
    {
        using Tensor x = ones(3).requires_grad_();
        using Tensor y = x.exp();
        using Tensor loss = y.sum();
        using (no_grad()) y.mul_(2);
        Assert.ThrowsExactly<ExternalException>(() => loss.backward());
    }

    [TestMethod]
    public void OnlyTheInputsNamedGetGradients()
    {
        using Tensor x = ones(2).requires_grad_(), y = ones(2).requires_grad_();
        autograd.backward([(x * y).sum()], inputs: [x]);
        Assert.IsNotNull(x.grad);
        Assert.IsNull(y.grad);
    }
}
