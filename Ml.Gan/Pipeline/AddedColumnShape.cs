using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Ml.Gan.Pipeline;

/// <summary>
/// The shape of a column that is added. ML.NET lets nobody else create one, so a built-in estimator that would add such
/// a column is asked for its output schema.
/// </summary>
internal static class AddedColumnShape
{
    /// <summary>A column of float vectors.</summary>
    public static SchemaShape.Column OfVectors(MLContext mlContext, string name) =>
        Create<Values>(mlContext, name, nameof(Values.Items));

    /// <summary>A column of images.</summary>
    public static SchemaShape.Column OfImages(MLContext mlContext, string name) =>
        Create<Picture>(mlContext, name, nameof(Picture.Image));

    /// <summary>A column of vectors of texts.</summary>
    public static SchemaShape.Column OfTexts(MLContext mlContext, string name) =>
        Create<Texts>(mlContext, name, nameof(Texts.Items));

    private static SchemaShape.Column Create<TRow>(MLContext mlContext, string name, string member)
        where TRow : class, new()
    {
        var definition = SchemaDefinition.Create(typeof(TRow));
        definition[member].ColumnName = name;
        var estimator = mlContext.Transforms.CustomMapping<Nothing, TRow>(
            (_, _) => { }, null, outputSchemaDefinition: definition);
        return estimator.GetOutputSchema(new SchemaShape([])).Single(column => column.Name == name);
    }

    private sealed class Nothing;

    private sealed class Values
    {
        [VectorType(1)]
        public float[] Items { get; set; } = [];
    }

    private sealed class Texts
    {
        [VectorType(1)]
        public string[] Items { get; set; } = [];
    }

    private sealed class Picture
    {
        [ImageType(1, 1)]
        public MLImage? Image { get; set; }
    }
}
