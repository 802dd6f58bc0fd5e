using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>What a step leaves for its metrics, still on the device: one transfer brings all of it over.</summary>
internal sealed record StepTensors(Objective Objective, DiscriminatorUpdate? Discriminator, Tensor GeneratorLoss, double? AugmentationProbability)
{
    public StepMetrics Read()
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        if (Discriminator is not { } d)
            return new StepMetrics(null, GeneratorLoss.item<float>(), null, null);
        var (real, generated) = Objective.OutputsLogits ? (d.Real.sigmoid(), d.Generated.sigmoid()) : (d.Real, d.Generated);
        Tensor?[] tensors = [d.Loss, GeneratorLoss, real.mean(), generated.mean(), d.CodesLoss, d.Classes?.Loss, d.Classes?.Accuracy];
        double?[] all = Read(tensors);
        return new StepMetrics(all[0], all[1]!.Value, all[2], all[3])
        {
            AugmentationProbability = AugmentationProbability,
            CodesLoss = all[4],
            ClassLoss = all[5],
            ClassAccuracy = all[6],
        };
    }

    /// <summary>The numbers of scalars, in one transfer; null for null.</summary>
    private static double?[] Read(Tensor?[] tensors)
    {
        float[] values = stack([.. tensors.OfType<Tensor>()]).ToFloats();
        int next = 0;
        return [.. tensors.Select(tensor => tensor is null ? (double?)null : values[next++])];
    }
}
