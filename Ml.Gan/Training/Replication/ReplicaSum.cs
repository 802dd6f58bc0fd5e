using System.Runtime.InteropServices;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Ml.Gan.Training.Replication;

/// <summary>
/// Sum of a tensor over all ranks. What each rank's loss owes to this rank's numbers is the sum over the ranks too, so
/// that backward is the same function, and differentiable itself.
/// </summary>
internal sealed class ReplicaSum : SingleTensorFunction<ReplicaSum>
{
    private const string Ranks = "replicas";

    /// <inheritdoc/>
    public override string Name => nameof(ReplicaSum);

    /// <inheritdoc/>
    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        var replicas = (Replicas)vars[1];
        ctx.save_data(Ranks, replicas);
        return Reduced((Tensor)vars[0], replicas);
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        var replicas = (Replicas)ctx.get_data(Ranks);
        return [is_grad_enabled() ? apply(grad_output, replicas) : Reduced(grad_output, replicas), null!];
    }

    private static Tensor Reduced(Tensor values, Replicas replicas)
    {
        using var sums = empty(values.shape, values.dtype, CPU);
        sums.copy_(values.detach());
        Reduce(sums, replicas);
        return sums.to(values.device, copy: true);
    }

    /// <summary>Sums a contiguous tensor on the CPU, float32 or float64, in place.</summary>
    public static void Reduce(Tensor sums, Replicas replicas)
    {
        if (sums.dtype == ScalarType.Float64)
            replicas.AllReduceSum(MemoryMarshal.Cast<byte, double>(sums.bytes));
        else if (sums.dtype == ScalarType.Float32)
            replicas.AllReduceSum(MemoryMarshal.Cast<byte, float>(sums.bytes));
        else
            throw new NotSupportedException($"Numbers of the type {sums.dtype} aren't summed over ranks.");
    }
}
