using Ml.Gan.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Objectives;

[TestClass]
public sealed class SlopePenaltyTests
{
    /// <summary>Penalties and what they take for a slope everywhere the same.</summary>
    public static IEnumerable<object[]> CostsOfSlopes =>
    [
        [new GradientPenalty { Weight = 10 }, (Func<double, double>)(slope => 10 * (slope - 1) * (slope - 1))],
        [new WassersteinDivPenalty(), (Func<double, double>)(slope => 2 * Math.Pow(slope, 6))],
        [new WassersteinDivPenalty { Weight = 3, Power = 1.5 }, (Func<double, double>)(
            slope => 3 * Math.Pow(slope, 1.5))],
        [new Dragan { Weight = 2 }, (Func<double, double>)(slope => 2 * (slope - 1) * (slope - 1))],
        [new R1 { Weight = 4 }, (Func<double, double>)(slope => 4 / 2.0 * slope * slope)],
        [new R2 { Weight = 5 }, (Func<double, double>)(slope => 5 / 2.0 * slope * slope)],
    ];

    /// <summary>
    /// Where x = 1, G(z) = 3 and D(x) = ½x², the slope at x̂ is x̂; this is the mean cost for γ or λ of 1.
    /// </summary>
    public static IEnumerable<object[]> CostsBetweenOneAndThree =>
    [
        [new GradientPenalty { Weight = 1 }, 4.0 / 3],
        [new WassersteinDivPenalty { Weight = 1, Power = 2 }, 13.0 / 3],
        [new R1 { Weight = 1 }, 1.0 / 2],
        [new R2 { Weight = 1 }, 9.0 / 2],
    ];

    [TestMethod]
    [DynamicData(nameof(CostsOfSlopes))]
    public void A_linear_critic_costs_what_the_formula_says(Penalty penalty, Func<double, double> cost)
    {
        foreach (double[] weights in (double[][])[[0.6, 0.8], [0, 3], [1.2, -0.5]])
            Assert.AreEqual(cost(Math.Sqrt(weights.Sum(w => w * w))), PenaltyOf(penalty, torch.tensor(weights)), 1e-8);
    }

    [TestMethod]
    [DynamicData(nameof(CostsBetweenOneAndThree))]
    public void The_slope_is_taken_at_the_papers_points(Penalty penalty, double expected)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(5);
        var (real, generated) =
            (torch.full([20_000, 1], 1.0, ScalarType.Float64), torch.full([20_000, 1], 3.0, ScalarType.Float64));

        var loss = penalty.Loss(x => x.square().sum(1) / 2, real, generated, random);

