namespace Ml.Gan.Cli.Sampling;

/// <summary>A code that goes from one value to another along each row of a picture.</summary>
internal sealed record CodeTraversal(string Code, float From, float To);
