using Ml.Gan.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Pipeline.Rows;

/// <summary>The column that latent vectors come from.</summary>
internal static class LatentColumn
{
    /// <summary>The column in a schema.</summary>
    /// <exception cref="GanDataException">It is not there, or holds no float vectors of the right length.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name, int latentSize)
    {
        if (schema.GetColumnOrNull(name) is not { } column)
            throw new GanDataException($"The data have no latent column '{name}'. Add it, or name none to generate from noise.");
        bool fits = column.Type is VectorDataViewType vector && vector.ItemType == NumberDataViewType.Single
            && (!vector.IsKnownSize || vector.Size == latentSize);
        if (!fits)
            throw new GanDataException(
                $"The latent column '{name}' is of type {column.Type}; it must be a vector of {latentSize} float numbers, the latent size of the generator.");
        return column;
    }

    /// <summary>Copies one vector.</summary>
    /// <exception cref="GanDataException">The vector is of another length.</exception>
    public static void Copy(in VBuffer<float> value, Span<float> latent, string column, long row)
    {
        if (value.Length != latent.Length)
            throw new GanDataException(
                $"Row {row} of the latent column '{column}' has {value.Length} numbers; the generator needs {latent.Length}.");
        value.CopyTo(latent);
    }
}
