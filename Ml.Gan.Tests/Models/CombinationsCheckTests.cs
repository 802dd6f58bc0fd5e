using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Models;

[TestClass]
public sealed class CombinationsCheckTests
{
    private static readonly SampleShape s_images = new(1, 16, 16), s_vectors = SampleShape.Vector(3);

    public static IEnumerable<object[]> Refused =>
    [
        [new LatentGanOptions { DiscriminatorWeightDecay = -1 }, "DiscriminatorWeightDecay", "-1"],
        [new LatentGanOptions { DiscriminatorDropout = 1 }, "DiscriminatorDropout", "below 1"],
        [new LatentGanOptions { LeCamWeight = -1 }, "LeCamWeight", "at least 0"],
        [new LatentGanOptions { LeCamWeight = double.NaN }, "LeCamWeight", "NaN"],
        [new LatentGanOptions { ConsistencyWeight = -1 }, "ConsistencyWeight", "at least 0"],
        [new LatentGanOptions { RealConsistencyOnly = true }, "RealConsistencyOnly", "weight 0"],
        [new LatentGanOptions { Objective = new MmdGan(), LeCamWeight = 1 }, "LeCamWeight", "D has 16"],
        [new LatentGanOptions { Objective = new SemiSupervised(), LeCamWeight = 1 }, "LeCamWeight", "each class"],
        [new LatentGanOptions { Objective = new MmdGan(), ConsistencyWeight = 1 }, "ConsistencyWeight", "D has 16"],
        [
            new LatentGanOptions { Objective = new SemiSupervised(), ConsistencyWeight = 1 },
            "ConsistencyWeight",
            "each class",
        ],
        [new LatentGanOptions { DiscriminatorDropout = double.NaN }, "DiscriminatorDropout", "NaN"],
        [new LatentGanOptions { InstanceNoise = -0.1 }, "InstanceNoise", "-0.1"],
        [new LatentGanOptions { GradientClipping = 0 }, "GradientClipping", "above 0"],
        [new LatentGanOptions { LinearDecayStart = 1 }, "LinearDecayStart", "below 1"],
        [new LatentGanOptions { MinibatchFeature = (MinibatchFeature)9 }, "MinibatchFeature", "9"],
        [new LatentGanOptions { Objective = new LeastSquares(), WeightClipping = 0 }, "WeightClipping", "above 0"],
        [new LatentGanOptions { Packing = 3 }, "Packing", "64"],
        [new LatentGanOptions { GeneratorOptimizer = new AdamSettings { Beta1 = 1 } }, "Beta1", "below 1"],
        [new LatentGanOptions { DiscriminatorOptimizer = new AdamSettings { Beta2 = -0.5 } }, "Beta2", "-0.5"],
        [
            new LatentGanOptions
            {
                Augmentation = new DiffAugment { Color = false, Translation = false, Cutout = false },
            },
            "Augmentation",
            "nothing",
        ],
        [new LatentGanOptions { Augmentation = new AdaptiveAugmentation { Target = 1 } }, "Target", "below 1"],
        [new LatentGanOptions { Augmentation = new AdaptiveAugmentation { RampImages = 0 } }, "RampImages", "above 0"],

        [new LatentGanOptions { WeightClipping = 0.01 }, "WeightClipping", "no critic"],
        [
            new LatentGanOptions { Objective = new LeastSquares(), WeightClipping = 0.01, SpectralNorm = true },
            "WeightClipping",
            "spectral",
        ],
        [new LatentGanOptions { Objective = new WassersteinGp(), WeightClipping = 0.01 }, "WeightClipping", "penalty"],
        [
            new LatentGanOptions
            {
                Objective = new LeastSquares(),
                WeightClipping = 0.01,
                Penalty = new GradientPenalty(),
            },
            "WeightClipping",
            "penalty",
        ],
        [
            new LatentGanOptions { Objective = new LeastSquares(), Augmentation = new AdaptiveAugmentation() },
            "AdaptiveAugmentation",
            "least-squares",
        ],
        [
            new LatentGanOptions { Objective = new WassersteinGp(), Augmentation = new AdaptiveAugmentation() },
            "AdaptiveAugmentation",
            "logit",
        ],
        [
            new LatentGanOptions
            {
                Objective = new WassersteinGp(),
                MinibatchFeature = MinibatchFeature.Discrimination,
            },
            "MinibatchFeature",
            "penalty",
        ],
        [
            new LatentGanOptions { MinibatchFeature = MinibatchFeature.StandardDeviation, BatchSize = 4, Packing = 4 },
            "Packing",
            "one pack",
        ],

        [new LatentGanOptions { LabeledSamples = 10 }, "LabeledSamples", "non-saturating"],
        [new LatentGanOptions { Objective = new SemiSupervised(), LabeledSamples = 0 }, "LabeledSamples", "at least 1"],
        [
            new LatentGanOptions
            {
                Objective = new ConditionalLossSensitive(),
                Condition = new LabelCondition(),
                LabeledSamples = 9,
            },
            "LabeledSamples",
            "conditional-loss-sensitive",
        ],
        [
            new LatentGanOptions { Objective = new SemiSupervisedLossSensitive(), Condition = new VectorCondition() },
            "Condition",
            "Give the condition label",
        ],
        [
            new LatentGanOptions
            {
                Objective = new SemiSupervisedLossSensitive { Margin = true },
                Condition = new LabelCondition(),
            },
            "Condition",
            "Leave it out",
        ],
        [
            new LatentGanOptions { Objective = new ConditionalLossSensitive(), Condition = new VectorCondition() },
            "Condition",
            "Give the condition label",
        ],
        [
            new LatentGanOptions
            {
                Objective = new ConditionalLossSensitive(),
                Condition = new LabelCondition { Projection = true },
            },
            "Condition",
            "projected",
        ],
        [
            new LatentGanOptions { Objective = new SemiSupervised(), Condition = new LabelCondition() },
            "Condition",
            "Leave it out",
        ],
        [new LatentGanOptions { Objective = new SemiSupervisedLossSensitive(), Packing = 2 }, "Packing", "packs"],
        [
            new LatentGanOptions
            {
                Objective = new SemiSupervisedLossSensitive(),
                Augmentation = new AdaptiveAugmentation(),
            },
            "AdaptiveAugmentation",
            "no logit",
        ],
        [new LatentGanOptions { Codes = new LatentCodes() }, "Codes", "at least one"],
        [new LatentGanOptions { Codes = new LatentCodes { Categorical = [1] } }, "Codes", "2 categories"],
        [new LatentGanOptions { Codes = new LatentCodes { Continuous = 1 }, Packing = 2 }, "Packing", "single samples"],
        [
            new LatentGanOptions
            {
                Codes = new LatentCodes { Continuous = 1 },
                BatchSize = 1,
                Network = new ProgressiveGan(),
            },
            "BatchSize",
            "at least 2 samples",
        ],
        [Alone(o => o.Codes = new LatentCodes { Continuous = 1 }), "Codes", "no discriminator"],

        [Alone(o => o.DiscriminatorOptimizer = new AdamSettings()), "DiscriminatorOptimizer", "no discriminator"],
        [Alone(o => o.DiscriminatorSteps = 2), "DiscriminatorSteps", "no discriminator"],
        [Alone(o => o.Penalty = new GradientPenalty()), "Penalty", "no discriminator"],
        [Alone(o => o.WeightClipping = 0.01), "WeightClipping", "no discriminator"],
        [Alone(o => o.SpectralNorm = true), "SpectralNorm", "no discriminator"],
        [Alone(o => o.DiscriminatorWeightDecay = 0.1), "DiscriminatorWeightDecay", "no discriminator"],
        [Alone(o => o.LeCamWeight = 0.1), "LeCamWeight", "no discriminator"],
        [Alone(o => o.ConsistencyWeight = 0.1), "ConsistencyWeight", "no discriminator"],
        [Alone(o => o.DiscriminatorDropout = 0.1), "DiscriminatorDropout", "no discriminator"],
        [Alone(o => o.MinibatchFeature = MinibatchFeature.StandardDeviation), "MinibatchFeature", "no discriminator"],
        [Alone(o => o.InstanceNoise = 0.1), "InstanceNoise", "no discriminator"],
        [Alone(o => o.Augmentation = new DiffAugment()), "Augmentation", "no discriminator"],
        [Alone(o => o.Packing = 2), "Packing", "no discriminator"],
    ];

