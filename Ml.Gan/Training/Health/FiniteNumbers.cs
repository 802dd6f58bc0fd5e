using Ml.Gan.Native;
using Ml.Gan.Training.Optimizers;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Health;

/// <summary>Search for NaN and infinity in tensors.</summary>
internal static class FiniteNumbers
{
    /// <summary>
    /// Whether all numbers are finite. Sums are taken first, which one NaN or infinity makes NaN or infinite: that
    /// reads each number once, and waits for a GPU once. A sum of finite numbers may overflow, so that only then each
    /// number is looked at.
    /// </summary>
    public static bool Are(IReadOnlyList<Tensor> tensors)
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        using var frozen = no_grad();
        Tensor[] sums = [.. FlatTensors.Merged(tensors)
            .Where(tensor => tensor.is_floating_point() && tensor.numel() > 0)
            .Select(tensor => tensor.sum().to_type(ScalarType.Float64))];
        return sums.Length == 0 || stack(sums).sum().isfinite().item<bool>()
            || tensors.All(tensor => CountMissing(tensor) == 0);
    }

    /// <summary>Tensors with numbers that aren't finite: how many of how many.</summary>
    public static IReadOnlyList<(string Name, long Missing, long Count)> Missing(
        IEnumerable<(string Name, Tensor Value)> tensors)
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        using var frozen = no_grad();
        return
        [
            .. from tensor in tensors
               let missing = CountMissing(tensor.Value)
               where missing > 0
               select (tensor.Name, missing, tensor.Value.numel()),
        ];
    }

    private static long CountMissing(Tensor tensor) =>
        tensor.is_floating_point() ? tensor.isfinite().logical_not().sum().item<long>() : 0;
}
