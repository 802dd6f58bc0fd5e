using Ml.Gan.Models.Augmentations;
using Ml.Gan.Training;
using Ml.Gan.Training.Replication;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>How D sees samples, real and generated alike: augmented, then with noise, then in packs.</summary>
internal sealed class DiscriminatorView : IDisposable
{
    private readonly int _packing;
    private readonly int _batchSize;
    private readonly double _firstDeviation;
    private readonly LinearFall _fall;
    private readonly Generator _random;
    private readonly Augmenter? _augmenter;
    private double _deviation;

    /// <param name="options">What D sees.</param>
    /// <param name="steps">Steps of the training.</param>
    /// <param name="random">Source of random numbers, on the CPU; stays the caller's.</param>
    /// <param name="device">Where the samples are.</param>
    public DiscriminatorView(LatentGanOptions options, long steps, Generator random, Device device)
    {
        (_packing, _batchSize) = (options.Packing, options.BatchSize);
        (_firstDeviation, _fall) = (options.InstanceNoise, new LinearFall(0, steps - 1));
        _random = random;
        _augmenter = options.Augmentation?.Start(_random, device);
    }

    /// <summary>p of an adaptive augmentation, else null.</summary>
    public double? AugmentationProbability => _augmenter?.Probability;

    /// <summary>Sets the noise for the step after <paramref name="completed"/> steps.</summary>
    public void Begin(long completed) => _deviation = _firstDeviation * _fall.After(completed);

    /// <summary>
    /// (N, C, H, W) or (N, D) as D gets them, differentiable; packs of m samples are (N/m, mC, H, W) or (N/m, mD).
    /// </summary>
    public Tensor Of(Tensor samples) => Pack(AddNoise(_augmenter?.Augment(samples) ?? samples));

    /// <summary>Conditions, (N, c), as D gets them: of packs of m, (N/m, mc).</summary>
    public Tensor? OfCondition(Tensor? condition) => condition is null ? null : Pack(condition);

    /// <summary>Takes note of D's scores of a real batch, from before its update.</summary>
    public void Observe(Tensor realScores) => _augmenter?.Observe(realScores, _batchSize);

    /// <summary>Names what the augmentation has to remember.</summary>
    public void ExchangeState(TrainingState state) => _augmenter?.ExchangeState(state);

    public void Dispose() => _augmenter?.Dispose();

    /// <summary>Instance noise (Sønderby et al., 2017).</summary>
    private Tensor AddNoise(Tensor samples) => _deviation > 0
        ? samples + Shard.Draw(
            samples.shape, shape => torch.randn(shape, ScalarType.Float32, CPU, generator: _random))
            .mul_(_deviation).to(samples.device)
        : samples;

    /// <summary>m samples as one, along the channels (PacGAN: Lin et al., 2018).</summary>
    private Tensor Pack(Tensor samples)
    {
        if (_packing == 1)
            return samples;
        long[] shape = samples.shape;
        return samples.reshape([shape[0] / _packing, shape[1] * _packing, .. shape[2..]]);
    }
}
