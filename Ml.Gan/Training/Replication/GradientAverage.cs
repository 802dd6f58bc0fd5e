using Ml.Gan.Native;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Replication;

/// <summary>
/// Mean of the gradients of one phase over all ranks. Large ones are exchanged where they lie; small ones together, by
/// way of a buffer on the CPU that stays from step to step, and so are those that the exchange can't reach.
/// </summary>
internal sealed class GradientAverage(IReadOnlyList<Parameter> parameters) : IDisposable
{
    /// <summary>Numbers from which an exchange of its own costs less than the copies to the buffer and back.</summary>
    private const int LargeLength = 1 << 14;

    private Tensor? _buffer;

    /// <summary>Replaces the gradients, of which all ranks have the same, by their means.</summary>
    public void Apply(Replicas replicas)
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        using var frozen = no_grad();
        // What is exchanged together depends on shapes alone, as they are all that is equal on ranks of any kind.
        var sizes = parameters.Select(parameter => parameter.grad).OfType<Tensor>()
            .ToLookup(gradient => gradient.numel() >= LargeLength);
        foreach (var gradient in sizes[true])
        {
            if (gradient.device_type == DeviceType.CPU && gradient.is_contiguous())
                Average(gradient.view(-1), replicas);
            else
                AverageInBuffer([gradient], replicas);
        }
        AverageInBuffer([.. sizes[false]], replicas);
    }

    /// <inheritdoc/>
    public void Dispose() => _buffer?.Dispose();

    private void AverageInBuffer(Tensor[] gradients, Replicas replicas)
    {
        if (gradients.Length == 0)
            return;
        long length = gradients.Sum(gradient => gradient.numel());
        if (_buffer is null || _buffer.numel() < length)
        {
            _buffer?.Dispose();
            _buffer = empty(length, gradients[0].dtype, CPU).DetachFromDisposeScope();
        }
        var used = _buffer.narrow(0, 0, length);
        Copy(used, gradients, (place, gradient) => place.copy_(gradient));
        Average(used, replicas);
        Copy(used, gradients, (place, gradient) => gradient.copy_(place));
    }

    private static void Average(Tensor values, Replicas replicas)
    {
        ReplicaSum.Reduce(values, replicas);
        values.div_(replicas.Count);
    }

    private static void Copy(Tensor buffer, Tensor[] gradients, Action<Tensor, Tensor> copy)
    {
        long start = 0;
        foreach (var gradient in gradients)
        {
            copy(buffer.narrow(0, start, gradient.numel()).view(gradient.shape), gradient);
            start += gradient.numel();
        }
    }
}
