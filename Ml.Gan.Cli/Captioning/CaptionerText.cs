using System.Globalization;
using System.Text.Json;
using Ml.Gan.Cli.Commands;
using Ml.Gan.Data;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Captioning;

/// <summary>Captions, and what files of captioners and evaluators say, for people and for programs.</summary>
internal static class CaptionerText
{
    /// <summary>The image's file, and below it a line for each caption, with its score where there is one.</summary>
    public static string Plain(CaptionedPicture image) => string.Join('\n', [
        QuotedText.Harmless(image.File),
        .. image.Captions.Select((caption, i) =>
            $"  {Score(image, i)}{QuotedText.Harmless(caption)}".TrimEnd()),
    ]);

    public static object Json(CaptionedPicture image) => new
    {
        image.File,
        Captions = image.Captions.Select((caption, i) => new { Caption = caption, Score = image.Scores?[i] }),
    };

    /// <summary>What a file says.</summary>
    public static string Plain(CaptionerInfo info)
    {
        bool writes = info.Kind == CaptionerMetadata.Captioner;
        string[] words = info.Vocabulary.Skip(2).ToArray();
        var rows = new List<(string Name, string Value)>
        {
            ("file", $"{info.Path} ({(info.FileBytes / 1e6).ToString("F2", CultureInfo.InvariantCulture)} MB)"),
        };
        rows.AddRange(info.Inputs.Select(input => ("input", input.ToString())));
        rows.AddRange(
        [
            ("output", info.Output.ToString()),
            (writes ? "captions" : "scores", $"{(writes ? "of" : "captions of")} at most {info.MaxLength} words"),
            ("words", $"{words.Length}: {ShortText.List(words)}"),
            ("parameters", $"{info.Parameters:N0}"),
            ("opset, IR", $"{info.Opset}, {info.IrVersion}"),
            ("producer", info.Producer),
        ]);
        return InfoText.Rows(
            rows, info.Metadata, CaptionerMetadata.Vocabulary, CaptionerMetadata.MaxLength,
            CaptionerMetadata.Channels, CaptionerMetadata.Height, CaptionerMetadata.Width,
            CaptionerMetadata.LatentSize);
    }

    public static string Json(CaptionerInfo info) => JsonSerializer.Serialize(
        new
        {
            info.Path,
            info.FileBytes,
            info.System,
            info.Kind,
            info.Objective,
            info.Inputs,
            info.Output,
            info.Channels,
            info.Height,
            info.Width,
            info.LatentSize,
            info.MaxLength,
            info.Vocabulary,
            ValueRange = info.ValueRange.ToString(),
            info.Parameters,
            info.Opset,
            info.IrVersion,
            info.Producer,
            Metadata = info.Metadata.Where(entry => entry.Key != CaptionerMetadata.Vocabulary)
                .OrderBy(entry => entry.Key, StringComparer.Ordinal).ToDictionary(),
        },
        InfoText.Format);

    private static string Score(CaptionedPicture image, int caption) => image.Scores is null
        ? ""
        : $"{image.Scores[caption].ToString("F2", CultureInfo.InvariantCulture)}  ";
}
