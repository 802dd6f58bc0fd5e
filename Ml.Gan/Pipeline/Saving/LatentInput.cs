using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Ml.Gan.Onnx;

namespace Ml.Gan.Pipeline.Saving;

/// <summary>
/// Where a saved generator's latent vectors come from: the latent column, or, where none is named, noise drawn inside
/// the model, one vector for each row of the training column.
/// </summary>
internal sealed class LatentInput
{
    /// <summary>Red, green and blue: what <c>ExtractPixels</c> takes from one pixel.</summary>
    private const int OnePixelLength = 3;

    private readonly DataViewType _type;
    private readonly int _latentSize;
    private readonly bool _isLatent;

    private LatentInput(string columnName, DataViewType type, int latentSize, bool isLatent)
    {
        (ColumnName, _type, _latentSize, _isLatent) = (columnName, type, latentSize, isLatent);
        ModelInput = IsImage ? $"{columnName}.Pixel" : columnName;
    }

    public static LatentInput FromLatentColumn(string name, int latentSize) =>
        new(name, new VectorDataViewType(NumberDataViewType.Single, latentSize), latentSize, isLatent: true);

    public static LatentInput FromTrainingColumn(string name, DataViewType type, int latentSize) =>
        new(name, type, latentSize, isLatent: false);

    /// <summary>The pipeline's column.</summary>
    public string ColumnName { get; }

    /// <summary>The model's input.</summary>
    public string ModelInput { get; }

    public bool IsImage => _type is ImageDataViewType;

    public DataViewSchema Schema
    {
        get
        {
            var builder = new DataViewSchema.Builder();
            builder.AddColumn(ColumnName, _type);
            return builder.ToSchema();
        }
    }

    /// <summary>Writes the input and what makes latent vectors, (N, z), of it.</summary>
    public OnnxValue Write(OnnxGraph graph)
    {
        if (_isLatent)
            return graph.Input(ModelInput, null, _latentSize);
        long length = _type is VectorDataViewType vector ? vector.Size : OnePixelLength;
        return OnnxRandom.NormalLike(graph, "noise", FirstElement(graph, graph.Input(ModelInput, null, length)), _latentSize);
    }

    /// <summary>(N, length) to (N, 1): which rows there are is all that the noise needs to know.</summary>
    private static OnnxValue FirstElement(OnnxGraph graph, OnnxValue rows)
    {
        OnnxValue Index(string name, long value) => graph.Constant($"rows.{name}", [value], 1);
        return graph.Node("Slice", "rows", [rows, Index("start", 0), Index("end", 1), Index("axis", 1)], [null, 1]);
    }
}
