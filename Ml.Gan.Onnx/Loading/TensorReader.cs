using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx;

/// <summary>Reads what a model says of an input or output.</summary>
internal static class TensorReader
{
    internal static TensorInfo Describe(ValueInfoProto value)
    {
        TypeProto.Types.Tensor? tensor = value.Type?.TensorType;
        IEnumerable<long?> shape = tensor?.Shape?.Dim.Select(
            d => d.HasDimValue && d.DimValue >= 0 ? d.DimValue : (long?)null) ?? [];
        return new TensorInfo(value.Name, ElementTypeName(tensor?.ElemType ?? 0), [.. shape]);
    }

    private static string ElementTypeName(int type) => type switch
    {
        1 => "float",
        2 => "uint8",
        3 => "int8",
        6 => "int32",
        7 => "int64",
        8 => "string",
        9 => "bool",
        10 => "float16",
        11 => "double",
        16 => "bfloat16",
        _ => $"type {type}",
    };
}
