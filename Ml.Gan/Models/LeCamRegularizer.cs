using Ml.Gan.Native;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>
/// LeCam regularization (Tseng et al., 2021) at work in one training: D's outputs for real samples are drawn towards
/// the moving average of those for generated ones, and the other way round.
/// </summary>
/// <remarks>
/// Both sides cost, as in the paper; its program leaves out outputs beyond the other kind's average, and begins after
/// 1,000 updates.
/// </remarks>
/// <param name="weight">λ, above 0.</param>
/// <param name="decay">Decay of the averages, which begin with the first means.</param>
/// <param name="warmUp">Updates of D before the first that is regularized: the averages settle.</param>
internal sealed class LeCamRegularizer(double weight, double decay = 0.99, int warmUp = 100) : IDisposable
{
    private Tensor? _real;
    private Tensor? _generated;
    private int _updates;

    /// <summary>Takes note of D's outputs of both batches, (N) each, and gives the term of the update.</summary>
    public Tensor Loss(Tensor real, Tensor generated)
    {
        (_real, _generated) = (Averaged(_real, real), Averaged(_generated, generated));
        return _updates++ < warmUp
            ? zeros_like(_real)
            : ((real - _generated).square().mean() + (generated - _real).square().mean()) * weight;
    }

    /// <summary>Forgets everything: another D learns from now on.</summary>
    public void Restart()
    {
        Dispose();
        (_real, _generated, _updates) = (null, null, 0);
    }

    /// <summary>Names the averages and how many updates they have taken in.</summary>
    public void ExchangeState(TrainingState state, Device device)
    {
        _updates = (int)state.Number("lecam.updates", (long)_updates);
        _real = state.OptionalTensor("lecam.real", _real, device);
        _generated = state.OptionalTensor("lecam.generated", _generated, device);
    }

    public void Dispose()
    {
        _real?.Dispose();
        _generated?.Dispose();
    }

    private Tensor Averaged(Tensor? average, Tensor outputs)
    {
        using var computation = FinalizerPause.Begin();
        using var frozen = no_grad();
        var mean = outputs.detach().mean();
        if (average is null)
            return mean.DetachFromDisposeScope();
        average.mul_(decay).add_(mean, alpha: 1 - decay);
        return average;
    }
}
