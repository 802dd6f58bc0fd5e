using Ml.Gan.Models.Augmentations;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>
/// Differentiable augmentation (Zhao et al., 2020): every image is changed, by all the kinds of change that are asked
/// for. Helps with few images; the paper takes all three from some hundred to some thousand of them.
/// </summary>
public sealed record DiffAugment : Augmentation
{
    /// <summary>
    /// Brightness shifted by U[−½, ½] (of values in [-1, 1]), then saturation scaled by U[0, 2] (for 3 channels), then
    /// contrast scaled by U[½, 3/2]. Default true.
    /// </summary>
    public bool Color { get; init; } = true;

    /// <summary>A shift by up to 1/8 of height and width, zeros entering. Default true.</summary>
    public bool Translation { get; init; } = true;

    /// <summary>A box of half the height and half the width, anywhere, filled with zeros. Default true.</summary>
    public bool Cutout { get; init; } = true;

    internal override Augmenter Start(Generator random, Device device) =>
        new AtWork(this, new SampleDraws(random, device));

    internal override void Check()
    {
        if (!Color && !Translation && !Cutout)
            throw new GanOptionException(
                nameof(LatentGanOptions.Augmentation),
                "DiffAugment without color, translation and cutout changes nothing.");
    }

    private sealed class AtWork(DiffAugment kinds, SampleDraws draws) : Augmenter
    {
        public override Tensor Augment(Tensor images)
        {
            if (kinds.Color)
                images = Recolor(images);
            if (kinds.Translation)
                images = Translate(images);
            return kinds.Cutout ? CutOut(images) : images;
        }

        private Tensor Recolor(Tensor images)
        {
            long count = images.shape[0];
            images = ImageTransforms.ShiftBrightness(images, draws.Uniform(count, -0.5, 0.5));
            if (images.shape[1] > 1)
                images = ImageTransforms.ScaleSaturation(images, draws.Uniform(count, 0, 2));
            return ImageTransforms.ScaleContrastAroundMean(images, draws.Uniform(count, 0.5, 1.5));
        }

        private Tensor Translate(Tensor images)
        {
            long[] shape = images.shape;
            long down = Eighth(shape[2]), right = Eighth(shape[3]);
            return ImageTransforms.Translate(
                images, draws.Integer(shape[0], -down, down), draws.Integer(shape[0], -right, right));
        }

        private Tensor CutOut(Tensor images)
        {
            long[] shape = images.shape;
            long height = Half(shape[2]), width = Half(shape[3]);
            return ImageTransforms.CutOut(images, Start(shape[2], height), Start(shape[3], width), height, width);

            Tensor Start(long size, long box) => draws.Integer(shape[0], -(box / 2), size - box % 2 - box / 2);
        }

        private static long Eighth(long size) => (long)(size / 8.0 + 0.5);

        private static long Half(long size) => (long)(size / 2.0 + 0.5);
    }
}
