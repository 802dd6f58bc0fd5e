using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>
/// Factor of a loss, so that its gradients don't become 0 in float16, whose numbers below 6e-8 are 0 (Micikevicius et
/// al., 2018): 65,536 to begin with, half of it after an update whose gradients weren't finite, which is left out, and
/// twice of it after 2,000 that were.
/// </summary>
internal sealed class LossScale
{
    private const double First = 65536, Growth = 2, Backoff = 0.5;

    private const long GrowthInterval = 2000;

    private long _updates;

    /// <summary>The factor.</summary>
    public double Value { get; private set; } = First;

    /// <summary>One where a precision needs it; else null.</summary>
    public static LossScale? For(TrainingPrecision precision) =>
        precision == TrainingPrecision.Float16 ? new LossScale() : null;

    /// <summary>A loss, scaled.</summary>
    public Tensor Of(Tensor loss) => loss * Value;

    /// <summary>
    /// Divides gradients of a scaled loss by the factor, and settles the next one. Returns whether all are finite.
    /// </summary>
    /// <param name="gradients">Gradients in float32, which change.</param>
    public bool Unscale(IReadOnlyCollection<Tensor> gradients)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        double factor = 1 / Value;
        foreach (var gradient in gradients)
            gradient.mul_(factor);
        bool isFinite = gradients.Count == 0
            || stack(gradients.Select(gradient => gradient.sum())).isfinite().all().item<bool>();
        if (!isFinite)
            (Value, _updates) = (Value * Backoff, 0);
        else if (++_updates == GrowthInterval)
            (Value, _updates) = (Value * Growth, 0);
        return isFinite;
    }

    /// <summary>Names the factor, and how many updates it has lasted.</summary>
    /// <param name="state">Where to.</param>
    /// <param name="phase">Name of the phase.</param>
    public void ExchangeState(TrainingState state, string phase)
    {
        Value = state.Number($"loss_scale.{phase}", Value);
        _updates = state.Number($"loss_scale.{phase}.updates", _updates);
    }
}
