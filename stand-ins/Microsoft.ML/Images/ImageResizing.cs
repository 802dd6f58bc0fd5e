using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Brings pictures to one size.</summary>
public sealed class ImageResizingEstimator : TrivialEstimator<ImageResizingTransformer>
{
    public enum ResizingKind : byte
    {
        /// <summary>Keeps the proportions; the rest is left empty.</summary>
        IsoPad = 0,

        /// <summary>Keeps the proportions; what is too much is cut off.</summary>
        IsoCrop = 1,

        /// <summary>Stretches.</summary>
        Fill = 2,
    }

    /// <summary>Which part is kept when a picture is cut.</summary>
    public enum Anchor : byte
    {
        Right = 0,
        Left = 1,
        Top = 2,
        Bottom = 3,
        Center = 4,
    }

    internal ImageResizingEstimator(ResizingSettings settings, params InputOutputColumnPair[] columns) : base(new(settings, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) => Transformer.Shape(inputSchema, (_, input) =>
    {
        ImageShapes.CheckImage(input);
        return ImageShapes.Images(input, new(Transformer.Settings.Height, Transformer.Settings.Width));
    });
}

/// <summary>Made by <see cref="ImageResizingEstimator"/>.</summary>
public sealed class ImageResizingTransformer : OneToOneTransformerBase
{
    internal ImageResizingTransformer(ResizingSettings settings, params InputOutputColumnPair[] columns) : base(columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.Width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.Height);
        Settings = settings;
    }

    internal ResizingSettings Settings { get; }

    private protected override DataViewSchema.DetachedColumn Describe(int pair, string outputName, DataViewSchema.Column input)
    {
        ImageShapes.ImageOf(input);
        return new(outputName, new ImageDataViewType(Settings.Height, Settings.Width));
    }

    private protected override Delegate MakeGetter(int pair, DataViewRow row, DataViewSchema.Column input)
    {
        var source = row.GetGetter<MLImage>(input);
        MLImage image = null;
        return (ValueGetter<MLImage>)((ref MLImage result) =>
        {
            result?.Dispose();
            source(ref image);
            result = image == null ? null : ImageResizer.Resize(image, Settings);
        });
    }

    private protected override void SaveModel(ModelSaveContext ctx) =>
        ctx.Write("ResizeImages", new Saved(Settings, ColumnPairs.Of(Columns)));

    internal static ImageResizingTransformer Load(ModelReader reader)
    {
        var saved = reader.Settings<Saved>();
        return new(saved.Settings, saved.Columns.ToPairs());
    }

    sealed record Saved(ResizingSettings Settings, ColumnPairs Columns);
}

/// <summary>How to resize.</summary>
sealed record ResizingSettings(int Width, int Height, ImageResizingEstimator.ResizingKind Kind, ImageResizingEstimator.Anchor Anchor);
