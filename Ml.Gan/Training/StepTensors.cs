using Ml.Gan.Objectives;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>What a step leaves for its metrics, still on the device: one transfer brings all of it over.</summary>
internal sealed record StepTensors(Objective Objective, DiscriminatorUpdate? Discriminator, Tensor GeneratorLoss, double? AugmentationProbability)
{
    public StepMetrics Read()
    {
        using var scope = NewDisposeScope();
        if (Discriminator is not { } d)
            return new StepMetrics(null, GeneratorLoss.item<float>(), null, null);
        var (real, generated) = Objective.OutputsLogits ? (d.Real.sigmoid(), d.Generated.sigmoid()) : (d.Real, d.Generated);
        var all = stack([d.Loss, GeneratorLoss, real.mean(), generated.mean()]).cpu();
        return new StepMetrics(all[0].item<float>(), all[1].item<float>(), all[2].item<float>(), all[3].item<float>())
        {
            AugmentationProbability = AugmentationProbability,
        };
    }
}
