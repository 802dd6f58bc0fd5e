using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Ml.Gan.Tests.Conformance.Torch;

[TestClass]
public class FunctionalTests
{
    [TestMethod]
    public void PointwiseFunctions()
    {
        double[] points = [-3.5, -1, -0.25, 0, 0.5, 1, 4];
        void Check(Func<Tensor, Tensor> function, Func<double, double> expected)
        {
            using DisposeScope scope = NewDisposeScope();
            Numeric.AreClose([.. points.Select(expected)], function(tensor(points)), 1e-12);
        }
        Check(x => functional.relu(x), x => Math.Max(0, x));
        Check(x => functional.leaky_relu(x, 0.2), x => x > 0 ? x : 0.2 * x);
        Check(x => functional.elu(x, 1.5), x => x > 0 ? x : 1.5 * (Math.Exp(x) - 1));
        Check(x => functional.softplus(x), x => Math.Log(1 + Math.Exp(x)));
        Check(x => functional.logsigmoid(x), x => -Math.Log(1 + Math.Exp(-x)));
        Check(x => functional.silu(x), x => x / (1 + Math.Exp(-x)));
        Check(x => x.sigmoid(), x => 1 / (1 + Math.Exp(-x)));
        Check(x => x.tanh(), Math.Tanh);
        Check(x => x.clamp(-1, 2), x => Math.Clamp(x, -1, 2));
        Check(x => x.square(), x => x * x);
        Check(x => (x * x + 1).rsqrt(), x => 1 / Math.Sqrt(x * x + 1));
        Check(x => x.pow(3), x => x * x * x);
        Check(x => 2 - x, x => 2 - x);
        Check(x => 3 / (x + 10), x => 3 / (x + 10));
        Check(x => -x * 2 + 1, x => -x * 2 + 1);
        Check(x => x.sign(), x => Math.Sign(x));
        Check(x => x.expm1(), x => Math.Exp(x) - 1);
        Check(x => x.square().log1p(), x => Math.Log(1 + x * x));
    }

