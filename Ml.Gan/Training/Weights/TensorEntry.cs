using TorchSharp;

namespace Ml.Gan.Training.Weights;

/// <summary>Tensor in a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Type of its elements.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Start">Place of its first byte in the file.</param>
/// <param name="Length">Number of its bytes.</param>
internal sealed record TensorEntry(string Name, torch.ScalarType Type, long[] Shape, long Start, long Length)
{
    private static readonly (string Code, torch.ScalarType Type, int Size)[] s_types =
    [
        ("F32", torch.ScalarType.Float32, 4), ("F64", torch.ScalarType.Float64, 8),
        ("F16", torch.ScalarType.Float16, 2), ("BF16", torch.ScalarType.BFloat16, 2),
        ("I64", torch.ScalarType.Int64, 8), ("I32", torch.ScalarType.Int32, 4),
        ("I16", torch.ScalarType.Int16, 2), ("I8", torch.ScalarType.Int8, 1),
        ("U8", torch.ScalarType.Byte, 1), ("BOOL", torch.ScalarType.Bool, 1),
    ];

    /// <summary>Names of the types that a file may have.</summary>
    public static string Codes => string.Join(", ", s_types.Select(type => type.Code));

    /// <summary>A type and its size by the name in a file; null where there is none of that name.</summary>
    public static (torch.ScalarType Type, int Size)? TypeOf(string? code)
    {
        foreach (var type in s_types)
        {
            if (type.Code == code)
                return (type.Type, type.Size);
        }
        return null;
    }

    /// <summary>Name of a type in a file.</summary>
    public static string CodeOf(torch.ScalarType type) => s_types.First(known => known.Type == type).Code;
}
