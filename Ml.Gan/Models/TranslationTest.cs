using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>How near to their targets the outputs of a translator are, for pairs that it was not trained on.</summary>
/// <param name="Count">Number of pairs.</param>
/// <param name="Psnr">
/// Mean peak signal-to-noise ratio of the outputs in dB, but of those that equal their targets, whose ratio has no
/// bound; infinite where all do.
/// </param>
/// <param name="Ssim">Mean structural similarity of the outputs (Wang et al., 2004), at most 1.</param>
/// <param name="InputPsnr">
/// The same of the inputs, enlarged bicubically where they are smaller, gray ones in all channels, those with holes as
/// images of middle gray there; null where they have other colors than the targets.
/// </param>
/// <param name="InputSsim">The structural similarity of these.</param>
public sealed record TranslationTest(int Count, double Psnr, double Ssim, double? InputPsnr, double? InputSsim)
{
    private const int BatchSize = 64;

    /// <summary>
    /// Outputs and targets as sets in a feature space; null where none was given, or there is one pair only. Default
    /// null.
    /// </summary>
    public FeatureComparison? Features { get; init; }

    /// <summary>The same of the inputs; null where they aren't compared. Default null.</summary>
    public FeatureComparison? InputFeatures { get; init; }

    /// <summary>
    /// Mean peak signal-to-noise ratio in dB of what was filled in, within the holes, but of those that equal their
    /// targets; null where there are no holes. Default null.
    /// </summary>
    public double? HolePsnr { get; init; }

    /// <summary>The same of the holes as they were, of middle gray. Default null.</summary>
    public double? InputHolePsnr { get; init; }

    /// <summary>Translates all inputs of a source that isn't endless.</summary>
    /// <param name="gan">The model.</param>
    /// <param name="data">Pairs, or targets that inputs or holes are made from, which are the same in each run.</param>
    /// <param name="features">
    /// What targets and outputs are compared in as sets too; null, the default, for nothing.
    /// </param>
    /// <param name="progress">Told after every 64 pairs how many are done; null, the default, for nobody.</param>
    /// <param name="cancellation">Asks to give up. Default none.</param>
    /// <exception cref="ArgumentException">The data are two sets without pairs, or endless.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static TranslationTest Run(
        TranslationGan gan, TranslationData data, FeatureSpace? features = null, IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(gan);
        ArgumentNullException.ThrowIfNull(data);
        if (!data.IsPaired || data.Count is not { } count)
            throw new ArgumentException("Outputs are compared with the targets of a number of pairs.", nameof(data));
        var outputs = new Compared(features, cancellation);
        var inputs = new Compared(features, cancellation);
        var targets = new List<float>();
        using var masks = TranslationData.CreateMaskChoice();
        for (long start = 0; start < count; start += BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            using var computation = FinalizerPause.Begin();
            using var frozen = no_grad();
            long[] indices = [.. Enumerable.Range(0, (int)Math.Min(BatchSize, count - start)).Select(i => start + i)];
            var (input, target) = data.Split(SampleTensors.Read(data.First, indices), masks);
            float[] translated = gan.Translate(input.ToFloats(), (int)input.shape[2], (int)input.shape[3]);
            var mask = data.Mask is null ? null : data.MaskOf(input);
            outputs.Add(TensorValues.Create(translated, target.shape), target, mask);
            if (features is not null)
                targets.AddRange(features.Extract(Rows(target), cancellation).Values.Span);
            if (mask is not null)
                inputs.Add(input.narrow(1, 0, target.shape[1]), target, mask);
            else if (input.shape[1] == 1 || input.shape[1] == target.shape[1])
                inputs.Add(Bicubic.Enlarge(input, data.Factor).expand(target.shape), target);
            progress?.Report((int)start + indices.Length);
        }
        var compared = features is null ? default : new SampleRows(targets.ToArray(), targets.Count / (int)count);
        return new TranslationTest(
            (int)count, outputs.Psnr, outputs.Ssim, inputs.Count > 0 ? inputs.Psnr : null,
            inputs.Count > 0 ? inputs.Ssim : null)
        {
            Features = outputs.AsSet(compared),
            InputFeatures = inputs.AsSet(compared),
            HolePsnr = outputs.HolePsnr,
            InputHolePsnr = inputs.HolePsnr,
        };
    }

    private static SampleRows Rows(Tensor images) =>
        new(images.ToFloats(), (int)(images.numel() / images.shape[0]));

    /// <summary>Images that are compared batch by batch.</summary>
    private sealed class Compared(FeatureSpace? space, CancellationToken cancellation)
    {
        private readonly List<float> _features = [];
        private double _psnr, _ssim;
        private int _different;
        private double? _holePsnr;

        public int Count { get; private set; }

        public double Psnr => _different == 0 ? double.PositiveInfinity : _psnr / _different;

        public double Ssim => _ssim / Count;

        /// <summary>Of the same images as <see cref="Psnr"/>: they differ in their holes alone.</summary>
        public double? HolePsnr => _different == 0 && _holePsnr is not null
            ? double.PositiveInfinity
            : _holePsnr / _different;

        public void Add(Tensor images, Tensor targets, Tensor? masks = null)
        {
            var compared = ImageComparison.Of(images, targets);
            _psnr += compared.Psnr.Where(double.IsFinite).Sum();
            _different += compared.Psnr.Count - compared.EqualCount;
            if (masks is not null)
                _holePsnr = (_holePsnr ?? 0) + InHoles(compared.Psnr, masks);
            _ssim += compared.Ssim?.Sum() ?? double.NaN;
            Count += compared.Psnr.Count;
            if (space is not null)
                _features.AddRange(space.Extract(Rows(images), cancellation).Values.Span);
        }

        /// <summary>
        /// Sum over the images: all that differs is in the hole, so that its share of the pixels is the mean squared
        /// distance's of the hole's.
        /// </summary>
        private static double InHoles(IReadOnlyList<double> psnr, Tensor masks) => psnr
            .Zip(masks.mean([1, 2, 3]).ToFloats(), (whole, share) => whole + (10 * Math.Log10(share)))
            .Where(double.IsFinite).Sum();

        /// <summary>Comparison with the features of targets; null where there is nothing to compare.</summary>
        public FeatureComparison? AsSet(SampleRows targets) => _features.Count == 0 || Count < 2
            ? null
            : FeatureComparison.Of(targets, new SampleRows(_features.ToArray(), targets.Width));
    }
}
