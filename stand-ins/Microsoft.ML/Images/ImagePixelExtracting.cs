using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Makes vectors of the colours of pictures.</summary>
public sealed class ImagePixelExtractingEstimator : TrivialEstimator<ImagePixelExtractingTransformer>
{
    [Flags]
    public enum ColorBits : byte
    {
        Alpha = 1,
        Red = 2,
        Green = 4,
        Blue = 8,
        Rgb = Red | Green | Blue,
        All = Alpha | Rgb,
    }

    public enum ColorsOrder : byte
    {
        ARGB = 1,
        ARBG = 2,
        ABRG = 3,
        ABGR = 4,
        AGRB = 5,
        AGBR = 6,
    }

    internal ImagePixelExtractingEstimator(ExtractionSettings settings, params InputOutputColumnPair[] columns)
        : base(new(settings, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) => Transformer.Shape(inputSchema, (_, input) =>
    {
        ImageShapes.CheckImage(input);
        return new(input.Name, SchemaShape.Column.VectorKind.Vector, Transformer.Settings.ItemType, false);
    });
}

/// <summary>Made by <see cref="ImagePixelExtractingEstimator"/>.</summary>
public sealed class ImagePixelExtractingTransformer : OneToOneTransformerBase
{
    readonly ImagePixelExtractingEstimator.ColorBits[] planes;

    internal ImagePixelExtractingTransformer(ExtractionSettings settings, params InputOutputColumnPair[] columns) : base(columns)
    {
        Settings = settings;
        planes = ColorPlanes.Of(settings.Colors, settings.Order);
    }

    internal ExtractionSettings Settings { get; }

    private protected override DataViewSchema.DetachedColumn Describe(int pair, string outputName, DataViewSchema.Column input)
    {
        var image = ImageShapes.ImageOf(input);
        if (!image.IsKnownSize)
            throw new ArgumentException(
                $"The images of column '{input.Name}' have no known size: put ResizeImages before ExtractPixels.");
        int[] dimensions = Settings.Interleave ? [image.Height, image.Width, planes.Length] : [planes.Length, image.Height, image.Width];
        return new(outputName, new VectorDataViewType(Settings.ItemType, dimensions));
    }

    private protected override Delegate MakeGetter(int pair, DataViewRow row, DataViewSchema.Column input)
    {
        var type = ImageShapes.ImageOf(input);
        var source = row.GetGetter<MLImage>(input);
        float offset = Settings.Offset, scale = Settings.Scale;
        return Settings.AsFloat
            ? MakeGetter(input.Name, type, source, colour => (colour - offset) * scale)
            : MakeGetter(input.Name, type, source, colour => colour);
    }

    private protected override void SaveModel(ModelSaveContext ctx) =>
        ctx.Write("ExtractPixels", new Saved(Settings, ColumnPairs.Of(Columns)));

    internal static ImagePixelExtractingTransformer Load(ModelReader reader)
    {
        var saved = reader.Settings<Saved>();
        return new(saved.Settings, saved.Columns.ToPairs());
    }

    ValueGetter<VBuffer<T>> MakeGetter<T>(string name, ImageDataViewType type, ValueGetter<MLImage> source, Func<byte, T> convert)
    {
        var table = Enumerable.Range(0, 256).Select(colour => convert((byte)colour)).ToArray();
        int pixels = type.Height * type.Width;
        int step = Settings.Interleave ? planes.Length : 1, planeStep = Settings.Interleave ? 1 : pixels;
        MLImage image = null;
        return (ref VBuffer<T> value) =>
        {
            source(ref image);
            var editor = VBufferEditor.Create(ref value, planes.Length * pixels, image == null ? 0 : null);
            if (image != null)
            {
                if (image.Height != type.Height || image.Width != type.Width)
                    throw new InvalidOperationException(
                        $"An image of column '{name}' is {image.Width} x {image.Height}, not {type.Width} x {type.Height}.");
                byte[] bytes = image.Bytes;
                for (int p = 0; p < planes.Length; p++)
                {
                    int at = ColorPlanes.PlaceIn(image, planes[p]);
                    for (int i = 0, to = p * planeStep; i < pixels; i++, to += step) editor.Values[to] = table[bytes[4 * i + at]];
                }
            }
            value = editor.Commit();
        };
    }

    sealed record Saved(ExtractionSettings Settings, ColumnPairs Columns);
}

/// <summary>How to extract.</summary>
sealed record ExtractionSettings(ImagePixelExtractingEstimator.ColorBits Colors, ImagePixelExtractingEstimator.ColorsOrder Order,
    bool Interleave, float Offset, float Scale, bool AsFloat)
{
    internal PrimitiveDataViewType ItemType => AsFloat ? NumberDataViewType.Single : NumberDataViewType.Byte;
}
