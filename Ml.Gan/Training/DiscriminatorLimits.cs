using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>Keeps the critic's weights in [-c, c] after each of its steps (WGAN: Arjovsky, Chintala and Bottou, 2017).</summary>
internal sealed class DiscriminatorLimits
{
    private readonly double? _bound;
    private readonly IReadOnlyList<Parameter> _weights;

    public DiscriminatorLimits(TrainingOptions options, Players players)
    {
        _bound = options.EffectiveWeightClipping;
        _weights = players.DiscriminatorParameters;
    }

    public void Apply()
    {
        if (_bound is not { } bound)
            return;
        using var frozen = no_grad();
        foreach (var weight in _weights)
            weight.clamp_(-bound, bound);
    }
}