    public static IEnumerable<object[]> Accepted =>
    [
        [new LatentGanOptions { SpectralNorm = true, Penalty = new GradientPenalty(), DiscriminatorDropout = 0.5 }],
        [new LatentGanOptions { SpectralNorm = true, DiscriminatorWeightDecay = 1e-4, EmaDecay = 0 }],
        [
            new LatentGanOptions
            {
                Objective = new LeastSquares(),
                WeightClipping = 0.01,
                DiscriminatorDropout = 0.5,
                Packing = 2,
            },
        ],
        [
            new LatentGanOptions
            {
                Objective = new WassersteinGp(),
                MinibatchFeature = MinibatchFeature.StandardDeviation,
                Augmentation = new DiffAugment(),
            },
        ],
        [
            new LatentGanOptions
            {
                Augmentation = new AdaptiveAugmentation(),
                MinibatchFeature = MinibatchFeature.Discrimination,
                InstanceNoise = 0.1,
            },
        ],
        [new LatentGanOptions { GradientClipping = 1, LinearDecayStart = 0, Packing = 64 }],
        [new LatentGanOptions { LeCamWeight = 0.3, ConsistencyWeight = 10, RealConsistencyOnly = true, Packing = 2 }],
        [new LatentGanOptions { Objective = new R3Gan(), LeCamWeight = 0.3, Penalty = new R1 { Interval = 16 } }],
        [new LatentGanOptions { Objective = new RelativisticAverage(), WeightClipping = 0.01 }],
        [new LatentGanOptions { Objective = new Wasserstein(), WeightClipping = 0.05, InstanceNoise = 0.1 }],
        [new LatentGanOptions { Objective = new Wasserstein(), SpectralNorm = true, Augmentation = new DiffAugment() }],
        [
            new LatentGanOptions
            {
                Objective = new FeatureMatching(),
                MinibatchFeature = MinibatchFeature.Discrimination,
                Packing = 2,
            },
        ],
        [
            new LatentGanOptions
            {
                Objective = new Minimax { RealLabel = 0.9 },
                Augmentation = new AdaptiveAugmentation(),
            },
        ],
        [
            new LatentGanOptions
            {
                Objective = new SemiSupervised(),
                LabeledSamples = 100,
                Augmentation = new AdaptiveAugmentation(),
                Penalty = new R1(),
            },
        ],
        [
            new LatentGanOptions
            {
                Objective = new SemiSupervisedLossSensitive(),
                Codes = new LatentCodes { Continuous = 1 },
            },
        ],
        [
            new LatentGanOptions
            {
                Objective = new ConditionalLossSensitive(),
                Condition = new LabelCondition(),
                SpectralNorm = true,
            },
        ],
        [Alone(o => { o.GradientClipping = 1; o.LinearDecayStart = 0.5; o.GeneratorOptimizer = new AdamSettings(); })],
    ];

