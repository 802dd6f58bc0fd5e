using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Data.Images;

namespace Ml.Gan.Pipeline.Reading;

/// <summary>Images as <see cref="MLImage"/>, of one size or resized to one.</summary>
internal sealed class ImageColumn(DataViewSchema.Column column) : TrainingColumn(column)
{
    private ImageReader? _reader;
    private int _size;

    protected override void CheckAll(Action<string> warning)
    {
        if (_reader is { Turned: > 0 and var turned })
            warning($"{ShortText.Count(turned, "image")} of column '{Name}' {(turned == 1 ? "is" : "are")} learned "
                + "turned upright, as the orientation in the files' EXIF data says.");
    }

    protected override Action Open(DataViewRowCursor cursor, ImageReading images)
    {
        var reader = _reader = new ImageReader(cursor, Name, images.Background);
        ImageResampler? resampler = null;
        byte[] pixels = [];
        return () =>
        {
            var image = reader.Read();
            int size = SizeOf(image, cursor.Position, images.Size);
            if (Cache is null)
            {
                var shape = new SampleShape(images.Channels, size, size);
                Cache = SampleCacheBuilder.ForImages(Name, shape);
                resampler = new ImageResampler(size, images.Channels);
                pixels = new byte[shape.Length];
            }
            resampler!.Resample(reader.Upright(image), pixels);
            Cache.Append(pixels);
        };
    }

    private int SizeOf(MLImage image, long row, int? wanted)
    {
        if (wanted is { } size)
            return size;
        if (_size == 0)
            _size = image.Height;
        if (image.Height != _size || image.Width != _size)
            throw new GanDataException(
                $"Row {row} of column '{Name}' has an image of {image.Width}×{image.Height}; expected "
                + $"{_size}×{_size}. Set Options.ImageSize, or resize the images to squares of one size first.");
        return _size;
    }
}
