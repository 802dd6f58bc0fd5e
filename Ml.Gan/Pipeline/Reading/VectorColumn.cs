using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;

namespace Ml.Gan.Pipeline.Reading;

/// <summary>Float vectors: images as numbers in the order C, H, W, or plain vectors.</summary>
internal sealed class VectorColumn(DataViewSchema.Column column, VectorDataViewType type) : TrainingColumn(column)
{
    protected override Action Open(DataViewRowCursor cursor, GanEstimator.Options options)
    {
        var shape = ShapeOf(options);
        var getter = cursor.GetGetter<VBuffer<float>>(cursor.Schema[Column.Index]);
        float[] row = new float[type.Size];
        var scaling = new PixelScaling(Name, options.PixelRange);
        VBuffer<float> value = default;
        return () =>
        {
            getter(ref value);
            if (value.Length != row.Length)
                throw new GanDataException(
                    $"Row {cursor.Position} of column '{Name}' has {value.Length} numbers; the column's type says "
                    + $"{row.Length}. Leave such rows out, or complete them.");
            value.CopyTo(row);
            if (shape.IsImage)
                scaling.Apply(row, cursor.Position);
            Cache ??= SampleCacheBuilder.ForVectors(Name, shape, Name);
            Cache.Append(row);
        };
    }

    private SampleShape ShapeOf(GanEstimator.Options options)
    {
        if (options.ImageShape is not { } shape)
            return type.Dimensions is [var c, var h, var w] ? new SampleShape(c, h, w) : SampleShape.Vector(type.Size);
        if (shape.Length != type.Size)
            throw new GanOptionException(nameof(options.ImageShape),
                $"The image shape {shape} has {shape.Length} values, but the vectors of column '{Name}' have "
                + $"{type.Size}.");
        return shape;
    }
}
