namespace Ml.Gan.Cli.Experiments.Charts.Marks;

/// <summary>A point in the units of the axes.</summary>
internal readonly record struct Point(double X, double Y);
