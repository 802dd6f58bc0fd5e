using System.CommandLine;
using Ml.Gan.Cli.Rendering;
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
            terminal.Output.WriteLine(line.GetValue(json) ? InfoText.Json(generator.Info) : InfoText.Plain(generator.Info));
            return ExitCode.Success;
        });
        return command;
    }
}
