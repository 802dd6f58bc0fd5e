using System.Drawing;
using System.Security.Cryptography;
using SkiaSharp;

namespace Ml.Gan.Data.Images;

/// <summary>Makes samples of image files: upright, over a background, of one size and number of channels.</summary>
internal sealed class ImageSampler(SampleShape shape, Color background)
{
    private readonly ImageResampler _resampler = new(shape.Height, shape.Channels);

    /// <summary>The sample of a file, or why it gives none.</summary>
    public FoundImage Read(string path)
    {
        using var image = ImageFileReader.Decode(path);
        return image.Fault is { } fault ? new FoundImage { Fault = fault } : Sample(image);
    }

    /// <summary>The sample of a picture, which there has to be, or of a part of it.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="part">Which part, from 0 on, from left to right. Default 0.</param>
    /// <param name="parts">Parts of equal width that it shows side by side. Default 1.</param>
    public FoundImage Sample(DecodedImage image, int part = 0, int parts = 1)
    {
        byte[] sample = new byte[shape.Length];
        var rows = new PartRows(image.Rows(background), part, parts);
        _resampler.Resample(rows, sample);
        return new FoundImage
        {
            Sample = sample,
            Width = rows.Width,
            Height = rows.Height,
            HasColor = image.HasColorIn(part, parts),
            IsTransparent = image.IsTransparent,
            IsTurned = image.Origin != SKEncodedOrigin.TopLeft,
            Hash = Convert.ToHexString(SHA256.HashData(sample)),
        };
    }
}
