namespace Ml.Gan.Training;

/// <summary>
/// Divergence of a training: a loss, a weight or a running statistic is NaN or infinite. The message names them and
/// says what helps.
/// </summary>
public sealed class DivergenceException : GanException
{
    internal DivergenceException(string message, long step, IReadOnlyList<string> tensors)
        : base(message) => (Step, Tensors) = (step, tensors);

    /// <summary>Step in which it was seen: the first with such a loss, where that is on the CPU.</summary>
    public long Step { get; }

    /// <summary>
    /// Names of the tensors with numbers that aren't finite, as in <c>weights.safetensors</c>:
    /// <c>generator.layers.0.weight</c>. None where only a loss isn't finite.
    /// </summary>
    public IReadOnlyList<string> Tensors { get; }
}