    [TestMethod]
    [DynamicData(nameof(Refused))]
    public void Nonsense_is_refused_by_the_option_s_name_with_a_reason(
        LatentGanOptions options, string option, string reason)
    {
        var error = Assert.ThrowsExactly<GanOptionException>(() => options.Check(s_images));

        Assert.AreEqual(option, error.Option);
        StringAssert.Contains(error.Message, reason);
    }

    [TestMethod]
    [DynamicData(nameof(Accepted))]
    public void What_makes_sense_together_is_accepted(LatentGanOptions options) => options.Check(s_images);

    [TestMethod]
    public void Vectors_are_not_augmented()
    {
        var options = new LatentGanOptions { Network = new Mlp(), Augmentation = new DiffAugment() };
        var error = Assert.ThrowsExactly<GanOptionException>(() => options.Check(s_vectors));

        Assert.AreEqual("Augmentation", error.Option);
        StringAssert.Contains(error.Message, "vectors of 3");
    }

    [TestMethod]
    public void Vectors_are_neither_mirrored_nor_moved()
    {
        var options = new LatentGanOptions { Network = new Mlp(), ConsistencyWeight = 10 };
        var error = Assert.ThrowsExactly<GanOptionException>(() => options.Check(s_vectors));

        Assert.AreEqual("ConsistencyWeight", error.Option);
        StringAssert.Contains(error.Message, "vectors of 3");
        new LatentGanOptions { Network = new Mlp(), LeCamWeight = 0.3 }.Check(s_vectors);
    }

    [TestMethod]
    public void Recommended_clipping_gives_way_to_spectral_norm_and_penalties()
    {
        Assert.AreEqual(0.01, new LatentGanOptions { Objective = new Wasserstein() }.EffectiveWeightClipping);
        Assert.AreEqual(
            0.05,
            new LatentGanOptions { Objective = new Wasserstein(), WeightClipping = 0.05 }.EffectiveWeightClipping);
        Assert.IsNull(
            new LatentGanOptions { Objective = new Wasserstein(), SpectralNorm = true }.EffectiveWeightClipping);
        Assert.IsNull(new LatentGanOptions
        {
            Objective = new Wasserstein(),
            Penalty = new GradientPenalty(),
        }.EffectiveWeightClipping);
        Assert.IsNull(new LatentGanOptions().EffectiveWeightClipping);
    }

    private static LatentGanOptions Alone(Action<LatentGanOptions> change)
    {
        var options = new LatentGanOptions { Objective = new Mmd() };
        change(options);
        return options;
    }
}
