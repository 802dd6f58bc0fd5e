namespace Ml.Gan.Training;

/// <summary>Way in which convolutions are computed on the CPU.</summary>
public enum ConvolutionPath
{
    /// <summary>libtorch's convolutions as they are.</summary>
    Direct,

    /// <summary>libtorch's convolutions with channels padded by zeros to a multiple of 16.</summary>
    PaddedChannels,
}
