using System.Text.Json;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Rendering;

/// <summary>What a generator's file says, for people and for programs.</summary>
internal static class InfoText
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static string Plain(GeneratorInfo info)
    {
        var rows = new List<(string Name, string Value)>
        {
            ("file", $"{info.Path} ({info.FileBytes / 1e6:F2} MB)"),
            ("input", info.Input.ToString()),
            ("output", info.Output.ToString()),
            ("parameters", $"{info.Parameters:N0}"),
            ("opset, IR", $"{info.Opset}, {info.IrVersion}"),
            ("producer", info.Producer),
        };
        rows.AddRange(info.Metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, entry.Value)));
        int width = rows.Max(row => row.Name.Length) + 2;
        return string.Join('\n', rows.Select(row => row.Name.PadRight(width) + row.Value));
    }

    public static string Json(GeneratorInfo info) => JsonSerializer.Serialize(
        new
        {
            info.Path,
            info.FileBytes,
            info.Input,
            info.Output,
            info.LatentSize,
            info.IsImage,
            info.Channels,
            info.Height,
            info.Width,
            ValueRange = info.ValueRange.ToString(),
            info.Parameters,
            info.Opset,
            info.IrVersion,
            info.Producer,
            Metadata = info.Metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToDictionary(),
        },
        Format);
}
