using Ml.Gan.Models.Augmentations;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>
/// Random changes of the images that D sees, real and generated alike, so that D can't learn few images by heart while
/// G doesn't learn the changes. The gradient passes through them to G. Images only.
/// </summary>
public abstract record Augmentation
{
    /// <summary>Starts the augmentation of one training.</summary>
    /// <param name="random">Source of random numbers, on the CPU; stays the caller's.</param>
    /// <param name="device">Where the images are.</param>
    internal abstract Augmenter Start(Generator random, Device device);

    /// <exception cref="GanOptionException">A number is out of range.</exception>
    internal abstract void Check();
}
