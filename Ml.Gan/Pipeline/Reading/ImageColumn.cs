using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Data.Images;

namespace Ml.Gan.Pipeline.Reading;

/// <summary>Images as <see cref="MLImage"/>, of one size or resized to one.</summary>
internal sealed class ImageColumn(DataViewSchema.Column column) : TrainingColumn(column)
{
    private readonly UprightImages _upright = new();
    private int _size;

    protected override void CheckAll(Action<string> warning)
    {
        if (_upright.Turned > 0)
            warning($"{_upright.Turned} images of column '{Name}' are learned turned upright, as the orientation in "
                + "their files' EXIF data says.");
    }

    protected override Action Open(DataViewRowCursor cursor, GanEstimator.Options options)
    {
        var getter = cursor.GetGetter<MLImage>(cursor.Schema[Column.Index]);
        ImageResampler? resampler = null;
        byte[] pixels = [];
        MLImage image = null!;
        return () =>
        {
            getter(ref image);
            int size = SizeOf(image, cursor.Position, options);
            if (Cache is null)
            {
                var shape = new SampleShape(options.ImageChannels, size, size);
                Cache = SampleCacheBuilder.ForImages(Name, shape);
                resampler = new ImageResampler(size, options.ImageChannels);
                pixels = new byte[shape.Length];
            }
            resampler!.Resample(_upright.RowsOf(image), pixels);
            Cache.Append(pixels);
        };
    }

    private int SizeOf(MLImage? image, long row, GanEstimator.Options options)
    {
        if (image is null)
            throw new GanDataException($"Row {row} of column '{Name}' has no image. Filter such rows out first.");
        if (options.ImageSize is { } size)
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
