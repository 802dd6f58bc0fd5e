using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>How D sees samples, real and generated alike.</summary>
internal sealed class DiscriminatorView
{
    private readonly int _packing;

    public DiscriminatorView(TrainingOptions options) => _packing = options.Packing;

    /// <summary>(N, C, H, W) or (N, D) as D gets them, differentiable; packs of m samples are (N/m, mC, H, W) or (N/m, mD).</summary>
    public Tensor Of(Tensor samples) => Pack(samples);

    /// <summary>m samples as one, along the channels (PacGAN: Lin et al., 2018).</summary>
    private Tensor Pack(Tensor samples)
    {
        if (_packing == 1)
            return samples;
        long[] shape = samples.shape;
        return samples.reshape([shape[0] / _packing, shape[1] * _packing, .. shape[2..]]);
    }
}
