using System.Globalization;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Checkpoints;

/// <summary>State that is noted, for a checkpoint.</summary>
internal sealed class StateWriter : TrainingState
{
    private readonly List<(string Name, Tensor Value)> _tensors = [];
    private readonly Dictionary<string, string> _values = [];

    /// <summary>The tensors; they stay those of the training.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> Tensors => _tensors;

    /// <summary>Everything else by name.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <inheritdoc/>
    public override bool IsResuming => false;

    /// <inheritdoc/>
    public override long Number(string name, long value)
    {
        _values.Add(name, value.ToString(CultureInfo.InvariantCulture));
        return value;
    }

    /// <inheritdoc/>
    public override double Number(string name, double value)
    {
        _values.Add(name, value.ToString("R", CultureInfo.InvariantCulture));
        return value;
    }

    /// <inheritdoc/>
    public override string? Text(string name, string? value)
    {
        if (value is not null)
            _values.Add(name, value);
        return value;
    }

    /// <inheritdoc/>
    public override void Tensor(string name, Tensor tensor) => _tensors.Add((name, tensor));

    /// <inheritdoc/>
    public override Tensor? OptionalTensor(string name, Tensor? tensor, Device device)
    {
        if (tensor is not null)
            Tensor(name, tensor);
        return tensor;
    }

    /// <inheritdoc/>
    public override void Generator(string name, Generator random) => Tensor(name, random.get_state());
}
