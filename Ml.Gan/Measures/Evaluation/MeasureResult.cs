namespace Ml.Gan.Measures;

/// <summary>A measure's value.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Value">Its value for the generated samples.</param>
/// <param name="Reference">
/// Its value for as many other real samples: what a perfect generator would get, give or take chance.
/// </param>
public sealed record MeasureResult(Measure Measure, double Value, double Reference);
