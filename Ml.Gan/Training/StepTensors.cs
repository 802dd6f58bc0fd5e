using Ml.Gan.Objectives;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>What a step leaves for its metrics, still on the device: one transfer brings all of it over.</summary>
internal sealed record StepTensors(Objective Objective, Tensor DiscriminatorLoss, Tensor GeneratorLoss, Tensor Real, Tensor Generated)
{
    public StepMetrics Read()
    {
        using var scope = NewDisposeScope();
        var (real, generated) = Objective.OutputsLogits ? (Real.sigmoid(), Generated.sigmoid()) : (Real, Generated);
        var all = stack([DiscriminatorLoss, GeneratorLoss, real.mean(), generated.mean()]).cpu();
        return new StepMetrics(all[0].item<float>(), all[1].item<float>(), all[2].item<float>(), all[3].item<float>());
    }
}
