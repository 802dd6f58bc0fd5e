using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Replication;

/// <summary>State of a training on its way from rank 0 to the others.</summary>
internal sealed class StateBroadcast(Replicas replicas) : TrainingState
{
    private bool IsRoot => replicas.Rank == 0;

    /// <inheritdoc/>
    public override bool IsResuming => !IsRoot;

    /// <inheritdoc/>
    public override long Number(string name, long value)
    {
        replicas.Broadcast(MemoryMarshal.AsBytes(new Span<long>(ref value)), root: 0);
        return value;
    }

    /// <inheritdoc/>
    public override double Number(string name, double value)
    {
        replicas.Broadcast(MemoryMarshal.AsBytes(new Span<double>(ref value)), root: 0);
        return value;
    }

    /// <inheritdoc/>
    public override string? Text(string name, string? value)
    {
        byte[] text = value is null ? [] : Encoding.UTF8.GetBytes(value);
        long length = Number(name, value is null ? -1 : text.LongLength);
        if (length < 0)
            return null;
        Array.Resize(ref text, (int)length);
        replicas.Broadcast(text, root: 0);
        return Encoding.UTF8.GetString(text);
    }

    /// <inheritdoc/>
    public override void Tensor(string name, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var values = empty(tensor.shape, tensor.dtype, CPU);
        values.copy_(tensor);
        replicas.Broadcast(values.bytes, root: 0);
        if (!IsRoot)
            tensor.copy_(values);
    }

    /// <inheritdoc/>
    public override Tensor? OptionalTensor(string name, Tensor? tensor, Device device)
    {
        long dimensions = Number(name, tensor is null ? -1L : tensor.dim());
        if (dimensions < 0)
        {
            tensor?.Dispose();
            return null;
        }
        long[] shape = tensor?.shape ?? [];
        Array.Resize(ref shape, (int)dimensions);
        for (int i = 0; i < shape.Length; i++)
            shape[i] = Number(name, shape[i]);
        var type = (ScalarType)Number(name, (long)(tensor?.dtype ?? ScalarType.Float32));
        if (!IsRoot)
        {
            tensor?.Dispose();
            tensor = zeros(shape, type, device).DetachFromDisposeScope();
        }
        Tensor(name, tensor!);
        return tensor;
    }

    /// <inheritdoc/>
    public override void Generator(string name, Generator random)
    {
        using var state = random.get_state();
        Tensor(name, state);
        if (!IsRoot)
            random.set_state(state);
    }
}
