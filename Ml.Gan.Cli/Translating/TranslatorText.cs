using System.Globalization;
using System.Text.Json;
using Ml.Gan.Cli.Commands;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Translating;

/// <summary>What a translator's file says, for people and for programs.</summary>
internal static class TranslatorText
{
    public static string Plain(TranslatorInfo info)
    {
        string trained = info.TrainingHeight is null ? "" : $", trained on {info.TrainingWidth}×{info.TrainingHeight}";
        var rows = new List<(string Name, string Value)>
        {
            ("file", $"{info.Path} ({(info.FileBytes / 1e6).ToString("F2", CultureInfo.InvariantCulture)} MB)"),
            ("input", info.Input.ToString()),
            ("output", info.Output.ToString()),
            ("translates", $"{Images(info.InputChannels)} to {Images(info.OutputChannels)}"
                + $"{(info.Scale == 1 ? "" : $", {info.Scale} times as high and wide")}"),
            ("sizes", (info.SizeMultiple == 1 ? "any" : $"any; padded to multiples of {info.SizeMultiple}") + trained),
        };
        if (info.Domains is [var from, var to])
            rows.Add(("domains", $"{from} to {to}"));
        rows.AddRange(
        [
            ("parameters", $"{info.Parameters:N0}"),
            ("opset, IR", $"{info.Opset}, {info.IrVersion}"),
            ("producer", info.Producer),
        ]);
        return InfoText.Rows(
            rows, info.Metadata, TranslatorMetadata.InputChannels, TranslatorMetadata.OutputChannels,
            TranslatorMetadata.Scale, TranslatorMetadata.SizeMultiple, TranslatorMetadata.TrainingSize,
            info.Domains.Count > 0 ? TranslatorMetadata.Domains : "");
    }

    public static string Json(TranslatorInfo info) => JsonSerializer.Serialize(
        new
        {
            info.Path,
            info.FileBytes,
            info.System,
            info.Network,
            info.Input,
            info.Output,
            info.InputChannels,
            info.OutputChannels,
            info.Scale,
            info.SizeMultiple,
            info.TrainingHeight,
            info.TrainingWidth,
            info.Domains,
            ValueRange = info.ValueRange.ToString(),
            info.Parameters,
            info.Opset,
            info.IrVersion,
            info.Producer,
            Metadata = info.Metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToDictionary(),
        },
        InfoText.Format);

    private static string Images(int channels) => channels switch
    {
        1 => "gray images",
        3 => "color images",
        _ => $"images of {channels} channels",
    };
}
