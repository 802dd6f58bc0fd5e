using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Makes pictures grey.</summary>
public sealed class ImageGrayscalingEstimator : TrivialEstimator<ImageGrayscalingTransformer>
{
    internal ImageGrayscalingEstimator(params InputOutputColumnPair[] columns) : base(new(columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) => Transformer.Shape(inputSchema, (_, input) =>
    {
        ImageShapes.CheckImage(input);
        return input;
    });
}

/// <summary>Made by <see cref="ImageGrayscalingEstimator"/>.</summary>
public sealed class ImageGrayscalingTransformer : OneToOneTransformerBase
{
    internal ImageGrayscalingTransformer(params InputOutputColumnPair[] columns) : base(columns)
    {
    }

    private protected override DataViewSchema.DetachedColumn Describe(int pair, string outputName, DataViewSchema.Column input) =>
        new(outputName, ImageShapes.ImageOf(input));

    private protected override Delegate MakeGetter(int pair, DataViewRow row, DataViewSchema.Column input)
    {
        var source = row.GetGetter<MLImage>(input);
        MLImage image = null;
        return (ValueGetter<MLImage>)((ref MLImage result) =>
        {
            result?.Dispose();
            source(ref image);
            result = image == null ? null : Grey(image);
        });
    }

    private protected override void SaveModel(ModelSaveContext ctx) =>
        ctx.Write("ConvertToGrayscale", ColumnPairs.Of(Columns));

    internal static ImageGrayscalingTransformer Load(ModelReader reader) =>
        new(reader.Settings<ColumnPairs>().ToPairs());

    static MLImage Grey(MLImage image)
    {
        byte[] from = image.Bytes, to = (byte[])from.Clone();
        for (int i = 0; i < to.Length; i += 4)
            to[i] = to[i + 1] = to[i + 2] = (byte)Math.Round(0.3 * from[i + image.RedAt] + 0.59 * from[i + 1] + 0.11 * from[i + image.BlueAt]);
        return new(image.Width, image.Height, image.PixelFormat, to) { Tag = image.Tag };
    }
}
