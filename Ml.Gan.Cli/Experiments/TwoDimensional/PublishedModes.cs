namespace Ml.Gan.Cli.Experiments.TwoDimensional;

/// <summary>A row of another's table.</summary>
/// <param name="Name">The method.</param>
/// <param name="Modes">Mean number of modes that were found.</param>
/// <param name="HighQuality">Mean share of samples within 3σ of a mode, in [0, 1].</param>
/// <param name="Divergence">Mean reverse Kullback-Leibler divergence, nats.</param>
internal sealed record PublishedModes(string Name, double Modes, double HighQuality, double Divergence)
{
    public const string Source = "PacGAN (Lin et al., 2018), table 1";

    public static readonly IReadOnlyList<PublishedModes> Ring8 = [new("GAN, published", 6.3, 0.982, 0.45), new("PacGAN2, published", 7.9, 0.956, 0.07)];

    public static readonly IReadOnlyList<PublishedModes> Grid25 = [new("GAN, published", 17.3, 0.948, 0.70), new("PacGAN4, published", 24.8, 0.936, 0.04)];
}
