namespace Ml.Gan.Cli.Experiments.OneDimensional;

/// <summary>The state of a training after a step.</summary>
/// <param name="Step">Number of the step.</param>
/// <param name="Generated">Moments of generated samples.</param>
/// <param name="RealScore">Mean probability "real" that D gives to real samples.</param>
/// <param name="GeneratedScore">The same for generated samples.</param>
internal sealed record CurvePoint(long Step, Moments Generated, double RealScore, double GeneratedScore);
