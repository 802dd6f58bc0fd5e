using Ml.Gan.Objectives;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Objectives;

/// <summary>Compares an objective's gradients in all that it sees with central differences in float64.</summary>
internal static class ObjectiveGradients
{
    public static void Check(Objective objective)
    {
        using var scope = NewDisposeScope();
        var (real, generated) = (SeenBatch.Random(objective, 1), SeenBatch.Random(objective, 2));
        if (objective.UsesDiscriminator)
        {
            AreExact(real.Outputs!, scores => objective.DiscriminatorLoss(real with { Outputs = scores }, generated));
            AreExact(
                generated.Outputs!, scores => objective.DiscriminatorLoss(real, generated with { Outputs = scores }));
            AreExact(generated.Outputs!, scores => objective.GeneratorLoss(real, generated with { Outputs = scores }));
        }
        AreExact(
            generated.Features!, features => objective.GeneratorLoss(real, generated with { Features = features }));
        AreExact(generated.Samples, samples => objective.GeneratorLoss(real, generated with { Samples = samples }));
    }

    private static void AreExact(Tensor point, Func<Tensor, Tensor> loss)
    {
        var input = point.clone().requires_grad_();
        // A loss need not depend on everything that it sees.
        (loss(input) + 0 * input.sum()).backward();
        Numeric.AreClose(Numeric.Gradient(loss, point), input.grad!, 1e-8);
    }
}
