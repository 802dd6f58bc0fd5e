namespace Ml.Gan.Measures;

/// <summary>Squared <see cref="FrechetDistance"/> between features.</summary>
public sealed record Frechet() : Measure("frechet", "Fréchet distance",
    "difference of mean and covariance, squared", Better.Smaller)
{
    /// <inheritdoc/>
    public override double Compute(SampleSet real, SampleSet candidate) => FrechetDistance.Squared(real.Features, candidate.Features);
}
