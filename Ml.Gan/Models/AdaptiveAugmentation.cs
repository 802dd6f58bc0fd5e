using Ml.Gan.Models.Augmentations;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>
/// Adaptive discriminator augmentation (ADA: Karras et al., 2020): each kind of change is made to each image with a
/// probability p, which rises while D overfits and falls otherwise. D overfits where E[sign D(x)] over real images is
/// above <see cref="Target"/>. The kinds: x-flip, quarter turns, whole-pixel translation by up to 1/8 (mirrored at the
/// border), brightness, contrast, and for 3 channels saturation; the paper's best pipeline without its resampling, luma
/// flip and hue. Needs an objective whose D gives logits.
/// </summary>
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
        private const double BrightnessDeviation = 0.2, ContrastOctaves = 0.5, SaturationOctaves = 1;

        public override double? Probability => probability.Value;

        public override Tensor Augment(Tensor images) => probability.Value == 0 ? images : Recolor(Move(images));

        public override void Observe(Tensor realScores, int images) => probability.Observe(realScores, images);

        public override void Dispose()
        {
            probability.Dispose();
            base.Dispose();
        }

        private Tensor Move(Tensor images)
        {
            long[] shape = images.shape;
            bool square = shape[2] == shape[3];
            images = ImageTransforms.FlipHorizontally(images, draws.Chance(shape[0], probability.Value / 2));
            images = ImageTransforms.Rotate(
                images, Chosen(square ? draws.Integer(shape[0], 0, 3) : 2 * draws.Integer(shape[0], 0, 1)));
            var moves = draws.Chance(shape[0], probability.Value);
            return ImageTransforms.Translate(images, Shift(2), Shift(3), mirror: true);

            Tensor Shift(int dimension)
            {
                long most = (long)Math.Round(shape[dimension] / 8.0);
                return draws.Integer(shape[0], -most, most) * moves;
            }
        }

        private Tensor Recolor(Tensor images)
        {
            long count = images.shape[0];
            images = ImageTransforms.ShiftBrightness(images, Chosen(draws.Normal(count, BrightnessDeviation)));
            images = ImageTransforms.ScaleContrastAroundZero(images, Factor(ContrastOctaves));
            return images.shape[1] > 1 ? ImageTransforms.ScaleSaturation(images, Factor(SaturationOctaves)) : images;

            Tensor Factor(double octaves) => Chosen(draws.Normal(count, octaves * Math.Log(2))).exp();
        }

        /// <summary>The magnitudes for the images that are chosen, 0 for the others.</summary>
        private Tensor Chosen(Tensor magnitudes) => magnitudes * draws.Chance(magnitudes.shape[0], probability.Value);
    }
}
