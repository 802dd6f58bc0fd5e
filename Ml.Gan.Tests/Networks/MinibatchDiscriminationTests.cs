using Ml.Gan.Native;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class MinibatchDiscriminationTests
{
    private const int Batch = 4, Features = 3, Kernels = 2, KernelSize = 5;

    [TestMethod]
    public void Appends_the_sums_of_exponentials_of_negative_distances()
    {
        using var scope = NewDisposeScope();
        using var layer = Create();
        using var random = new Generator(4);
        var input = torch.randn(Batch, Features, generator: random);
        float[] x = input.ToFloats(), weight = layer.parameters().Single().ToFloats();
        double Row(int sample, int kernel, int number) =>
            Enumerable.Range(0, Features).Sum(
                f => (double)x[sample * Features + f] * weight[(kernel * KernelSize + number) * Features + f]);
        double Distance(int i, int j, int kernel) =>
            Enumerable.Range(0, KernelSize).Sum(c => Math.Abs(Row(i, kernel, c) - Row(j, kernel, c)));

        float[] result = layer.call(input).ToFloats();

        for (int i = 0; i < Batch; i++)
        {
            CollectionAssert.AreEqual(x[(i * Features)..((i + 1) * Features)], result[(i * 5)..(i * 5 + Features)]);
            for (int kernel = 0; kernel < Kernels; kernel++)
                Assert.AreEqual(
                    Enumerable.Range(0, Batch)
                        .Sum(j => Math.Exp(-Distance(i, j, kernel))), result[i * 5 + Features + kernel], 1e-5);
        }
    }

    [TestMethod]
    public void Its_gradient_agrees_with_finite_differences()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(4);
        var rows = Numeric.Normal(random, Batch, Kernels, KernelSize).requires_grad_();
        var outer = Numeric.Normal(random, Batch, Kernels);
        Tensor Value(Tensor m) => (MinibatchDiscrimination.Closeness(m, m) * outer).sum();

        var gradient = autograd.grad([Value(rows)], [rows])[0];

        Numeric.AreClose(Numeric.Gradient(Value, rows.detach()), gradient, 1e-7);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(Batch)]
    public void Its_export_computes_the_same_for_batches_of_any_size(int batch)
    {
        using var scope = NewDisposeScope();
        using var layer = Create();
        using var random = new Generator(4);

        LayerExport.AreTheSame(layer, torch.randn(batch, Features, generator: random));
    }

    private static MinibatchDiscrimination Create()
    {
        using var parameters = new ParameterFactory(6, CPU);
        return new MinibatchDiscrimination(Features, Kernels, KernelSize, parameters);
    }
}
