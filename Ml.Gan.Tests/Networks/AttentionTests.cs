using Ml.Gan.Native;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class AttentionTests : LayerTests
{
    private const int Channels = 16, Keys = 2, Values = 8;

    [TestMethod]
    public void It_starts_as_the_identity()
    {
        using var layer = new Attention(Channels, Parameters);
        var input = torch.randn(2, Channels, 4, 4, generator: Random);

        Numeric.AreClose(input, layer.call(input), 0);
    }

    [TestMethod]
    [DataRow(3, 3)]
    [DataRow(4, 2)]
    public void Each_pixel_adds_a_mean_of_what_all_say_weighted_by_its_query_s_fit(int height, int width)
    {
        using var layer = Create(spectralNorm: false);
        var input = torch.randn(1, Channels, height, width, generator: Random);
        double[,] x = Matrix(input.view(Channels, -1)), seen = x;
        if (height % 2 == 0)
            seen = Matrix(nn.functional.avg_pool2d(input, 2).view(Channels, -1));
        double[,] Of(string name, double[,] pixels) =>
            Product(Matrix(layer.get_parameter($"{name}.weight")!.flatten(1)), pixels);
        double[,] query = Of("query", x), key = Of("key", seen), value = Of("value", seen);
        double[,] mixed = new double[Values, height * width];
        for (int pixel = 0; pixel < height * width; pixel++)
        {
            double[] fit = [
                .. Range(seen, 1).Select(j => Math.Exp(Range(query, 0).Sum(k => query[k, pixel] * key[k, j])))];
            for (int v = 0; v < Values; v++)
                mixed[v, pixel] = Range(seen, 1).Sum(j => fit[j] * value[v, j]) / fit.Sum();
        }
        double[,] output = Of("output", mixed);
        double[] expected = [.. Range(x, 0).SelectMany(c => Range(x, 1).Select(p => x[c, p] + 0.7 * output[c, p]))];

        Numeric.AreClose(expected, layer.call(input).view(-1), 1e-5);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Its_gradients_agree_with_finite_differences(bool spectralNorm)
    {
        using var layer = Create(spectralNorm);
        layer.eval();

        LayerGradients.AgreeWithFiniteDifferences(layer, Random, [2, Channels, 2, 2]);
        LayerGradients.AgreeWithFiniteDifferences(layer, Random, [1, Channels, 3, 2]);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Onnx_runtime_computes_the_same(bool spectralNorm)
    {
        using var layer = Create(spectralNorm);
        layer.call(torch.randn(2, Channels, 4, 4, generator: Random));

        LayerExport.AreTheSame(layer, torch.randn(3, Channels, 4, 4, generator: Random));
        LayerExport.AreTheSame(layer, torch.randn(3, Channels, 7, 7, generator: Random));
    }

    [TestMethod]
    public void Spectral_normalization_is_of_all_four_convolutions()
    {
        using var layer = Create(spectralNorm: true);

        Assert.HasCount(4, layer.modules().OfType<SpectralNormalization>().Distinct());
    }

    private Attention Create(bool spectralNorm)
    {
        var layer = new Attention(Channels, Parameters, spectralNorm);
        using (no_grad())
            layer.get_parameter("gamma")!.fill_(0.7);
        Assert.AreEqual(Keys, layer.get_parameter("key.weight")!.shape[0]);
        return layer;
    }

    private static double[,] Matrix(Tensor tensor)
    {
        double[,] matrix = new double[tensor.shape[0], tensor.shape[1]];
        Buffer.BlockCopy(
            tensor.ToFloats().Select(v => (double)v).ToArray(), 0, matrix, 0, matrix.Length * sizeof(double));
        return matrix;
    }

    private static double[,] Product(double[,] left, double[,] right)
    {
        double[,] product = new double[left.GetLength(0), right.GetLength(1)];
        foreach (int i in Range(left, 0))
            foreach (int j in Range(right, 1))
                product[i, j] = Range(left, 1).Sum(k => left[i, k] * right[k, j]);
        return product;
    }

    private static IEnumerable<int> Range(double[,] matrix, int axis) => Enumerable.Range(0, matrix.GetLength(axis));
}
