using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Ml.Gan.Data;
using Ml.Gan.Data.Images;
using Ml.Gan.Pipeline.Columns;
using Ml.Gan.Pipeline.Reading;

namespace Ml.Gan.Pipeline.Scoring;

/// <summary>
/// The column whose samples are scored: images, resized as in training, or vectors; scaled as in training.
/// </summary>
/// <param name="role">What the column is for, in messages.</param>
/// <param name="name">Its name.</param>
/// <param name="isImage">Whether it holds images rather than vectors.</param>
/// <param name="shape">Shape of what the network takes.</param>
/// <param name="images">How images were read in training.</param>
internal sealed class SampleColumn(
    string role, string name, bool isImage, SampleShape shape, ImageReading images)
{
    private readonly NumbersColumn _vectors = new(role, name, shape.Length);
    private readonly PixelScaling _scaling = new(name, images.PixelRange);

    /// <exception cref="GanDataException">It is not there, or of another type than in training.</exception>
    public DataViewSchema.Column Find(DataViewSchema schema)
    {
        if (!isImage)
            return _vectors.Find(schema);
        return schema.GetColumnOrNull(name) is { Type: ImageDataViewType } column ? column : throw new GanDataException(
            $"The data have no column '{name}' of images (MLImage); they have "
            + $"{string.Join(", ", schema.Select(c => $"'{c.Name}' ({c.Type})"))}.");
    }

    /// <summary>Reads the sample of a row's present values.</summary>
    public Func<float[]> Reader(DataViewRow row) => isImage ? PictureReader(row) : VectorReader(row);

    private Func<float[]> VectorReader(DataViewRow row)
    {
        var read = _vectors.Reader(row);
        if (!shape.IsImage)
            return read;
        return () =>
        {
            float[] values = read();
            CheckShades(values, row.Position);
            _scaling.Apply(values, row.Position);
            return values;
        };
    }

    /// <summary>
    /// Refuses a row of shades that are all darker than the first one above black: of a smaller range.
    /// </summary>
    private void CheckShades(float[] values, long row)
    {
        float darkest = _scaling.Range.Minimum, dark = _scaling.Dark, highest = values.Max();
        if (highest > darkest && highest <= dark && values.Any(value => value > darkest && value < dark))
            throw new GanDataException(
                $"Row {row} of column '{name}' has pixel values within {values.Min():G4} and {highest:G4}, all of them "
                + $"black in the range {darkest} to {_scaling.Range.Maximum} that was learned. Give pixels of that "
                + "range.");
    }

    private Func<float[]> PictureReader(DataViewRow row)
    {
        var reader = new ImageReader(row, name, images.Background);
        var resampler = new ImageResampler(shape.Height, shape.Channels);
        byte[] pixels = new byte[shape.Length];
        return () =>
        {
            var image = reader.Read();
            CheckSize(image, row.Position);
            resampler.Resample(reader.Upright(image), pixels);
            float[] values = new float[shape.Length];
            PixelScale.ToFloat(pixels, values);
            return values;
        };
    }

    private void CheckSize(MLImage image, long row)
    {
        if (images.Size is null && (image.Height != shape.Height || image.Width != shape.Width))
            throw new GanDataException(
                $"Row {row} of column '{name}' has an image of {image.Width}×{image.Height}; the network takes "
                + $"{shape.Width}×{shape.Height}. Resize the images first.");
    }
}
