using Ml.Gan.Cli.Experiments.Charts.Marks;

namespace Ml.Gan.Cli.Experiments.Charts;

/// <summary>One picture of an animated chart.</summary>
/// <param name="Label">When it was taken, for example "step 500".</param>
/// <param name="Marks">What is drawn, the first at the back.</param>
internal sealed record ChartFrame(string Label, IReadOnlyList<Mark> Marks);
