using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Data.Images;

namespace Ml.Gan.Pipeline.Reading;

/// <summary>Images as <see cref="MLImage"/>, of one size or resized to one.</summary>
internal sealed class ImageColumn(DataViewSchema.Column column) : TrainingColumn(column)
{
    private int _size;

    protected override Action Open(DataViewRowCursor cursor, GanEstimator.Options options)
    {
        if (options.ImageChannels is not (1 or 3))
            throw new GanOptionException(
                nameof(options.ImageChannels), $"Images have 1 or 3 channels, not {options.ImageChannels}.");
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
            resampler!.Resample(new MLImageRows(image), pixels);
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
