using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Augmentations;

/// <summary>
/// ADA's p (Karras et al., 2020): from 0, and after every 4 updates of D up where E[sign D(x)] over them is above the
/// target, down where it is below, by the share of the ramp that these updates' real images are.
/// </summary>
internal sealed class AdaptiveProbability(double target, double rampImages, Device device) : IDisposable
{
    private const int Interval = 4;

    private readonly Tensor _signs = torch.zeros(1, ScalarType.Float32, device).DetachFromDisposeScope();
    private int _updates;
    private long _images;

    /// <summary>p, in [0, 1].</summary>
    public double Value { get; private set; }

    /// <summary>Takes note of one update of D: its logits of so many real images.</summary>
    public void Observe(Tensor realScores, int images)
    {
        using var frozen = no_grad();
        _signs.add_(realScores.sign().mean());
        _images += images;
        if (++_updates == Interval)
            Adjust();
    }

    /// <summary>Names p, and what was noted since it was adjusted.</summary>
    public void ExchangeState(TrainingState state)
    {
        Value = state.Number("ada.probability", Value);
        _updates = (int)state.Number("ada.updates", (long)_updates);
        _images = state.Number("ada.images", _images);
        state.Tensor("ada.signs", _signs);
    }

    public void Dispose() => _signs.Dispose();

    private void Adjust()
    {
        int direction = Math.Sign(_signs.item<float>() / Interval - target);
        Value = Math.Clamp(Value + direction * _images / rampImages, 0, 1);
        _signs.zero_();
        (_updates, _images) = (0, 0);
    }
}
