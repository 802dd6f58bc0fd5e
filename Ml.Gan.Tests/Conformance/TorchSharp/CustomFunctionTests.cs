using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Ml.Gan.Tests.Conformance.Torch;

[TestClass]
public class CustomFunctionTests
{
    [TestMethod]
    [DataRow(4, 2, 1)]
    [DataRow(3, 1, 1)]
    [DataRow(4, 1, 0)]
    public void TransposedConvolutionThroughConvolution(int kernel, int stride, int padding)
    {
        using DisposeScope scope = NewDisposeScope();
        using var generator = new Generator(5);
        Tensor x = Numeric.Normal(generator, 2, 3, 4, 4).requires_grad_();
        Tensor w = Numeric.Normal(generator, 3, 5, kernel, kernel).requires_grad_();
        Tensor expected = functional.conv_transpose2d(x, w, strides: [stride, stride], padding: [padding, padding]);
        Tensor weights = Numeric.Normal(generator, expected.shape);
        IList<Tensor> gradients = autograd.grad([(expected * weights).sum()], [x, w]);

        Tensor actual = Mirrored.apply(x, w, (long)stride, (long)padding);
        IList<Tensor> found = autograd.grad([(actual * weights).sum()], [x, w]);

        Numeric.AreClose(expected, actual);
        Numeric.AreClose(gradients[0], found[0]);
        Numeric.AreClose(gradients[1], found[1]);
    }

    [TestMethod]
    public void GradientsFlowThroughToOtherOperators()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { 0.5, -1.0 }).requires_grad_();
        Tensor y = Cube.apply(x.exp()).tanh();
        y.sum().backward();
        double[] expected = [.. new[] { 0.5, -1.0 }.Select(
            v => 3 * Math.Exp(3 * v) / Math.Pow(Math.Cosh(Math.Exp(3 * v)), 2))];
        Numeric.AreClose(expected, x.grad, 1e-12);
    }

    [TestMethod]
    public void ABackwardOfOperatorsHasGradientsItself()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { 2.0, 3.0 }).requires_grad_();
        Tensor first = autograd.grad([Cube.apply(x).sum()], [x], create_graph: true)[0];
        Tensor second = autograd.grad([first.sum()], [x])[0];
        Numeric.AreClose([12, 27], first);
        Numeric.AreClose([12, 18], second);
    }

    [TestMethod]
    public void WithoutAGraphThereIsNone()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones(2);
        Assert.IsFalse(Cube.apply(x).requires_grad);
        x.requires_grad_();
        using (no_grad()) Assert.IsFalse(Cube.apply(x).requires_grad);
    }

    [TestMethod]
    public void SeveralOutputs()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { 2.0, 5.0 }).requires_grad_();
        List<Tensor> outputs = SumAndProduct.apply(x, tensor(new[] { 3.0, 4.0 }));
        Numeric.AreClose([5, 9], outputs[0]);
        Numeric.AreClose([6, 20], outputs[1]);
        (outputs[0] * 10 + outputs[1]).sum().backward();
        Numeric.AreClose([13, 14], x.grad);
    }

    [TestMethod]
    public void WhatIsSavedIsFreedWithTheGraph()
    {
        using Tensor x = ones(1_000_000).requires_grad_();
        void Run(bool backward)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor loss = Cube.apply(x * 2).sum();
            if (!backward) return;
            loss.backward();
            x.grad = null;
        }
        for (int i = 0; i < 5; i++) Run(i % 2 == 0);
        long before = Memory();
        for (int i = 0; i < 100; i++) Run(i % 2 == 0);
        Assert.IsLessThan(150_000_000, Memory() - before);
    }

    static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    sealed class Cube : autograd.SingleTensorFunction<Cube>
    {
        public override string Name => nameof(Cube);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.save_for_backward([x]);
            return x * x * x;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            Tensor x = ctx.get_saved_variables()[0];
            return [grad_output * x * x * 3];
        }
    }

    sealed class SumAndProduct : autograd.MultiTensorFunction<SumAndProduct>
    {
        public override string Name => nameof(SumAndProduct);

        public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var (x, y) = ((Tensor)vars[0], (Tensor)vars[1]);
            ctx.save_for_backward([x, y]);
            return [x + y, x * y];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
        {
            List<Tensor> saved = ctx.get_saved_variables();
            return [grad_outputs[0] + grad_outputs[1] * saved[1], grad_outputs[0] + grad_outputs[1] * saved[0]];
        }
    }

    /// <summary>
    /// A transposed convolution is a convolution's gradient with respect to its input; its own gradients are the
    /// convolution and the convolution's gradient with respect to its weight.
    /// </summary>
    sealed class Mirrored : autograd.SingleTensorFunction<Mirrored>
    {
        public override string Name => nameof(Mirrored);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var (x, w, stride, padding) = ((Tensor)vars[0], (Tensor)vars[1], (long)vars[2], (long)vars[3]);
            ctx.save_for_backward([x, w]);
            ctx.save_data("stride", stride);
            ctx.save_data("padding", padding);
            long[] size = [.. new[] { 2, 3 }.Select(d => (x.shape[d] - 1) * stride + w.shape[d] - 2 * padding)];
            using IDisposable on = enable_grad();
            Tensor input = zeros([x.shape[0], w.shape[1], .. size], x.dtype).requires_grad_();
            return autograd.grad([Convolve(input, w.detach(), stride, padding)], [input], [x.detach()])[0];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            List<Tensor> saved = ctx.get_saved_variables();
            var (stride, padding) = ((long)ctx.get_data("stride"), (long)ctx.get_data("padding"));
            using IDisposable on = enable_grad();
            Tensor w = saved[1].detach().requires_grad_();
            Tensor convolved = Convolve(grad_output.detach(), w, stride, padding);
            Tensor weightGradient = autograd.grad([convolved], [w], [saved[0].detach()])[0];
            return [convolved.detach(), weightGradient, null!, null!];
        }

        static Tensor Convolve(Tensor input, Tensor w, long stride, long padding) =>
            functional.conv2d(input, w, strides: [stride, stride], padding: [padding, padding]);
    }
}
