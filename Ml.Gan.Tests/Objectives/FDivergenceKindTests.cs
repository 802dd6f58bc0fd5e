using Ml.Gan.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Objectives;

[TestClass]
public sealed class FDivergenceKindTests
{
    private const double Mean = 0.3, Deviation = 1.1, Width = 0.02;
    private static readonly double[] s_points = [.. Enumerable.Range(-300, 601).Select(i => i * Width)];
    private static readonly double[] s_p = [.. s_points.Select(x => Density(x, 0, 1) * Width)];
    private static readonly double[] s_q = [.. s_points.Select(x => Density(x, Mean, Deviation) * Width)];

    public static IEnumerable<object[]> Divergences =>
        Divergence.All.Select(divergence => new object[] { divergence.Kind.Name });

    public static IEnumerable<object[]> ClosedForms =>
    [
        ["kullback-leibler", LeiblerOf(0, 1, Mean, Deviation)],
        ["reverse-kullback-leibler", LeiblerOf(Mean, Deviation, 0, 1)],
        ["jeffrey", LeiblerOf(0, 1, Mean, Deviation) + LeiblerOf(Mean, Deviation, 0, 1)],
        ["squared-hellinger", 2 - 2 * Affinity],
        // ∫p^½q^½ is the affinity, and α(α − 1) is −¼.
        ["alpha:0.5", 4 - 4 * Affinity],
    ];

    private static double Affinity =>
        Math.Sqrt(2 * Deviation / (1 + Deviation * Deviation)) * Math.Exp(
            -Mean * Mean / (4 * (1 + Deviation * Deviation)));

    [TestMethod]
    public void Every_kind_is_among_those_tested() =>
        CollectionAssert.IsSubsetOf(
            Catalog.FDivergences.Entries.Select(entry => entry.Name).ToArray(),
            Divergence.All.Select(divergence => divergence.Kind.Name.Split(':')[0]).ToArray());

    [TestMethod]
    [DynamicData(nameof(Divergences))]
    public void Agrees_with_the_papers_tables(string name)
    {
        var divergence = Find(name);
        double[] outputs = [-2.9, -0.4, 0, 0.3, 1, 2.5, 7];

        Numeric.AreClose(
            [.. outputs.Select(divergence.Activation)], divergence.Kind.Activation(torch.tensor(outputs)), 1e-9);
        Numeric.AreClose(
            [.. outputs.Select(v => divergence.Conjugate(divergence.Activation(v)))],
            divergence.Kind.ConjugateOfActivation(torch.tensor(outputs)), 1e-9 * Math.Exp(7));
    }

    [TestMethod]
    [DynamicData(nameof(Divergences))]
    public void The_bound_is_the_divergence_at_the_best_output_and_lower_at_others(string name)
    {
        var divergence = Find(name);
        double truth = TrueDivergence(divergence);
        double[] best = BestOutputs(divergence);

        Assert.AreEqual(truth, Bound(divergence, best), 1e-9);
        foreach (var change in (Func<double, double>[])[Math.Sin, x => 0.1 * x, _ => -0.3])
        {
            double[] other = [
                .. best.Zip(s_points, (v, x) => (divergence.Kind is TotalVariation ? v / 50 : v) + change(x))];
            Assert.IsLessThan(truth - 1e-5, Bound(divergence, other));
        }
    }

    /// <summary>Outputs of their own at each point contain the best D.</summary>
    [TestMethod]
    [DynamicData(nameof(Divergences))]
    public void A_short_gradient_ascent_comes_near_the_divergence_from_below(string name)
    {
        var divergence = Find(name);
        double truth = TrueDivergence(divergence);
        using var scope = NewDisposeScope();
        var outputs = torch.zeros(s_points.Length, dtype: ScalarType.Float64).AsParameter();
        using var optimizer = optim.Adam([outputs], 0.1, 0.5, 0.9);
        double start = Bound(divergence, outputs).item<double>(), value = start;
        for (int step = 0; step < 150; step++)
        {
            using var stepScope = NewDisposeScope();
            optimizer.zero_grad();
            var bound = Bound(divergence, outputs);
            (-bound).backward();
            optimizer.step();
            value = bound.item<double>();
            Assert.IsLessThan(truth + 1e-9, value);
        }

        Assert.IsLessThan(0.02 * (truth - start), truth - value);
    }

