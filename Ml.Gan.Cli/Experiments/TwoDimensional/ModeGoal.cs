namespace Ml.Gan.Cli.Experiments.TwoDimensional;

/// <summary>Means over the seeds that a way of training is to reach.</summary>
/// <param name="Modes">Number of modes: all of them, in each training.</param>
/// <param name="HighQuality">Least share of samples within 3σ of a mode, in [0, 1].</param>
/// <param name="Divergence">Largest reverse Kullback-Leibler divergence, nats.</param>
internal sealed record ModeGoal(int Modes, double HighQuality, double Divergence)
{
    public bool IsReachedBy(IEnumerable<Trial> trials) =>
        Estimate.Of(trials, ModeTrace.Modes).Mean >= Modes
        && Estimate.Of(trials, ModeTrace.HighQuality).Mean >= HighQuality
        && Estimate.Of(trials, ModeTrace.Divergence).Mean <= Divergence;

    public override string ToString() => $"{Modes} modes, at least {HighQuality:0.0 %} of high quality, divergence at most {Divergence:0.00}";
}
