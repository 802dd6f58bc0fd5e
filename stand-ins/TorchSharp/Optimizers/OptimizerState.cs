using System.IO;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers of one parameter.</summary>
public abstract class OptimizerState
{
    protected Parameter _parameter;

    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    internal Parameter Parameter => _parameter;

    /// <summary>Sets the state before the first step.</summary>
    public abstract void Initialize(OptimizerOptions options);

    public abstract void LoadStateDict(OptimizerState source);

    public abstract void LoadStateDict(BinaryReader reader);

    public abstract void SaveStateDict(BinaryWriter writer);

    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    public virtual void to(Device device) { }

    /// <summary>Zeros in the shape of the parameter, in no dispose scope.</summary>
    internal Tensor Zeros()
    {
        using (no_grad()) return zeros_like(_parameter).DetachFromDisposeScope();
    }

    /// <summary>Replaces a tensor of this state by another's, which is shared from then on.</summary>
    internal static void Take(ref Tensor own, Tensor other)
    {
        if (ReferenceEquals(own, other)) return;
        own?.Dispose();
        own = other;
    }

    internal static bool Close(Tensor left, Tensor right) =>
        left is null || right is null ? left is null == right is null : left.allclose(right);

    internal static void Move(ref Tensor tensor, Device device)
    {
        if (tensor is null) return;
        Tensor moved = tensor.to(device).DetachFromDisposeScope();
        tensor.Dispose();
        tensor = moved;
    }

    internal static void Save(BinaryWriter writer, Tensor tensor)
    {
        writer.Write(tensor is not null);
        if (tensor is null) return;
        using Tensor memory = tensor.cpu().contiguous();
        writer.Write(memory.bytes);
    }

    internal void Load(BinaryReader reader, ref Tensor tensor)
    {
        if (!reader.ReadBoolean())
        {
            tensor?.Dispose();
            tensor = null;
            return;
        }
        tensor ??= Zeros();
        using Tensor memory = tensor.cpu().clone();
        reader.BaseStream.ReadExactly(memory.bytes);
        tensor.copy_(memory);
    }
}
