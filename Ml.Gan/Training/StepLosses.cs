using Ml.Gan.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>
/// Losses that the phases of a step leave, still on the device: one transfer brings all of them over.
/// </summary>
internal sealed class StepLosses
{
    private readonly OrderedDictionary<string, Func<Tensor>> _metrics = [];
    private readonly List<Tensor> _totals = [];

    /// <summary>Adds a phase's loss, its terms and its metrics.</summary>
    public void Add(Phase phase, LossTerms losses, Tensor total)
    {
        Keep(phase.LossName, total);
        if (total.device_type == DeviceType.CPU)
            _totals.Add(total.detach());
        if (losses.Terms.Count > 1)
        {
            foreach (var (name, term) in losses.Terms)
                Keep($"{phase.Name}_{name}", term);
        }
        foreach (var (name, metric) in losses.Metrics)
            _metrics.Add(name, metric);
    }

    /// <summary>Whether a phase's loss on the CPU is not finite.</summary>
    public bool ShowDivergence
    {
        get
        {
            using var scope = NewDisposeScope();
            using var computation = FinalizerPause.Begin();
            return _totals.Any(total => total.dtype == ScalarType.Float32
                ? !float.IsFinite(total.item<float>())
                : !total.isfinite().item<bool>());
        }
    }

    /// <summary>Metrics by name, in the order in which they were added.</summary>
    public IReadOnlyDictionary<string, double> Read()
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        using var frozen = no_grad();
        float[] values =
            stack([.. _metrics.Values.Select(metric => metric().to_type(ScalarType.Float32).reshape([]))]).ToFloats();
        var read = new OrderedDictionary<string, double>();
        foreach (var (name, value) in _metrics.Keys.Zip(values))
            read.Add(name, value);
        return read;
    }

    private void Keep(string name, Tensor value)
    {
        var kept = value.detach();
        _metrics.Add(name, () => kept);
    }
}
