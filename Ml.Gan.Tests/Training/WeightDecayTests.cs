using Ml.Gan.Models;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training;

[TestClass]
public sealed class WeightDecayTests
{
    private const double Rate = 0.1, Decay = 0.3, Epsilon = 1e-8;

    private static readonly double[] s_gradients = [0.7, -0.2, 0.05];

    [TestMethod]
    public void Adam_adds_the_decayed_weight_to_the_gradient()
    {
        double weight = 2, first = 0, second = 0;
        for (int step = 1; step <= s_gradients.Length; step++)
        {
            double gradient = s_gradients[step - 1] + Decay * weight;
            first = 0.5 * first + 0.5 * gradient;
            second = 0.9 * second + 0.1 * gradient * gradient;
            double corrected = Math.Sqrt(second / (1 - Math.Pow(0.9, step)));
            weight -= Rate * (first / (1 - Math.Pow(0.5, step))) / (corrected + Epsilon);
        }
        Assert.AreEqual(weight, Optimized(new AdamSettings { LearningRate = Rate, Beta1 = 0.5, Beta2 = 0.9 }), 1e-6);
    }

    [TestMethod]
    public void Rmsprop_adds_the_decayed_weight_to_the_gradient()
    {
        double weight = 2, square = 0;
        foreach (double given in s_gradients)
        {
            double gradient = given + Decay * weight;
            square = 0.8 * square + 0.2 * gradient * gradient;
            weight -= Rate * gradient / (Math.Sqrt(square) + Epsilon);
        }
        Assert.AreEqual(weight, Optimized(new RmsPropSettings { LearningRate = Rate, Alpha = 0.8 }), 1e-6);
    }

    [TestMethod]
    public void Only_the_discriminator_s_weights_decay()
    {
        using var scope = NewDisposeScope();
        using var data = TestData.Normal(64, (0, 1), (0, 1));
        using var gan = new LatentGan(
            new LatentGanOptions
            {
                Network = new Mlp { GeneratorWidths = [3], DiscriminatorWidths = [3] },
                DiscriminatorWeightDecay = 0.1,
            },
            data);

        Assert.AreEqual(1, ShrunkenShare(gan.Phases[0]));
        Assert.AreEqual(0, ShrunkenShare(gan.Phases[1]));
    }

    private static double Optimized(OptimizerSettings settings)
    {
        using var scope = NewDisposeScope();
        var weight = new Parameter(tensor(new double[] { 2 }));
        using var optimizer = settings.Create([weight], Decay);
        foreach (double gradient in s_gradients)
        {
            weight.grad = tensor(new[] { gradient });
            optimizer.step();
        }
        return weight.item<double>();
    }

    /// <summary>
    /// Share of the weights, zeros apart, that a step without any gradient of a loss brings nearer to zero.
    /// </summary>
    private static double ShrunkenShare(Phase phase)
    {
        var parameters = phase.Parameters;
        float[] before = [.. parameters.SelectMany(p => p.ToFloats())];
        foreach (var parameter in parameters)
            parameter.grad = torch.zeros_like(parameter);
        phase.Update(null);
        float[] after = [.. parameters.SelectMany(p => p.ToFloats())];
        var pairs = before.Zip(after).Where(pair => pair.First != 0).ToArray();
        return pairs.Count(pair => Math.Abs(pair.Second) < Math.Abs(pair.First)) / (double)pairs.Length;
    }
}
