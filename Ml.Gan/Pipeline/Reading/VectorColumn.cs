using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;

namespace Ml.Gan.Pipeline.Reading;

/// <summary>Float vectors: images as numbers in the order C, H, W, or plain vectors.</summary>
internal sealed class VectorColumn(DataViewSchema.Column column, VectorDataViewType type) : TrainingColumn(column)
{
    private PixelRangeCheck? _range;

    protected override void CheckAll(Action<string> warning) => _range?.Check(warning);

    protected override Action Open(DataViewRowCursor cursor, ImageReading images)
    {
        var shape = ShapeOf(images);
        var getter = cursor.GetGetter<VBuffer<float>>(cursor.Schema[Column.Index]);
        float[] row = new float[type.Size];
        var scaling = new PixelScaling(Name, images.PixelRange);
        _range = shape.IsImage ? new PixelRangeCheck(scaling) : null;
        VBuffer<float> value = default;
        return () =>
        {
            getter(ref value);
            if (value.Length != row.Length)
                throw new GanDataException(
                    $"Row {cursor.Position} of column '{Name}' has {value.Length} numbers; the column's type says "
                    + $"{row.Length}. Leave such rows out, or complete them.");
            value.CopyTo(row);
            _range?.Add(row);
            if (shape.IsImage)
                scaling.Apply(row, cursor.Position);
            Cache ??= SampleCacheBuilder.ForVectors(Name, shape, Name);
            Cache.Append(row);
        };
    }

    private SampleShape ShapeOf(ImageReading images)
    {
        if (images.Shape is not { } shape)
            return type.Dimensions is [var first, var second, var third]
                ? ShapeOf(first, second, third)
                : SampleShape.Vector(type.Size);
        if (shape.Length != type.Size)
            throw new GanOptionException(images.ShapeOption,
                $"The image shape {shape} has {shape.Length} values, but the vectors of column '{Name}' have "
                + $"{type.Size}.");
        return shape;
    }

    /// <summary>The shape of images: channels, height, width, unless the sizes can't be these.</summary>
    private SampleShape ShapeOf(int first, int second, int third)
    {
        bool isInterleaved = third is 1 or 3 or 4 && first is not (1 or 3 or 4);
        return !isInterleaved ? new SampleShape(first, second, third)
            : third == 1 ? new SampleShape(1, first, second)
            : throw new GanDataException(
                $"The vectors of column '{Name}' have the dimensions {first}×{second}×{third}: the {third} channels of "
                + "each pixel stand side by side, but a GAN reads channel by channel, as C×H×W. Leave "
                + "interleavePixelColors out of ExtractPixels; or set Options.ImageShape, if the numbers are in the "
                + "order C, H, W.");
    }
}
