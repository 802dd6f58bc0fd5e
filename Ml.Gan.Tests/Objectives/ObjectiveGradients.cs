using Ml.Gan.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Objectives;

/// <summary>Compares an objective's gradients in D's outputs with central differences in float64.</summary>
internal static class ObjectiveGradients
{
    private const double Step = 1e-6;

    public static void Check(ScoreObjective objective)
    {
        double[] real = [0.31, -1.27, 2.4], generated = [-0.6, 0.9, 0.13];
        Check(real, r => objective.DiscriminatorLoss(r, tensor(generated)));
        Check(generated, g => objective.DiscriminatorLoss(tensor(real), g));
        Check(generated, objective.GeneratorLoss);
    }

    private static void Check(double[] point, Func<Tensor, Tensor> loss)
    {
        using var scope = NewDisposeScope();
        var input = tensor(point).requires_grad_();
        loss(input).backward();
        double[] gradient = input.grad!.data<double>().ToArray();
        for (int i = 0; i < point.Length; i++)
        {
            double[] above = [.. point], below = [.. point];
            above[i] += Step;
            below[i] -= Step;
            double expected = (loss(tensor(above)).item<double>() - loss(tensor(below)).item<double>()) / (2 * Step);
            Assert.AreEqual(expected, gradient[i], 1e-8, $"{loss.Method.Name}, output {i}");
        }
    }
}
