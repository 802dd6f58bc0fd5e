using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models;

/// <summary>
/// R1 of a linear D(x) = w·x + b is ‖w‖² for γ = 2; where parts of the images are cut out before D, it is that of the
/// weights that are left.
/// </summary>
[TestClass]
public sealed class AugmentedPenaltyTests
{
    [TestMethod]
    public void A_slope_is_that_at_the_images_before_they_are_augmented()
    {
        var (plain, weights) = Penalty(null);
        var (cut, _) = Penalty(new DiffAugment { Color = false, Translation = false, Cutout = true });

        Assert.AreEqual(weights, plain, 1e-5 * weights);
        Assert.IsTrue(cut > 0.5 * weights && cut < 0.95 * weights, $"{cut} of {weights}");
    }

    /// <summary>The first step's penalty, and ‖w‖².</summary>
    private static (double Penalty, double Weights) Penalty(Augmentation? augmentation)
    {
        using var scope = NewDisposeScope();
        using var gan = new LatentGan(
            new LatentGanOptions
            {
                Network = new Mlp { GeneratorWidths = [8], DiscriminatorWidths = [] },
                Penalty = new R1 { Weight = 2 },
                Augmentation = augmentation,
                BatchSize = 64,
                Steps = 1,
            },
            new Glyphs());
        var discriminator = gan.Phases[0];
        double weights = discriminator.Parameters[0].ToFloats().Sum(weight => (double)weight * weight);
        gan.BeginStep();
        var losses = gan.Losses(discriminator, gan.NextBatch([discriminator]));
        return (losses.Terms["r1"].item<float>(), weights);
    }
}
