using Ml.Gan.Data;
using Ml.Gan.Experiments.OneDimensional;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Experiments.OneDimensional;

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

    /// <summary>Narrower than the modes, or unevenly: both are found all the same.</summary>
    [TestMethod]
    public void Modes_may_be_found_inexactly()
    {
        Assert.AreEqual(
            "finds both modes",
            Outcome(s_far, new Target(new NormalComponent([-1], 0.1), new NormalComponent([18.7], 0.2))));
        Assert.AreEqual(
            "finds both modes",
            Outcome(s_near, new Target(new NormalComponent([-1], 0.4, Weight: 2), new NormalComponent([1], 0.4))));
    }

    [TestMethod]
    public void Samples_off_all_modes_do_neither() => Assert.AreEqual("does neither", Outcome(s_far, Normal(40, 1)));

    private static Target Normal(double mean, double deviation) => new(new NormalComponent([mean], deviation));

    private static string Outcome(Target target, Target generated)
    {
        using var source = generated.Open("samples", seed: 2);
        float[] samples = source.Read([.. Enumerable.Range(0, 4000).Select(i => (long)i)]);
        var figures = ModeShares.Of(target.Components, samples).ToDictionary(
            share => share.Figure, share => share.Share);
        figures["mean"] = samples.Average();
        return ModeOutcomes.Of(target, figures).InWords();
    }
}