    [TestMethod]
    [DynamicData(nameof(ClosedForms))]
    public void Two_normals_are_as_far_apart_as_the_closed_form_says(string name, double expected) =>
        Assert.AreEqual(expected, Bound(Find(name), BestOutputs(Find(name))), 1e-5);

    [TestMethod]
    [DynamicData(nameof(Divergences))]
    public void Equal_distributions_are_at_zero_and_for_gan_at_minus_log_four(string name)
    {
        var divergence = Find(name);
        double best = divergence.Best(1), expected = name == "gan" ? -Math.Log(4) : 0;
        double Value(double output)
        {
            using var v = torch.tensor([output]);
            using var value = divergence.Kind.Activation(v) - divergence.Kind.ConjugateOfActivation(v);
            return value.item<double>();
        }

        Assert.AreEqual(expected, Value(best), 1e-12);
        Assert.IsLessThanOrEqualTo(expected + 1e-12, Math.Max(Value(best + 0.2), Value(best - 0.2)));
    }

    [TestMethod]
    public void Outputs_of_ten_thousand_keep_their_asymptotes()
    {
        Numeric.AreClose([1e4 - 1], new ReverseKullbackLeibler().ConjugateOfActivation(torch.tensor([1e4])), 1e-9);
        Numeric.AreClose([1e4 - Math.Log(2)], new JensenShannon().ConjugateOfActivation(torch.tensor([1e4])), 1e-9);
        // (1 − π)(log(1 − π) − log(e⁻ᵛ/π)) with π = ¼.
        Numeric.AreClose(
            [0.75 * (Math.Log(0.75) + 1e4 + Math.Log(0.25))],
            new JensenShannonWeighted { RealWeight = 0.25 }.ConjugateOfActivation(torch.tensor([1e4])), 1e-9);
        // w = W(e^(1 + 10⁴)) solves w + log w = 10⁴ + 1; 1/w − log w − 1 ≈ −log w.
        double w = 1e4 + 1 - Math.Log(1e4 + 1 - Math.Log(1e4));
        Numeric.AreClose([1 / w - Math.Log(w) - 1], new Jeffrey().ConjugateOfActivation(torch.tensor([-1e4])), 1e-6);
    }

    [TestMethod]
    [DataRow("alpha:0", "other than 0 and 1")]
    [DataRow("alpha:1", "other than 0 and 1")]
    [DataRow("alpha:nan", "must be a finite number")]
    [DataRow("alpha:x", "a number, not 'x'")]
    [DataRow("jensen-shannon-weighted:0", "above 0 and below 1; it is 0.")]
    [DataRow("jensen-shannon-weighted:1", "above 0 and below 1; it is 1.")]
    [DataRow("jeffrey:2", "takes no argument")]
    [DataRow("jeffreys", "There is no f-divergence 'jeffreys'; did you mean 'jeffrey'? There are alpha, gan,")]
    public void Parameters_out_of_range_are_refused(string text, string message)
    {
        var error = Assert.ThrowsExactly<GanOptionException>(() => Catalog.FDivergences.Parse(text));
        Assert.AreEqual("Objective", error.Option);
        Assert.Contains(message, error.Message);
    }

    private static Divergence Find(string name) => Divergence.All.Single(divergence => divergence.Kind.Name == name);

    private static double TrueDivergence(Divergence divergence) =>
        s_p.Zip(s_q, (p, q) => q * divergence.F(p / q)).Sum();

    private static double[] BestOutputs(Divergence divergence) => [.. s_p.Zip(s_q, (p, q) => divergence.Best(p / q))];

    private static double Bound(Divergence divergence, double[] outputs)
    {
        using var scope = NewDisposeScope();
        return Bound(divergence, torch.tensor(outputs)).item<double>();
    }

    private static Tensor Bound(Divergence divergence, Tensor outputs) =>
        (torch.tensor(s_p) * divergence.Kind.Activation(outputs)
            - torch.tensor(s_q) * divergence.Kind.ConjugateOfActivation(outputs)).sum();

    private static double Density(double x, double mean, double deviation) =>
        Math.Exp(-(x - mean) * (x - mean) / (2 * deviation * deviation)) / (deviation * Math.Sqrt(2 * Math.PI));

    /// <summary>The Kullback–Leibler divergence of one normal from another.</summary>
    private static double LeiblerOf(double mean, double deviation, double otherMean, double otherDeviation) =>
        Math.Log(otherDeviation / deviation) - 0.5
        + (deviation * deviation + (mean - otherMean) * (mean - otherMean)) / (2 * otherDeviation * otherDeviation);
}
