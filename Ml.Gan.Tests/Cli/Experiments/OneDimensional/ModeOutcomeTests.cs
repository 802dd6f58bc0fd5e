using Ml.Gan.Cli.Experiments.OneDimensional;
using Ml.Gan.Data;

namespace Ml.Gan.Tests.Cli.Experiments.OneDimensional;

/// <summary>Outcomes of samples that are made to show each of them.</summary>
[TestClass]
public sealed class ModeOutcomeTests
{
    private static readonly Target s_near = new(new NormalComponent([-1], 0.5), new NormalComponent([1], 0.5));
    private static readonly Target s_far = new(new NormalComponent([-1], 0.5), new NormalComponent([19], 0.5));

    [TestMethod]
    public void Samples_of_the_mixture_itself_find_both_modes()
    {
        Assert.AreEqual("finds both modes", Outcome(s_near, s_near));
        Assert.AreEqual("finds both modes", Outcome(s_far, s_far));
    }

    [TestMethod]
    public void A_normal_of_the_same_mean_and_deviation_averages_the_modes()
    {
        Assert.AreEqual("averages the modes", Outcome(s_near, Normal(0, s_near.Moments.StandardDeviation)));
        Assert.AreEqual("averages the modes", Outcome(s_far, Normal(9, 10)));
    }

    [TestMethod]
    public void One_of_the_modes_alone_is_a_collapse()
    {
        Assert.AreEqual("collapses onto one mode", Outcome(s_far, Normal(-1, 0.5)));
        Assert.AreEqual("collapses onto one mode", Outcome(s_far, Normal(18.9, 0.1)));
        Assert.AreEqual("collapses onto one mode", Outcome(s_near, Normal(1, 0.5)));
    }

    [TestMethod]
    public void Samples_off_all_modes_do_neither() => Assert.AreEqual("does neither", Outcome(s_far, Normal(40, 1)));

    private static Target Normal(double mean, double deviation) => new(new NormalComponent([mean], deviation));

    private static string Outcome(Target target, Target generated)
    {
        float[] real = Samples(target, 1), samples = Samples(generated, 2);
        var figures = new Dictionary<string, double>
        {
            ["mean"] = samples.Average(),
            ["kolmogorov_distance"] = KolmogorovDistance.Between(real, samples),
        };
        double[] shares = ModeShares.Of(target.Components, samples);
        for (int k = 0; k < shares.Length; k++)
            figures[ModeShares.Figure(k)] = shares[k];
        return ModeOutcomes.Of(target, figures).InWords();
    }

    private static float[] Samples(Target target, int seed)
    {
        using var source = target.Open("samples", seed);
        var samples = new float[4000];
        source.Read([.. Enumerable.Range(0, 4000).Select(i => (long)i)], samples);
        return samples;
    }
}
