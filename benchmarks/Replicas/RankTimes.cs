namespace Ml.Gan.Benchmarks.Replicas;

/// <summary>Times of the steps of a rank but the first, in milliseconds.</summary>
/// <param name="Step">Whole steps.</param>
/// <param name="Exchange">What of them were exchanges with other ranks, waiting included.</param>
internal sealed record RankTimes(double[] Step, double[] Exchange);
