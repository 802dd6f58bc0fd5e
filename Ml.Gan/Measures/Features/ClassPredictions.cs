namespace Ml.Gan.Measures;

/// <summary>What a classifier makes of N samples.</summary>
/// <param name="ClassCount">Number of classes, K.</param>
/// <param name="Classes">The most probable class of each sample, 0 to K − 1.</param>
/// <param name="Confidences">The probability of that class, in [1/K, 1].</param>
public sealed record ClassPredictions(int ClassCount, int[] Classes, float[] Confidences);
