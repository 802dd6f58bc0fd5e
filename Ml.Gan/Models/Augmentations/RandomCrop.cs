using Ml.Gan.Data;
using Ml.Gan.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Augmentations;

/// <summary>Random crops: a square of each image, every position as likely.</summary>
/// <param name="size">Height and width of the crops in pixels, smaller than the images'.</param>
/// <param name="random">Chooses the positions; stays the caller's.</param>
internal sealed class RandomCrop(int size, Generator random)
{
    private const string Option = "CropSize";

    private readonly SampleDraws _draws = new(random, CPU);

    /// <summary>Refuses images that can't be cropped so.</summary>
    /// <exception cref="GanOptionException">They are vectors, or not larger than the crops.</exception>
    public void Check(ISampleSource data)
    {
        var shape = data.Shape;
        int largest = Math.Min(shape.Height, shape.Width) - 1;
        OptionValue.Require(shape.IsImage, Option, $"'{data.Name}' holds vectors; only images are cropped.");
        OptionValue.Require(size >= 1 && size <= largest, Option,
            $"Crops of {size}×{size} pixels can't be chosen from images of {shape.Width}×{shape.Height}; the size of "
            + $"crops must be from 1 to {largest}. Read the images at a larger size, or crop to a smaller one.");
    }

    /// <summary>Crops of images (N, C, H, W) in float32 on the CPU, (N, C, size, size), which are copied.</summary>
    public Tensor Apply(Tensor images)
    {
        var (count, channels) = ((int)images.shape[0], (int)images.shape[1]);
        var (height, width) = ((int)images.shape[2], (int)images.shape[3]);
        long[] tops = Positions(count, height), lefts = Positions(count, width);
        var crops = torch.empty([count, channels, size, size], ScalarType.Float32, CPU);
        Span<float> source = images.AsFloats(), destination = crops.AsFloats();
        for (int plane = 0; plane < count * channels; plane++)
        {
            var (top, left) = ((int)tops[plane / channels], (int)lefts[plane / channels]);
            for (int y = 0; y < size; y++)
                source.Slice((plane * height + top + y) * width + left, size)
                    .CopyTo(destination[((plane * size + y) * size)..]);
        }
        return crops;
    }

    private long[] Positions(int count, int side)
    {
        using var positions = _draws.Integer(count, 0, side - size);
        return positions.data<long>().ToArray();
    }
}
