using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Data;

/// <summary>Reads pictures from files.</summary>
public sealed class ImageLoadingEstimator : TrivialEstimator<ImageLoadingTransformer>
{
    internal ImageLoadingEstimator(string imageFolder, params InputOutputColumnPair[] columns) : base(new(imageFolder, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) => Transformer.Shape(inputSchema, (_, input) =>
    {
        if (input.Kind != SchemaShape.Column.VectorKind.Scalar || input.ItemType is not TextDataViewType)
            throw new ArgumentException(
                $"Column '{input.Name}' holds {input.Description}; it must hold the names of images as text.");
        return ImageShapes.Images(input, new());
    });
}

/// <summary>Made by <see cref="ImageLoadingEstimator"/>.</summary>
public sealed class ImageLoadingTransformer : OneToOneTransformerBase
{
    public readonly string ImageFolder;

    internal ImageLoadingTransformer(string imageFolder, params InputOutputColumnPair[] columns) : base(columns) =>
        ImageFolder = imageFolder;

    private protected override DataViewSchema.DetachedColumn Describe(int pair, string outputName, DataViewSchema.Column input) =>
        input.Type is TextDataViewType
            ? new(outputName, new ImageDataViewType())
            : throw new ArgumentException(
                $"Column '{input.Name}' is of type {input.Type}; it must hold the names of images as text.");

    private protected override Delegate MakeGetter(int pair, DataViewRow row, DataViewSchema.Column input) =>
        MakeGetter(pair, row, input, out _);

    private protected override Delegate MakeGetter(int pair, DataViewRow row, DataViewSchema.Column input, out IDisposable owned)
    {
        var reader = new ImageReader(ImageFolder, row.GetGetter<ReadOnlyMemory<char>>(input));
        owned = reader;
        return (ValueGetter<MLImage>)reader.Read;
    }

    private protected override void SaveModel(ModelSaveContext ctx) =>
        ctx.Write("LoadImages", new Settings(ImageFolder, ColumnPairs.Of(Columns)));

    internal static ImageLoadingTransformer Load(ModelReader reader)
    {
        var settings = reader.Settings<Settings>();
        return new(settings.Folder, settings.Columns.ToPairs());
    }

    sealed record Settings(string Folder, ColumnPairs Columns);
}
