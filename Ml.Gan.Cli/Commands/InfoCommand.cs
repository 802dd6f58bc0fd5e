using System.CommandLine;
using System.Text.Json;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan info</c>.</summary>
internal static class InfoCommand
{
    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("MODEL.onnx") { Description = "A generator, as train writes it." };
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new Command("info", "Shows a generator's input, output and metadata.") { model, json };
        command.SetAction(line =>
        {
            using var generator = OnnxGenerator.Load(
                line.GetRequiredValue(model), new OnnxGeneratorOptions { Device = GeneratorDevice.Cpu });
            var info = generator.Info;
            terminal.Output.WriteLine(line.GetValue(json) ? InfoText.Json(info) : InfoText.Plain(info));
            return ExitCode.Success;
        });
        return command;
    }
}

/// <summary>What a generator's file says, for people and for programs.</summary>
internal static class InfoText
{
    private static readonly JsonSerializerOptions s_format = new()
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
        rows.AddRange(info.Metadata
            .Where(entry => entry.Key is not (GeneratorMetadata.Labels or GeneratorMetadata.Codes))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, entry.Value)));
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
        s_format);
}
