namespace Ml.Gan.Data;

/// <summary>One normal distribution of a mixture.</summary>
/// <param name="Mean">Its centre, D numbers.</param>
/// <param name="StandardDeviation">Its standard deviation σ, the same in each dimension; at least 0.</param>
/// <param name="Weight">How often it is drawn from, relative to the others; above 0. Default 1.</param>
public sealed record NormalComponent(IReadOnlyList<double> Mean, double StandardDeviation, double Weight = 1);
