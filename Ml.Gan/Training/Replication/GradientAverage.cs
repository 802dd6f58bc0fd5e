using Ml.Gan.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Replication;

/// <summary>
/// Mean of the gradients of one phase over all ranks, by way of one buffer on the CPU that stays from step to step.
/// </summary>
internal sealed class GradientAverage(IReadOnlyList<Parameter> parameters) : IDisposable
{
    private Tensor? _buffer;

    /// <summary>Replaces the gradients, of which all ranks have the same, by their means.</summary>
    public void Apply(Replicas replicas)
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        using var frozen = no_grad();
        Tensor[] gradients = [.. parameters.Select(parameter => parameter.grad).OfType<Tensor>()];
        if (gradients.Length == 0)
            return;
        _buffer ??= empty(parameters.Sum(parameter => parameter.numel()), gradients[0].dtype, CPU)
            .DetachFromDisposeScope();
        Copy(gradients, (place, gradient) => place.copy_(gradient));
        using var used = _buffer.narrow(0, 0, gradients.Sum(gradient => gradient.numel()));
        ReplicaSum.Reduce(used, replicas);
        used.div_(replicas.Count);
        Copy(gradients, (place, gradient) => gradient.copy_(place));
    }

    /// <inheritdoc/>
    public void Dispose() => _buffer?.Dispose();

    private void Copy(Tensor[] gradients, Action<Tensor, Tensor> copy)
    {
        long start = 0;
        foreach (var gradient in gradients)
        {
            copy(_buffer!.narrow(0, start, gradient.numel()).view(gradient.shape), gradient);
            start += gradient.numel();
        }
    }
}
