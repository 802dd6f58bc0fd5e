using Ml.Gan.Cli.Experiments.Charts.Marks;

namespace Ml.Gan.Cli.Experiments.OneDimensional;

/// <summary>The state of a training along the axis of the data.</summary>
/// <param name="Step">Number of the step.</param>
/// <param name="Generated">Density of generated samples.</param>
/// <param name="Discriminator">D as a probability.</param>
internal sealed record DensityFrame(long Step, IReadOnlyList<Point> Generated, IReadOnlyList<Point> Discriminator);
