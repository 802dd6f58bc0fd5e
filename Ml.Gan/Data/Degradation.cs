using Ml.Gan.Data.Images;
using static TorchSharp.torch;

namespace Ml.Gan.Data;

/// <summary>
/// Degradation of images, from whose results a network learns to restore them: inputs are made of the targets.
/// </summary>
public abstract record Degradation
{
    /// <summary>A degradation that makes images so many times smaller.</summary>
    /// <param name="factor">Height and width of an image by those of its degraded one. Default 1.</param>
    protected Degradation(int factor = 1) => Factor = factor;

    /// <summary>Name on the command line and in metadata, for example <c>bicubic:4</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Height and width of an image by those of its degraded one.</summary>
    public int Factor { get; }

    /// <summary>Shape of degraded images.</summary>
    /// <param name="shape">Shape of images.</param>
    /// <exception cref="GanOptionException">Such images can't be degraded; the message says why.</exception>
    public SampleShape Check(SampleShape shape)
    {
        OptionValue.Require(shape.IsImage, nameof(Degradation), $"{Name} degrades images, not vectors.");
        OptionValue.Require(
            shape.Height % Factor == 0 && shape.Width % Factor == 0, nameof(Degradation),
            $"{Name} makes images {Factor} times smaller; {shape.Width}×{shape.Height} pixels are no multiple of "
            + $"{Factor}. Choose another size.");
        CheckChannels(shape.Channels);
        return shape with { Height = shape.Height / Factor, Width = shape.Width / Factor };
    }

    /// <summary>
    /// The degraded images, (N, C, H/F, W/F) in float32 on the CPU, in [-1, 1] in 255 steps, for a factor F: the same
    /// whatever the number of threads.
    /// </summary>
    /// <param name="images">Images (N, C, H, W) in [-1, 1], on whatever device.</param>
    /// <exception cref="GanOptionException">Such images can't be degraded.</exception>
    public Tensor Apply(Tensor images)
    {
        var (count, shape) = ImageTensors.ShapeOf(images);
        _ = Check(shape);
        return Degrade(ImageTensors.ToFloats(images), count, shape);
    }

    /// <summary>Refuses numbers of channels. Default: none.</summary>
    /// <exception cref="GanOptionException">So many can't be degraded.</exception>
    protected virtual void CheckChannels(int channels)
    {
    }

    /// <summary>The degraded images of ones that were checked.</summary>
    /// <param name="images">N·C·H·W values in [-1, 1], which may be changed.</param>
    /// <param name="count">N.</param>
    /// <param name="shape">Shape of each.</param>
    protected abstract Tensor Degrade(float[] images, int count, SampleShape shape);
}