        // Costs spread by at most 2.4, so five standard errors are 0.09.
        Assert.AreEqual(expected, loss.item<double>(), 0.09);
    }

    [TestMethod]
    public void The_gradient_penalty_of_a_critic_of_slope_one_vanishes()
    {
        Assert.AreEqual(0, PenaltyOf(new GradientPenalty(), torch.tensor([0.6, 0.8])), 1e-12);
    }

    [TestMethod]
    [DynamicData(nameof(CostsOfSlopes))]
    public void Gradients_in_the_weights_agree_with_finite_differences(Penalty penalty, Func<double, double> cost)
    {
        using var scope = NewDisposeScope();
        var weights = torch.tensor([0.7, -1.9]).requires_grad_();
        Loss(penalty, weights).backward();

        Numeric.AreClose(Numeric.Gradient(w => Loss(penalty, w), torch.tensor([0.7, -1.9])), weights.grad!, 1e-5);
        Assert.AreEqual(cost(Math.Sqrt(0.7 * 0.7 + 1.9 * 1.9)), Loss(penalty, weights).item<double>(), 1e-8);
    }

    [TestMethod]
    public void A_flat_critic_has_a_finite_gradient()
    {
        foreach (var penalty in Catalog.Penalties.Entries.Select(entry => Catalog.Penalties.Parse(entry.Name)))
        {
            using var scope = NewDisposeScope();
            var weights = torch.zeros(2, dtype: ScalarType.Float64).requires_grad_();
            Loss(penalty, weights).backward();
            Assert.IsTrue(weights.grad!.isfinite().all().item<bool>(), penalty.Name);
        }
    }

    [TestMethod]
    public void Weights_and_powers_out_of_range_are_refused_and_all_forbid_batch_norm()
    {
        foreach (var entry in Catalog.Penalties.Entries)
        {
            Assert.IsFalse(Catalog.Penalties.Parse(entry.Name).AllowsBatchNorm);
            var error = Assert.ThrowsExactly<GanOptionException>(() => Catalog.Penalties.Parse($"{entry.Name}:-2"));
            Assert.AreEqual("Penalty", error.Option);
            Assert.AreEqual($"The weight of the penalty {entry.Name} must be above 0; it is -2.", error.Message);
        }
        Assert.ThrowsExactly<GanOptionException>(() => new WassersteinDivPenalty { Power = 0.9 });
    }

    /// <summary>
    /// Where D(x) = ½x² and all but few x are 0, slopes are x̂ = ½εsu, with ε and u uniform in [0, 1] and s = 2: their
    /// mean is ¼, and that of their squares 1/9, so that E(x̂ − 1)² = 1/9 − ½ + 1.
    /// </summary>
    [TestMethod]
    public void Dragan_takes_the_slope_as_far_from_real_samples_as_these_vary()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(3);
        var real = torch.zeros([40_000, 1], ScalarType.Float64);
        // 100 numbers of 40 beside 39,900 zeros: variance 100·1600/40,000 = 4, less the mean's square, 0.01.
        real.narrow(0, 0, 100).fill_(40);
        var loss = new Dragan { Weight = 1 }.Loss(
            x => x.narrow(0, 100, 39_900).square().sum(1) / 2, real, real, random);

        double s = Math.Sqrt(4 - 0.01), expected = 1 - s / 4 + s * s / 36;
        // The penalty of the first 100 points, where D doesn't see them, is 1.
        Assert.AreEqual((39_900 * expected + 100) / 40_000, loss.item<double>(), 0.01);
    }

    [TestMethod]
    public void Lazy_penalties_have_their_interval_in_their_names()
    {
        Assert.AreEqual("r1:10/16", new R1 { Interval = 16 }.Name);
        foreach (var entry in Catalog.Penalties.Entries)
        {
            var lazy = (SlopePenalty)Catalog.Penalties.Parse($"{entry.Name}:2.5/16");
            Assert.AreEqual((2.5, 16), (lazy.Weight, lazy.Interval));
            Assert.AreEqual($"{entry.Name}:2.5/16", lazy.Name);
            Assert.AreEqual(lazy, Catalog.Penalties.Parse(lazy.Name));
            Assert.AreEqual(1, ((SlopePenalty)Catalog.Penalties.Parse($"{entry.Name}:2.5")).Interval);
        }
    }

    [TestMethod]
    [DataRow("r1:10/0", "The interval of the penalty r1 must be at least 1; it is 0.")]
    [DataRow("r1:10/", "The interval of the penalty r1 must be a whole number, not ''.")]
    [DataRow("gp:10/2.5", "The interval of the penalty gp must be a whole number, not '2.5'.")]
    [DataRow("gp:/16", "The weight of the penalty gp must be a number, not ''.")]
    public void Intervals_that_are_none_are_refused(string text, string message)
    {
        var error = Assert.ThrowsExactly<GanOptionException>(() => Catalog.Penalties.Parse(text));

        Assert.AreEqual(("Penalty", message), (error.Option, error.Message));
    }

    private static double PenaltyOf(Penalty penalty, Tensor weights)
    {
        using var loss = Loss(penalty, weights);
        return loss.item<double>();
    }

    private static Tensor Loss(Penalty penalty, Tensor weights)
    {
        using var random = new Generator(5);
        using var scope = NewDisposeScope();
        var real = torch.randn([4, 2], dtype: ScalarType.Float64, generator: random);
        var generated = torch.randn([4, 2], dtype: ScalarType.Float64, generator: random);
        var direction = weights.requires_grad ? weights : weights.clone().requires_grad_();
        return penalty.Loss(x => x.matmul(direction), real, generated, random).MoveToOuterDisposeScope();
    }
}
