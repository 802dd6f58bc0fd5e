using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>
/// Loss of a phase: the weighted sum of named terms, and metrics that say something of it. Terms become the metrics
/// <c>{phase}_loss</c>, their sum, and, where there are several, <c>{phase}_{term}</c>.
/// </summary>
public sealed class LossTerms
{
    private readonly OrderedDictionary<string, Tensor> _terms = [];
    private readonly OrderedDictionary<string, Func<Tensor>> _metrics = [];

    /// <summary>Loss: the sum of the weighted terms, in the order in which they were added; a scalar.</summary>
    /// <exception cref="InvalidOperationException">There is no term.</exception>
    public Tensor Total => _terms.Count > 0
        ? _terms.Values.Aggregate((sum, term) => sum + term)
        : throw new InvalidOperationException("A phase's loss needs at least one term.");

    /// <summary>Weighted terms by name.</summary>
    public IReadOnlyDictionary<string, Tensor> Terms => _terms;

    /// <summary>Metrics by name, computed when they are read.</summary>
    internal IReadOnlyDictionary<string, Func<Tensor>> Metrics => _metrics;

    /// <summary>Adds a term to the loss.</summary>
    /// <param name="name">Its name, not used yet.</param>
    /// <param name="value">A scalar.</param>
    /// <param name="weight">What it is multiplied by. Default 1.</param>
    /// <returns>This.</returns>
    /// <exception cref="ArgumentException">The name is used, or the value isn't a scalar.</exception>
    public LossTerms Add(string name, Tensor value, double weight = 1)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.numel() != 1)
            throw new ArgumentException(
                $"The loss term {name} has the shape ({string.Join(", ", value.shape)}); it has to be a "
                + "scalar.", nameof(value));
        _terms.Add(name, weight == 1 ? value : value * weight);
        return this;
    }

    /// <summary>Adds a metric, which nothing is trained on.</summary>
    /// <param name="name">Its name, not used by another metric of the step.</param>
    /// <param name="value">Computes a scalar from tensors of the step; called only if somebody reads metrics.</param>
    /// <returns>This.</returns>
    /// <exception cref="ArgumentException">The name is used.</exception>
    public LossTerms Report(string name, Func<Tensor> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _metrics.Add(name, value);
        return this;
    }
}
