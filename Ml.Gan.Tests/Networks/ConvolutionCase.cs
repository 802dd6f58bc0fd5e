using Ml.Gan.Networks;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

/// <summary>One convolution, computed by the layers in float32 and by libtorch in float64.</summary>
internal sealed record ConvolutionCase(
    bool Transposed, int Inputs, int Outputs, int Kernel, int Stride, int Batch, bool Twice = false)
{
    public const double Tolerance = 1e-4;

    private static readonly int[] Kernels = [1, 2, 3, 4, 5, 7], Strides = [1, 2], Batches = [1, 8, 64];

    /// <summary>Kinds of convolution besides the numbers of channels.</summary>
    private static readonly (bool Transposed, int Kernel, int Stride, int Batch)[] Kinds =
    [
        .. from transposed in new[] { false, true } from kernel in Kernels from stride in Strides from batch in Batches
           select (transposed, kernel, stride, batch),
    ];

    /// <summary>
    /// Each pair of channel counts from 1 to 64 with one of the kinds in turn, and each count, in or out, with all
    /// kinds, where the other one is small.
    /// </summary>
    /// <param name="part">Every how manieth case.</param>
    public static IEnumerable<ConvolutionCase> All(int part)
    {
        var pairs =
            from inputs in Enumerable.Range(1, 64) from outputs in Enumerable.Range(1, 64) select (inputs, outputs);
        var inTurn = pairs.Select((pair, i) => Of(pair.inputs, pair.outputs, Kinds[(i * 29 + i / 64) % Kinds.Length]));
        int[] others = [1, 3, 16, 24];
        var each = Enumerable.Range(1, 64).SelectMany(count => Kinds.Select((kind, i) => (count + i / 2) % 2 == 0
            ? Of(count, others[(count + i) % others.Length], kind)
            : Of(others[(count + i) % others.Length], count, kind)));
        return inTurn.Concat(each).Where((_, i) => i % part == 0);
    }

    /// <summary>
    /// Those of the kinds that penalties differentiate twice, for channel counts on either side of the blocks.
    /// </summary>
    public static IEnumerable<ConvolutionCase> Doubly(int part) =>
        (from count in Enumerable.Range(1, 64)
         from other in new[] { 1, 3, 16, 20 }
         from batch in Batches
         let kind = Kinds[(count * 7 + other + batch) % Kinds.Length]
         select new ConvolutionCase(kind.Transposed, count, other, kind.Kernel, kind.Stride, batch, Twice: true)).Where(
             (_, i) => i % part == 0);

    /// <summary>
    /// The largest error of the output and of the gradients of input and weight, relative to the largest element of
    /// each.
    /// </summary>
    public double Error()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(7);
        Tensor Draw(params long[] shape) => randn(shape, ScalarType.Float64, generator: random);
        int size = Batch == 64 ? 3 : 5;
        var input = Draw(Batch, Inputs, size, size);
        var weight = Transposed ? Draw(Inputs, Outputs, Kernel, Kernel) : Draw(Outputs, Inputs, Kernel, Kernel);
        return Compute(ScalarType.Float32).Zip(Compute(ScalarType.Float64), Difference).Max();

        Tensor[] Compute(ScalarType type)
        {
            var (x, w) =
                (input.to_type(type).detach().requires_grad_(), weight.to_type(type).detach().requires_grad_());
            var y = Transposed
                ? Convolutions.ConvTranspose2d(x, w, null, Stride, Kernel / 2)
                : Convolutions.Conv2d(x, w, null, Stride, Kernel / 2);
            var outer = arange(y.numel(), ScalarType.Float64).mul(0.7).sin().reshape(y.shape).to_type(type);
            if (!Twice)
                return [y, .. autograd.grad([y], [x, w], [outer])];
            var slope = autograd.grad([(y.square() * outer).sum()], [x], retain_graph: true, create_graph: true)[0];
            return [slope, .. autograd.grad([slope.square().sum()], [x, w])];
        }
    }

    private static ConvolutionCase Of(
        int inputs, int outputs, (bool Transposed, int Kernel, int Stride, int Batch) kind) =>
        new(kind.Transposed, inputs, outputs, kind.Kernel, kind.Stride, kind.Batch);

    private static double Difference(Tensor computed, Tensor exact)
    {
        double difference = ((computed.to_type(ScalarType.Float64) - exact).abs().max() / (exact.abs().max() + 1e-30))
            .item<double>();
        return double.IsNaN(difference) ? double.PositiveInfinity : difference;
    }
}