    [TestMethod]
    public void ConvolutionIsACorrelation()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = arange(9, dtype: float64).view(1, 1, 3, 3);
        Tensor w = tensor(new[] { 1.0, 2, 3, 4 }, [1, 1, 2, 2]);
        Numeric.AreClose(
            [0 + 2 + 9 + 16, 1 + 4 + 12 + 20, 3 + 8 + 18 + 28, 4 + 10 + 21 + 32], functional.conv2d(x, w).flatten());
        Tensor biased = functional.conv2d(x, w, bias: tensor(new[] { 100.0 }), strides: [2, 2], padding: [1, 1]);
        Numeric.AreClose(
            [100 + 4 * 0, 100 + 3 * 1 + 4 * 2, 100 + 2 * 3 + 4 * 6, 100 + 4 + 2 * 5 + 3 * 7 + 4 * 8], biased.flatten());
    }

    [TestMethod]
    public void ATransposedConvolutionIsTheAdjointOfAConvolution()
    {
        using DisposeScope scope = NewDisposeScope();
        using var generator = new Generator(4);
        Tensor w = Numeric.Normal(generator, 3, 2, 4, 4), x = Numeric.Normal(generator, 2, 2, 8, 8),
        y = Numeric.Normal(generator, 2, 3, 4, 4);
        Tensor forward = functional.conv2d(x, w, strides: [2, 2], padding: [1, 1]);
        Tensor adjoint = functional.conv_transpose2d(y, w, strides: [2, 2], padding: [1, 1]);
        Assert.AreEqual((forward * y).sum().ToDouble(), (x * adjoint).sum().ToDouble(), 1e-10);
    }

    [TestMethod]
    public void BatchNormNormalizesAndTracks()
    {
        using DisposeScope scope = NewDisposeScope();
        using var generator = new Generator(6);
        Tensor x = Numeric.Normal(generator, 8, 3, 4, 4) * 2 + 5;
        Tensor mean = zeros(3, dtype: float64), variance = ones(3, dtype: float64);
        Tensor weight = tensor(new[] { 1.0, 2, 3 }), bias = tensor(new[] { 0.0, 1, -1 });
        long[] over = [0, 2, 3];
        Tensor m = x.mean(over, keepdim: true), v = x.var(over, unbiased: false, keepdim: true);
        Tensor expected = (x - m) / (v + 1e-5).sqrt() * weight.view(1, 3, 1, 1) + bias.view(1, 3, 1, 1);
        Numeric.AreClose(expected, functional.batch_norm(x, mean, variance, weight, bias, training: true), 1e-10);
        Numeric.AreClose(0.1 * m.flatten(), mean, 1e-12);
        Numeric.AreClose(0.9 + 0.1 * x.var(over), variance, 1e-12);
        Tensor frozen = (x - mean.view(1, 3, 1, 1)) / (variance.view(1, 3, 1, 1) + 1e-5).sqrt();
        Numeric.AreClose(frozen, functional.batch_norm(x, mean, variance), 1e-10);
    }

    [TestMethod]
    public void NormsOverOneSample()
    {
        using DisposeScope scope = NewDisposeScope();
        using var generator = new Generator(6);
        Tensor x = Numeric.Normal(generator, 2, 4, 3, 3) * 3 + 1;
        Tensor Normalized(params long[] over) =>
            (x - x.mean(over, keepdim: true)) / (x.var(over, unbiased: false, keepdim: true) + 1e-5).sqrt();
        Numeric.AreClose(Normalized(2, 3), functional.instance_norm(x), 1e-10);
        Numeric.AreClose(Normalized(1, 2, 3), functional.group_norm(x, 1), 1e-10);
        Numeric.AreClose(Normalized(1, 2, 3), functional.layer_norm(x, [4, 3, 3]), 1e-10);
    }

    [TestMethod]
    public void Losses()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = tensor(new[] { -2.0, 0.5, 3 }), target = tensor(new[] { 0.0, 1, 1 });
        double[] z = [-2, 0.5, 3], t = [0, 1, 1];
        double bce = z.Zip(t, (a, b) => Math.Log(1 + Math.Exp(a)) - a * b).Average();
        Assert.AreEqual(bce, functional.binary_cross_entropy_with_logits(logits, target).ToDouble(), 1e-12);
        Assert.AreEqual(bce, functional.binary_cross_entropy(logits.sigmoid(), target).ToDouble(), 1e-12);
        Assert.AreEqual(
            z.Zip(t, (a, b) => (a - b) * (a - b)).Average(), functional.mse_loss(logits, target).ToDouble(), 1e-12);
        Assert.AreEqual(
            z.Zip(t, (a, b) => Math.Abs(a - b)).Sum(), functional.l1_loss(logits, target, Reduction.Sum).ToDouble(),
            1e-12);
        Tensor scores = logits.view(1, 3);
        double entropy = Math.Log(z.Sum(Math.Exp)) - 3;
        Assert.AreEqual(entropy, functional.cross_entropy(scores, tensor(new[] { 2L })).ToDouble(), 1e-12);
        Assert.AreEqual(entropy, functional.nll_loss(scores.log_softmax(1), tensor(new[] { 2L })).ToDouble(), 1e-12);
    }

    [TestMethod]
    public void Resampling()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { 1.0, 2, 3, 4 }, [1, 1, 2, 2]);
        Numeric.AreClose(
            [1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4],
            functional.interpolate(x, scale_factor: [2.0, 2.0]).flatten());
        Tensor corners = functional.interpolate(x, size: [3, 3], mode: InterpolationMode.Bilinear, align_corners: true);
        Numeric.AreClose([1, 1.5, 2, 2, 2.5, 3, 3, 3.5, 4], corners.flatten());
        Numeric.AreClose([2.5], functional.avg_pool2d(x, 2).flatten());
        Numeric.AreClose([4], functional.max_pool2d(x, 2).flatten());
        Numeric.AreClose([2.5], functional.adaptive_avg_pool2d(x, 1).flatten());
        Numeric.AreClose([0, 1, 2, 0, 3, 4], functional.pad(x, [1, 0, 0, 0]).flatten());
        Numeric.AreClose([1, 2, 3, 4], functional.pixel_shuffle(x.view(1, 4, 1, 1), 2).flatten());
    }

    [TestMethod]
    public void OneHotAndSimilarity()
    {
        using DisposeScope scope = NewDisposeScope();
        Numeric.AreClose([0, 1, 0, 1, 0, 0], functional.one_hot(tensor(new[] { 1L, 0L }), 3).flatten());
        Tensor a = tensor(new[] { 1.0, 0 }, [1, 2]), b = tensor(new[] { 1.0, 1 }, [1, 2]);
        Numeric.AreClose([Math.Sqrt(0.5)], functional.cosine_similarity(a, b), 1e-12);
        Numeric.AreClose([0.6, 0.8], functional.normalize(tensor(new[] { 3.0, 4 }, [1, 2])).flatten(), 1e-12);
    }
}
