using System.CommandLine;
using System.Text.Json;
using Ml.Gan.Cli.Captioning;
using Ml.Gan.Cli.Translating;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Loading;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan info</c>.</summary>
internal static class InfoCommand
{
    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("MODEL.onnx")
        {
            Description = "A generator, a translator, a captioner or its evaluator, as train writes it.",
        };
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new Command("info", "Shows a model's input, output and metadata.") { model, json };
        command.SetAction(line =>
        {
            terminal.Output.WriteLine(Text(line.GetRequiredValue(model), line.GetValue(json)));
            return ExitCode.Success;
        });
        return command;
    }

    private static string Text(string path, bool isJson)
    {
        var options = new OnnxGeneratorOptions { Device = GeneratorDevice.Cpu };
        var file = ModelFile.Read(path, options.MaxFileBytes, ModelRole.Generator);
        var (inputs, outputs, _) = ModelSignature.Of(file);
        if (TranslatorInfoReader.IsTranslator(inputs, outputs))
        {
            using var translator = OnnxTranslator.Load(file, options);
            return isJson ? TranslatorText.Json(translator.Info) : TranslatorText.Plain(translator.Info);
        }
        if (CaptionerInfoReader.IsCaptioner(inputs, outputs))
        {
            using var captioner = OnnxCaptioner.Load(file, options);
            return isJson ? CaptionerText.Json(captioner.Info) : CaptionerText.Plain(captioner.Info);
        }
        if (CaptionerInfoReader.IsEvaluator(inputs, outputs))
        {
            using var evaluator = OnnxCaptionEvaluator.Load(file, options);
            return isJson ? CaptionerText.Json(evaluator.Info) : CaptionerText.Plain(evaluator.Info);
        }
        using var generator = OnnxGenerator.Load(file, options);
        return isJson ? InfoText.Json(generator.Info) : InfoText.Plain(generator.Info);
    }
}

/// <summary>What a generator's file says, for people and for programs.</summary>
internal static class InfoText
{
    /// <summary>The form of JSON.</summary>
    public static JsonSerializerOptions Format { get; } = new()
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
        };
        rows.AddRange(info.Inputs.Select(input => ("input", input.ToString())));
        if (info.Truncation is { } truncation)
            rows.Add(("input", $"{truncation}, optional"));
        rows.Add(("output", info.Output.ToString()));
        rows.AddRange(Conditions(info.Conditions));
        rows.AddRange(
        [
            ("parameters", $"{info.Parameters:N0}"),
            ("opset, IR", $"{info.Opset}, {info.IrVersion}"),
            ("producer", info.Producer),
        ]);
        return Rows(rows, info.Metadata, GeneratorMetadata.Labels, GeneratorMetadata.Codes);
    }

    /// <summary>A line for each fact and each of the file's texts.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="metadata">The texts.</param>
    /// <param name="told">Keys of those that the facts tell already.</param>
    public static string Rows(
        IEnumerable<(string Name, string Value)> facts, IReadOnlyDictionary<string, string> metadata,
        params string[] told)
    {
        (string Name, string Value)[] rows =
        [
            .. facts,
            .. from entry in metadata
               where !told.Contains(entry.Key)
               orderby entry.Key
               select (entry.Key, entry.Value),
        ];
        int width = rows.Max(row => row.Name.Length) + 2;
        return string.Join('\n', rows.Select(row => QuotedText.Harmless(row.Name.PadRight(width) + row.Value)));
    }

    private static IEnumerable<(string Name, string Value)> Conditions(ConditionLayout layout)
    {
        if (layout.ClassCount > 0)
            yield return ("labels", $"{layout.ClassCount}: {string.Join(", ", layout.ClassNames)}");
        if (layout.Codes is { } codes)
            yield return ("codes", string.Join(", ", codes.Names.Select((name, i) =>
                i < codes.Categorical.Count ? $"{name} ({codes.Categorical[i]} categories)" : name)));
    }

    public static string Json(GeneratorInfo info) => JsonSerializer.Serialize(
        new
        {
            info.Path,
            info.FileBytes,
            info.Input,
            info.Inputs,
            info.Truncation,
            info.Output,
            info.LatentSize,
            Labels = info.Conditions.ClassNames,
            ConditionSize = info.Conditions.VectorSize,
            Codes = info.Conditions.Codes?.Names ?? [],
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
