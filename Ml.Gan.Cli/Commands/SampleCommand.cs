using System.CommandLine;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan sample</c>.</summary>
internal static class SampleCommand
{
    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("MODEL.onnx") { Description = "A generator, as train writes it." };
        var output = new Option<string>("--out")
        {
            Description = "PNG file for the grid of images.",
            HelpName = "grid.png",
            Required = true,
        };
        var count = new NumberOption<int>("--count", "Number of images.", 1, 10_000, 64);
        var seed = new NumberOption<int>("--seed", "Seed; the same seed gives the same images.", int.MinValue, int.MaxValue, 1);
        var batch = new NumberOption<int>("--batch", "Images in one run of the model.", 1, 10_000, 64);
        var device = new ChoiceOption("--device", "Where to run. Default: cuda where it works, else cpu.", ["cpu", "cuda"]);

        var command = new Command("sample", "Generates images and writes them as one grid.")
        {
            model, output, count, seed, batch, device,
        };
        command.Validators.Add(line =>
        {
            if (line.GetValue(output) is { } path && !path.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
                line.AddError($"--out takes the name of a .png file, not '{path}'.");
        });
        command.SetAction(line => Run(
            terminal,
            line.GetRequiredValue(model),
            line.GetRequiredValue(output),
            line.GetValue(count)!.Value,
            line.GetValue(seed)!.Value,
            new OnnxGeneratorOptions { BatchSize = line.GetValue(batch)!.Value, Device = Device(line.GetValue(device)) }));
        return command;
    }

    private static int Run(Terminal terminal, string model, string output, int count, int seed, OnnxGeneratorOptions options)
    {
        using var generator = OnnxGenerator.Load(model, options);
        if (!generator.Info.IsImage || generator.Info.Channels is not (1 or 3))
            throw new GanException($"'{model}' generates {generator.Info.Output}; a grid shows images of 1 or 3 channels.");
        terminal.Error.WriteLine(generator.DeviceDescription);
        ImageGrid.Save(output, generator.Sample(count, seed));
        terminal.Output.WriteLine($"Wrote {output}");
        return ExitCode.Success;
    }

    private static GeneratorDevice Device(string? name) => name switch
    {
        "cpu" => GeneratorDevice.Cpu,
        "cuda" => GeneratorDevice.Cuda,
        _ => GeneratorDevice.Auto,
    };
}
