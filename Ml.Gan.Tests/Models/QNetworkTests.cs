using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models;

[TestClass]
public sealed class QNetworkTests
{
    private static readonly LatentCodes s_codes =
        new() { Categorical = [3, 2], Continuous = 2, Weight = 0.7, ContinuousWeight = 0.3 };
    private static readonly float[] s_true = [0, 1, 0, 1, 0, 0.5f, -1, 0, 0, 1, 0, 1, -0.25f, 0.75f];

    /// <summary>−log softmax of the true categories, and half the squared distance to the recognized means.</summary>
    [TestMethod]
    public void The_loss_is_minus_the_log_likelihood_of_the_codes()
    {
        using var scope = NewDisposeScope();
        using var recognition = Create(features: 4);
        var features = torch.tensor([0.1f, -0.4f, 0.9f, 0.3f, 1, 0, -2, 0.5f], [2, 4]);
        float[][] recognized = [.. recognition.call(features).ToFloats().Chunk(7)];
        double expected = recognized.Zip(s_true.Chunk(7), (row, codes) =>
            0.7 * (Category(row[..3], codes[..3]) + Category(row[3..5], codes[3..5]))
                + 0.3 * Squares(row[5..], codes[5..]) / 2).Average();

        Assert.AreEqual(expected, recognition.Loss(features, torch.tensor(s_true, [2, 7])).item<float>(), 1e-5);
    }

    [TestMethod]
    public void Both_networks_are_taught_by_the_loss()
    {
        using var scope = NewDisposeScope();
        using var recognition = Create(features: 4);
        var features = torch.tensor([0.1f, -0.4f, 0.9f, 0.3f, 1, 0, -2, 0.5f], [2, 4]).requires_grad_();
        recognition.Loss(features, torch.tensor(s_true, [2, 7])).backward();

        Assert.IsGreaterThan(0, features.grad!.abs().sum().item<float>());
        foreach (var parameter in recognition.parameters())
            Assert.IsGreaterThan(0, parameter.grad!.abs().sum().item<float>());
    }

    /// <summary>Where D's own losses teach nothing, what moves G and D's trunk is the codes alone.</summary>
    [TestMethod]
    public void Gradients_reach_the_generator_and_the_trunk_of_the_discriminator()
    {
        using var scope = NewDisposeScope();
        using var data = new Glyphs(size: 16);
        var options = new LatentGanOptions
        {
            Objective = new ConstantObjective(),
            Network = new Dcgan { Width = 2 },
            BatchSize = 8,
            LatentSize = 4,
            Steps = 1,
            Codes = s_codes,
        };
        using var gan = new LatentGan(options, data);
        var (generator, discriminator) = (gan.Phases[1].Parameters, gan.Phases[0].Parameters);
        float[][] before = [.. generator.Concat(discriminator).Select(parameter => parameter.ToFloats())];
        var metrics = new GanTrainer(gan).RunStep().Read();

        Assert.IsGreaterThan(0, metrics["d_codes"]);
        bool[] moved = generator.Concat(discriminator)
            .Zip(before, (parameter, old) => !parameter.ToFloats().SequenceEqual(old))
            .ToArray();
        Assert.AreEqual(generator.Count, moved.Take(generator.Count).Count(has => has), "all of G");
        Assert.AreEqual(
            discriminator.Count - 2,
            moved.Skip(generator.Count).Count(has => has),
            "all of D and Q but D's output layer");
    }

    [TestMethod]
    public void Codes_become_recognizable()
    {
        using var data = new Glyphs(size: 16);
        using var gan = new LatentGan(
            new LatentGanOptions
            {
                Network = new Dcgan { Width = 8 },
                BatchSize = 32,
                LatentSize = 8,
                Steps = 120,
                Codes = new LatentCodes { Categorical = [3], Continuous = 1 },
            },
            data);
        var losses = new List<double>();
        new GanTrainer(gan).Train([new Recorder(losses)]);

        Assert.IsGreaterThan(1, losses[0], "as good as guessing: log 3 and a half of 1/3");
        Assert.IsLessThan(0.3, losses[^10..].Average());
    }

    private static QNetwork Create(int features)
    {
        using var parameters = new ParameterFactory(3, CPU);
        return new QNetwork(s_codes, features, parameters);
    }

    private static double Category(float[] logits, float[] oneHot) =>
        Math.Log(logits.Sum(logit => Math.Exp(logit))) - logits[Array.IndexOf(oneHot, 1)];

    private static double Squares(float[] means, float[] codes) =>
        means.Zip(codes, (mean, code) => (double)(mean - code) * (mean - code)).Sum();

    private sealed class Recorder(List<double> losses) : ITrainingListener
    {
        public void StepCompleted(TrainingStep step) => losses.Add(step.Metrics["d_codes"]);
    }
}
