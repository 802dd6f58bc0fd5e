using Ml.Gan.Networks.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks.Layers;

[TestClass]
public sealed class UpsamplingTests
{
    [TestMethod]
    [DataRow(3, 5, 4, 4)]
    [DataRow(1, 1, 1, 1)]
    [DataRow(2, 3, 7, 5)]
    public void Values_and_gradients_equal_those_of_the_transposed_convolution(int inputs, int outputs, int height, int width)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(11);
        Tensor Draw(params long[] size) => torch.randn(size, dtype: ScalarType.Float64, generator: random);
        var (x, w) = (Draw(2, inputs, height, width).requires_grad_(), Draw(inputs, outputs, 4, 4).requires_grad_());

        var expected = nn.functional.conv_transpose2d(x, w, strides: [2, 2], padding: [1, 1]);
        var actual = SubpixelUpsampling.apply(x, w);

        var outer = Draw(expected.shape);
        AssertClose(expected, actual);
        var expectedGradients = autograd.grad([expected], [x, w], [outer]);
        var actualGradients = autograd.grad([actual], [x, w], [outer]);
        AssertClose(expectedGradients[0], actualGradients[0]);
        AssertClose(expectedGradients[1], actualGradients[1]);
    }

    private static void AssertClose(Tensor expected, Tensor actual)
    {
        CollectionAssert.AreEqual(expected.shape, actual.shape);
        Assert.IsLessThan(1e-12, (expected - actual).abs().max().item<double>());
    }
}
