using Ml.Gan.Onnx.Loading.Sizes;
using Ml.Gan.Onnx.Protobuf;

namespace Ml.Gan.Onnx.Loading;

/// <summary>Inputs, outputs and metadata of a model.</summary>
internal sealed record ModelSignature(
    TensorInfo[] Inputs, TensorInfo[] Outputs, IReadOnlyDictionary<string, string> Metadata)
{
    internal static ModelSignature Of(ModelFile file)
    {
        var graph = file.Model.Graph;
        HashSet<string> weights = [.. graph.Initializer.Select(i => i.Name)];
        Dictionary<string, string> metadata = [];
        foreach (var entry in file.Model.MetadataProps)
        {
            if (!metadata.TryAdd(entry.Key, entry.Value))
                throw new GanOnnxException(
                    $"{file.Name} has the metadata '{entry.Key}' twice; which of the two holds can't be told.");
        }

        return new ModelSignature(
            [.. graph.Input.Where(i => !weights.Contains(i.Name)).Select(Describe)],
            [.. graph.Output.Select(Describe)],
            metadata);
    }

    /// <summary>Whether a value is of images or vectors, float (N, C, H, W) or (N, D), of a size that is run.</summary>
    internal static bool IsOfSamples(TensorInfo value)
    {
        if (value is not { ElementType: "float", Shape: [null, > 0] or [null, > 0, > 0, > 0] })
            return false;
        UInt128 length = 1;
        foreach (long? dimension in value.Shape.Skip(1))
            length *= (ulong)dimension!.Value;
        return length <= (UInt128)SizeWalk.MostOfSample;
    }

    /// <summary>Inputs or outputs in words.</summary>
    internal static string List(TensorInfo[] values) =>
        values.Length == 0 ? "none" : string.Join("; ", values.Select(v => v.ToString()));

    internal static TensorInfo Describe(ValueInfoProto value)
    {
        var tensor = value.Type?.TensorType;
        var shape = tensor?.Shape?.Dim.Select(d => d.HasDimValue && d.DimValue >= 0 ? d.DimValue : (long?)null) ?? [];
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
