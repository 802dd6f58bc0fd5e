namespace Ml.Gan.Benchmarks.Replicas;

/// <summary>Times of the steps of a rank after the first ones, in milliseconds.</summary>
/// <param name="Step">Whole steps.</param>
/// <param name="Waiting">What of a step is waiting for other ranks, mean of the steps and ranks.</param>
/// <param name="Exchange">What of a step are exchanges once all are there, mean of the steps and ranks.</param>
internal sealed record RankTimes(double[] Step, double Waiting, double Exchange);
