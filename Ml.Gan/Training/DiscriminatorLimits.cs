using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>Keeps the critic's weights in [-c, c] after each of its steps (WGAN: Arjovsky, Chintala and Bottou, 2017).</summary>
internal static class DiscriminatorLimits
{
    public static void Apply(TrainingOptions options, Players players)
    {
        if (options.EffectiveWeightClipping is not { } bound)
            return;
        using var frozen = no_grad();
        foreach (var weight in players.DiscriminatorParameters)
            weight.clamp_(-bound, bound);
    }
}
