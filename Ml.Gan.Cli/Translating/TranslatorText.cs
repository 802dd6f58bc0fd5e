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
            info.TakesMask
                ? ("fills", $"holes of {Images(info.ImageChannels)}")
                : ("translates", $"{Images(info.InputChannels)} to {Images(info.OutputChannels)}"
                    + $"{(info.Scale == 1 ? "" : $", {info.Scale} times as high and wide")}"),
        };
        if (info.TakesMask)
            rows.Add(("channels", Roles(info)));
        rows.Add(("sizes", Sizes(info) + trained));
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
            TranslatorMetadata.Scale, TranslatorMetadata.SizeMultiple, TranslatorMetadata.LeastSize,
            TranslatorMetadata.InputRoles, TranslatorMetadata.TrainingSize,
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
            info.ImageChannels,
            info.TakesMask,
            info.GuidanceChannels,
            info.Scale,
            info.SizeMultiple,
            info.LeastSize,
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

    private static string Roles(TranslatorInfo info) => $"{info.ImageChannels} of the image, 1 of the mask"
        + (info.GuidanceChannels == 0 ? "" : $", {info.GuidanceChannels} of an image that guides");

    private static string Sizes(TranslatorInfo info)
    {
        string least = info.LeastSize > info.SizeMultiple ? $"at least {info.LeastSize}" : "";
        string multiple = info.SizeMultiple > 1 ? $"multiples of {info.SizeMultiple}" : "";
        string padded = string.Join(", ", new[] { multiple, least }.Where(text => text.Length > 0));
        return padded.Length == 0 ? "any" : $"any; padded to {padded}";
    }

    private static string Images(int channels) => channels switch
    {
        1 => "gray images",
        3 => "color images",
        _ => $"images of {channels} channels",
    };
}
