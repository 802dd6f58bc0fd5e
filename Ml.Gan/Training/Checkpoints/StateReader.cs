using System.Globalization;
using Ml.Gan.Training.Weights;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Checkpoints;

/// <summary>State that is set, from a checkpoint.</summary>
internal sealed class StateReader(CheckpointFile file) : TrainingState
{
    /// <inheritdoc/>
    public override bool IsResuming => true;

    /// <inheritdoc/>
    public override long Number(string name, long value) =>
        long.TryParse(Value(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw Missing(name);

    /// <inheritdoc/>
    public override double Number(string name, double value) =>
        double.TryParse(Value(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : throw Missing(name);

    /// <inheritdoc/>
    public override string? Text(string name, string? value) => Value(name);

    /// <inheritdoc/>
    public override void Tensor(string name, Tensor tensor)
    {
        using var frozen = no_grad();
        using var value = file.Load(Find(name) ?? throw Missing(name));
        if (value.dtype != tensor.dtype || !value.shape.SequenceEqual(tensor.shape))
            throw Missing(name);
        tensor.copy_(value);
    }

    /// <inheritdoc/>
    public override Tensor? OptionalTensor(string name, Tensor? tensor, Device device)
    {
        tensor?.Dispose();
        if (Find(name) is not { } entry)
            return null;
        using var value = file.Load(entry);
        return value.to(device, copy: true).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public override void Generator(string name, Generator random)
    {
        using var value = file.Load(Find(name) ?? throw Missing(name));
        random.set_state(value);
    }

    private string? Value(string name) => file.Values.GetValueOrDefault(name);

    private TensorEntry? Find(string name) => file.Tensors.GetValueOrDefault(name);

    private GanException Missing(string name) => new(
        $"The checkpoint '{file.Path}' is of another training: its '{name}' isn't there or of another kind. Resume "
        + "with the options and the version of the library that it was written with.");
}
