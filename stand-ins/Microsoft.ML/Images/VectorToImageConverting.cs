using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Makes pictures of vectors.</summary>
public sealed class VectorToImageConvertingEstimator : TrivialEstimator<VectorToImageConvertingTransformer>
{
    internal VectorToImageConvertingEstimator(ConversionSettings settings, params InputOutputColumnPair[] columns)
        : base(new(settings, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) => Transformer.Shape(inputSchema, (_, input) =>
    {
        if (input.Kind != SchemaShape.Column.VectorKind.Vector || !VectorToImageConvertingTransformer.CanConvert(input.ItemType))
            throw new ArgumentException(
                $"Column '{input.Name}' holds {input.Description}; it must hold vectors of float, double or byte of a known size.");
        return ImageShapes.Images(input, new(Transformer.Settings.Height, Transformer.Settings.Width));
    });
}

/// <summary>Made by <see cref="VectorToImageConvertingEstimator"/>.</summary>
public sealed class VectorToImageConvertingTransformer : OneToOneTransformerBase
{
    readonly ImagePixelExtractingEstimator.ColorBits[] planes;

    internal VectorToImageConvertingTransformer(ConversionSettings settings, params InputOutputColumnPair[] columns) : base(columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.Width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.Height);
        Settings = settings;
        planes = ColorPlanes.Of(settings.Colors, settings.Order);
    }

    internal ConversionSettings Settings { get; }

    internal static bool CanConvert(DataViewType item) =>
        item.Equals(NumberDataViewType.Single) || item.Equals(NumberDataViewType.Double) || item.Equals(NumberDataViewType.Byte);

    private protected override DataViewSchema.DetachedColumn Describe(int pair, string outputName, DataViewSchema.Column input)
    {
        int size = planes.Length * Settings.Height * Settings.Width;
        if (input.Type is not VectorDataViewType vector || !CanConvert(vector.ItemType) || vector.Size != size)
            throw new ArgumentException(
                $"Column '{input.Name}' is of type {input.Type}; an image of {planes.Length} colours, "
                + $"{Settings.Width} x {Settings.Height}, needs a vector of {size} numbers (float, double or byte).");
        return new(outputName, new ImageDataViewType(Settings.Height, Settings.Width));
    }

    private protected override Delegate MakeGetter(int pair, DataViewRow row, DataViewSchema.Column input)
    {
        var item = input.Type.ItemType();
        return item.Equals(NumberDataViewType.Byte) ? MakeGetter(row.GetGetter<VBuffer<byte>>(input), value => value)
            : item.Equals(NumberDataViewType.Single) ? MakeGetter(row.GetGetter<VBuffer<float>>(input), value => value)
            : MakeGetter(row.GetGetter<VBuffer<double>>(input), value => (float)value);
    }

    private protected override void SaveModel(ModelSaveContext ctx) =>
        ctx.Write("ConvertToImage", new Saved(Settings, ColumnPairs.Of(Columns)));

    internal static VectorToImageConvertingTransformer Load(ModelReader reader)
    {
        var saved = reader.Settings<Saved>();
        return new(saved.Settings, saved.Columns.ToPairs());
    }

    ValueGetter<MLImage> MakeGetter<T>(ValueGetter<VBuffer<T>> source, Func<T, float> toFloat)
    {
        int pixels = Settings.Height * Settings.Width;
        int step = Settings.Interleaved ? planes.Length : 1, planeStep = Settings.Interleaved ? 1 : pixels;
        VBuffer<T> buffer = default;
        var values = new T[planes.Length * pixels];
        return (ref MLImage result) =>
        {
            result?.Dispose();
            source(ref buffer);
            if (buffer.Length != values.Length)
            {
                if (buffer.Length != 0) throw new InvalidOperationException(
                    $"A vector of {buffer.Length} values can't become an image: {values.Length} are needed.");
                result = null;
                return;
            }
            buffer.CopyTo(values);
            result = new(Settings.Width, Settings.Height, MLPixelFormat.Bgra32, new byte[4 * pixels]);
            byte[] bytes = result.Bytes;
            for (int c = 0; c < 4; c++)
            {
                var color = (ImagePixelExtractingEstimator.ColorBits)(1 << c);
                int at = ColorPlanes.PlaceIn(result, color), plane = Array.IndexOf(planes, color);
                for (int i = 0; i < pixels; i++)
                    bytes[4 * i + at] = plane < 0 ? (byte)Settings.Defaults[c] : ToByte(toFloat(values[plane * planeStep + i * step]));
            }
        };
    }

    byte ToByte(float value) => unchecked((byte)(int)Math.Round(value * Settings.Scale - Settings.Offset));

    sealed record Saved(ConversionSettings Settings, ColumnPairs Columns);
}

/// <summary>How to convert; the defaults are those of alpha, red, green, blue.</summary>
sealed record ConversionSettings(int Height, int Width, ImagePixelExtractingEstimator.ColorBits Colors,
    ImagePixelExtractingEstimator.ColorsOrder Order, bool Interleaved, float Scale, float Offset, int[] Defaults);
