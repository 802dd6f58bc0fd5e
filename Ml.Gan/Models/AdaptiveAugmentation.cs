using Ml.Gan.Models.Augmentations;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>
/// Adaptive discriminator augmentation (ADA: Karras et al., 2020): each kind of change is made to each image with a
/// probability p, which rises while D overfits and falls otherwise. D overfits where E[sign D(x)] over real images is
/// above <see cref="Target"/>. The kinds are the paper's best pipeline, <c>bgc</c>: x-flip, quarter turns, translation
/// by whole pixels up to 1/8 of the size; isotropic scale, turns, anisotropic scale, fractional translation;
/// brightness, contrast, luma flip, and of color images hue and saturation. Needs an objective whose D gives logits.
/// </summary>
/// <remarks>
/// Geometric changes are one affine transform for each image, bilinear, without the paper's low-pass filters, and the
/// image goes on mirrored beyond its border. What D sees of generated images is changed likewise, so that changes don't
/// leak into what is generated, not even mirrored or inverted digits, as long as p stays below about 0.8 (Karras et
/// al., 2020). Of images whose number of channels isn't 3, each channel is changed as gray.
/// </remarks>
public sealed record AdaptiveAugmentation : Augmentation
{
    /// <summary>E[sign D(x)] that p is steered to, above -1 and below 1. Default 0.6.</summary>
    public double Target { get; init; } = 0.6;

    /// <summary>
    /// Real images that D sees while p goes from 0 to 1 at its fastest: every 4 updates of D with batches of N move p
    /// by 4N/this. Default 500,000; short trainings need fewer.
    /// </summary>
    public double RampImages { get; init; } = 500_000;

    internal override Augmenter Start(Generator random, Device device) =>
        new AtWork(new AdaptiveProbability(Target, RampImages, device), new SampleDraws(random, device));

    internal override void Check()
    {
        if (Target is not (> -1 and < 1))
            throw new GanOptionException(
                nameof(Target), $"The target of E[sign D(x)] must be above -1 and below 1; it is {Target}.");
        if (RampImages is not (> 0 and < double.PositiveInfinity))
            throw new GanOptionException(
                nameof(RampImages), $"The images of the ramp must be above 0; they are {RampImages}.");
    }

    private sealed class AtWork(AdaptiveProbability probability, SampleDraws draws) : Augmenter
    {
        public override double? Probability => probability.Value;

        public override Tensor Augment(Tensor images)
        {
            if (probability.Value == 0)
                return images;
            long[] shape = images.shape;
            var places = GeometricChanges.Draw(draws, shape[0], shape[2], shape[3], probability.Value);
            var colors = ColorChanges.Draw(draws, shape[0], probability.Value);
            return colors.Of(AffineSampling.Sample(images, places.Sources()));
        }

        public override void Observe(Tensor realScores, int images) => probability.Observe(realScores, images);

        public override void ExchangeState(TrainingState state) => probability.ExchangeState(state);

        public override void Dispose()
        {
            probability.Dispose();
            base.Dispose();
        }
    }
}
