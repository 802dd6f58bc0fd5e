namespace Ml.Gan.Cli.Sharding;

/// <summary>Files that samples are written as.</summary>
internal enum SampleFormat
{
    /// <summary>A PNG file for each image, a thousand in a folder.</summary>
    Png,

    /// <summary>NumPy's array file: images as bytes (N, H, W, C), vectors as numbers of 4 bytes (N, C).</summary>
    Npy,

    /// <summary>An IDX file, as MNIST's, of gray images: bytes (N, H, W).</summary>
    Idx,
}
