using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests;

/// <summary>Comparisons of tensors with numbers, and gradients by finite differences.</summary>
static class Numeric
{
    public static Tensor Normal(Generator generator, params long[] shape) =>
        randn(shape, float64, generator: generator);

    public static void AreClose(Tensor expected, Tensor actual, double tolerance = 1e-9)
    {
        CollectionAssert.AreEqual(expected.shape, actual.shape);
        using var difference = (expected - actual).abs().max();
        Assert.IsLessThanOrEqualTo(tolerance, difference.ToDouble());
    }

    public static void AreClose(double[] expected, Tensor actual, double tolerance = 1e-6)
    {
        double[] values = actual.to_type(float64).data<double>().ToArray();
        Assert.HasCount(expected.Length, values);
        for (int i = 0; i < values.Length; i++) Assert.AreEqual(expected[i], values[i], tolerance, $"element {i}");
    }

    /// <summary>The gradient of a scalar function of a float64 tensor, by central differences.</summary>
    public static Tensor Gradient(Func<Tensor, Tensor> function, Tensor at, double step = 1e-5)
    {
        double[] point = at.data<double>().ToArray();
        double[] slope = new double[point.Length];
        for (int i = 0; i < point.Length; i++)
        {
            double Value(double offset)
            {
                using var scope = NewDisposeScope();
                double[] moved = [.. point];
                moved[i] += offset;
                return function(tensor(moved, at.shape)).ToDouble();
            }
            slope[i] = (Value(step) - Value(-step)) / (2 * step);
        }
        return tensor(slope, at.shape);
    }
}
