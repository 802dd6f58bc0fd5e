using Ml.Gan.Networks;
using static Ml.Gan.Cli.Training.TrainOptionKinds;

namespace Ml.Gan.Cli.Training;

/// <summary>The options of <c>mlgan train</c> that keep a discriminator from overfitting.</summary>
internal static class DiscriminatorOptionGroup
{
    public static IReadOnlyList<TrainOption> Create() =>
    [
        Number("--weight-decay", s => s.Options.DiscriminatorWeightDecay, 0, Largest,
            "Weight of an L2 penalty on the discriminator's weights.") with { IsListed = true },
        Number("--lecam", s => s.Options.LeCamWeight, 0, Largest,
            "Weight of LeCam regularization, as 0.3: the discriminator's scores stay near their averages.")
            with { IsListed = true, Paper = "Tseng et al., 2021" },
        Number("--consistency", s => s.Options.ConsistencyWeight, 0, Largest,
            "Weight, as 10, of the discriminator's saying the same of an image that is mirrored and moved.")
            with { IsListed = true, Paper = "Zhao et al., 2021" },
        Flag("--real-consistency", s => s.Options.RealConsistencyOnly,
            "Have --consistency compare real images alone.") with
        {
            DetailOf = ("--consistency", s => s.Options.ConsistencyWeight > 0),
            IsListed = true,
            Paper = "Zhang et al., 2020",
        },
        Number("--dropout", s => s.Options.DiscriminatorDropout, 0, BelowOne,
            "Share of the discriminator's hidden activations that training drops, below 1.")
            with { IsListed = true, Paper = "Srivastava et al., 2014" },
        Flag("--spectral-norm", s => s.Options.SpectralNorm,
            "Spectral normalization: the discriminator's weights divided by their largest singular values.")
            with { IsListed = true, Paper = "Miyato et al., 2018" },
        Number("--weight-clip", s => s.Options.WeightClipping, 1e-12, Largest,
            "Bound of a critic's weights, as 0.01.") with
        {
            Default = "what the objective recommends",
            IsListed = true,
            Paper = "Arjovsky, Chintala and Bottou, 2017",
        },
        Number("--instance-noise", s => s.Options.InstanceNoise, 0, Largest,
            "Deviation of noise on what the discriminator sees, falling to 0 at the last step.")
            with { IsListed = true, Paper = "Sønderby et al., 2017" },
        Choice("--minibatch", s => s.Options.MinibatchFeature,
            "What the discriminator is told about the batch: how much it varies, or how close an image is to "
            + "the others.",
            ("stddev", MinibatchFeature.StandardDeviation), ("discrimination", MinibatchFeature.Discrimination))
            with { IsListed = true, Paper = "Karras et al., 2018; Salimans et al., 2016" },
        Number("--packing", s => s.Options.Packing, 1, 65536,
            "Images that the discriminator sees together; a divisor of --batch.")
            with { IsListed = true, Paper = "PacGAN: Lin et al., 2018" },
    ];
}
