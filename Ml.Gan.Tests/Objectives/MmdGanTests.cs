using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Tests.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Objectives;

[TestClass]
public sealed class MmdGanTests
{
    private readonly MmdGan _objective = new() { Kernel = new GaussianMixture { Bandwidths = [Math.Sqrt(0.5)] } };

    /// <summary>k is exp(−d²); the pairs are 2 apart in each batch, and 1, 3, 1 and 1 apart between them.</summary>
    [TestMethod]
    public void The_players_play_for_the_discrepancy_of_the_outputs()
    {
        using var scope = NewDisposeScope();
        EvaluatedBatch real = SeenBatch.Scored(0, 2), generated = SeenBatch.Scored(1, 3);
        double expected = 2 * Math.Exp(-4) - 2 * (3 * Math.Exp(-1) + Math.Exp(-9)) / 4;

        Assert.AreEqual(-expected, _objective.DiscriminatorLoss(real, generated).item<double>(), 1e-12);
        Assert.AreEqual(expected, _objective.GeneratorLoss(real, generated).item<double>(), 1e-12);
    }

    [TestMethod]
    public void The_penalty_is_on_the_witness_function()
    {
        using var scope = NewDisposeScope();
        var witness = _objective.PenalizedValue(torch.tensor([0.5]), SeenBatch.Scored(0, 2), SeenBatch.Scored(1, 3));
        double expected = (Math.Exp(-0.25) + Math.Exp(-2.25)) / 2 - (Math.Exp(-0.25) + Math.Exp(-6.25)) / 2;

        Assert.AreEqual(expected, witness.item<double>(), 1e-12);
        Assert.AreEqual(new GradientPenalty { Weight = 1 }, _objective.Penalty);
        Assert.AreEqual(16, _objective.DiscriminatorOutputs);
    }

    /// <summary>
    /// The kernel of Bińkowski et al.'s program, mix_rq_1dot: Σ (1 + ‖x − y‖²/2α)^(−α) + ⟨x, y⟩, here of (1, 2) and
    /// (3, −1).
    /// </summary>
    [TestMethod]
    public void The_default_kernel_is_rational_quadratic_and_linear()
    {
        using var scope = NewDisposeScope();
        double expected = new[] { 0.2, 0.5, 1, 2, 5 }.Sum(alpha => Math.Pow(1 + 13 / (2 * alpha), -alpha)) + 1;

        var kernel = new MmdGan().Kernel.Between(
            torch.tensor(new double[] { 1, 2 }, [1, 2]), torch.tensor(new double[] { 3, -1 }, [1, 2]));

        Assert.AreEqual(expected, kernel.item<double>(), 1e-12);
    }

    /// <summary>
    /// Bińkowski et al.'s program: for each layer, hidden ones behind their activation and the outputs, the mean square
    /// of real samples' numbers and that of generated ones', added.
    /// </summary>
    [TestMethod]
    public void The_layers_mean_squares_are_penalized()
    {
        using var scope = NewDisposeScope();
        using var gan = new LatentGan(
            new LatentGanOptions
            {
                Network = new Mlp { GeneratorWidths = [4], DiscriminatorWidths = [5, 3] },
                Objective = new MmdGan { LayerPenaltyWeight = 0.5 },
                LatentSize = 2,
                BatchSize = 8,
                Steps = 1,
            },
            TestData.Normal(64, (1, 2), (0, 1)));
        gan.BeginStep();
        var batch = (LatentBatch)gan.NextBatch([gan.Phases[0]]);

        double found = gan.Losses(gan.Phases[0], batch).Terms["layers"].item<float>();

        Tensor[] weights = [.. gan.Phases[0].Parameters];
        double expected = new[] { batch.Real.Samples, batch.Generated }.Sum(samples => Squares(samples, weights).Sum());
        Assert.AreEqual(0.5 * expected, found, 1e-5 * expected);
        Assert.AreEqual(1, new MmdGan().LayerPenaltyWeight);
    }

    private static IEnumerable<double> Squares(Tensor samples, Tensor[] weights)
    {
        for (int i = 0; i < weights.Length; i += 2)
        {
            samples = nn.functional.linear(samples, weights[i], weights[i + 1]);
            if (i + 2 < weights.Length)
                samples = samples.maximum(samples * 0.2);
            yield return samples.square().mean().item<float>();
        }
    }

    [TestMethod]
    public void Parameters_out_of_range_are_refused()
    {
        Assert.ThrowsExactly<GanOptionException>(() => new MmdGan { LayerPenaltyWeight = -1 });
        Assert.ThrowsExactly<GanOptionException>(() => new MmdGan { Outputs = 0 });
        Assert.ThrowsExactly<GanOptionException>(() => new MmdGan { PenaltyWeight = -1 });
    }
}
