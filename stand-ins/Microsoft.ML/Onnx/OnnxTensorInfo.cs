using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>
/// An input or output of a model, for one row at a time: an unknown first dimension is 1, and one other, given as 0, may
/// stay unknown.
/// </summary>
sealed record OnnxTensorInfo(string Name, PrimitiveDataViewType ItemType, int[] Shape)
{
    public static OnnxTensorInfo Of(string name, NodeMetadata metadata, int[] shape)
    {
        if (!metadata.IsTensor)
            throw new NotSupportedException(
                $"'{name}' of the ONNX model is no tensor, but a {metadata.OnnxValueType}.");
        int[] forOneRow = (shape ?? metadata.Dimensions).Select((d, i) => d > 0 ? d : i == 0 ? 1 : 0).ToArray();
        if (forOneRow.Count(d => d == 0) > 1)
            throw new NotSupportedException(
                $"'{name}' of the ONNX model has the shape ({string.Join(", ", metadata.Dimensions)}): at most one dimension besides the first may be unknown.");
        return new(name, TypeOf(name, metadata.ElementDataType), forOneRow);
    }

    /// <summary>The type of the column; a tensor without dimensions is a vector of one.</summary>
    public VectorDataViewType ColumnType => new(ItemType, Shape.Length == 0 ? [1] : Shape);

    /// <summary>The shape of so many values.</summary>
    /// <exception cref="InvalidOperationException">They don't fit.</exception>
    public long[] ShapeOf(int values)
    {
        long known = Shape.Where(d => d > 0).Aggregate(1L, (a, b) => a * b);
        if (Shape.Contains(0) ? values % known != 0 : values != known)
            throw new InvalidOperationException(
                $"Input shape mismatch: input '{Name}' of the ONNX model has the shape ({string.Join(", ",
                Shape)}), but {values} values were given.");
        return Shape.Select(d => d > 0 ? d : values / known).ToArray();
    }

    static PrimitiveDataViewType TypeOf(string name, TensorElementType type) => type switch
    {
        TensorElementType.Float => NumberDataViewType.Single,
        TensorElementType.Double => NumberDataViewType.Double,
        TensorElementType.Int8 => NumberDataViewType.SByte,
        TensorElementType.UInt8 => NumberDataViewType.Byte,
        TensorElementType.Int16 => NumberDataViewType.Int16,
        TensorElementType.UInt16 => NumberDataViewType.UInt16,
        TensorElementType.Int32 => NumberDataViewType.Int32,
        TensorElementType.UInt32 => NumberDataViewType.UInt32,
        TensorElementType.Int64 => NumberDataViewType.Int64,
        TensorElementType.UInt64 => NumberDataViewType.UInt64,
        TensorElementType.Bool => BooleanDataViewType.Instance,
        TensorElementType.String => TextDataViewType.Instance,
        _ => throw new NotSupportedException(
            $"'{name}' of the ONNX model has elements of type {type}, which no column can hold."),
    };
}
