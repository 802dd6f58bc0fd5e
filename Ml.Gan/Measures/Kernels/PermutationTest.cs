namespace Ml.Gan.Measures;

/// <summary>The outcome of a two-sample permutation test.</summary>
/// <param name="Statistic">The statistic of the two sets as they are.</param>
/// <param name="PValue">
/// (1 + number of permutations with at least that statistic)/(1 + permutations), in (0, 1]: for equal distributions, it is at or
/// below a level α with a probability of at most α (Phipson and Smyth, 2010).
/// </param>
/// <param name="Permutations">Number of random permutations.</param>
public sealed record PermutationTest(double Statistic, double PValue, int Permutations);
