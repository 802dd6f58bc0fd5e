using System.CommandLine;
using Ml.Gan.Cli.Parsing;
using Ml.Gan.Onnx;
using Ml.Gan.Onnx.Writing;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan export</c>.</summary>
internal static class ExportCommand
{
    private const string Notes = """
        The new generator takes seeds, int64 (N), in the place of latent vectors, and makes the
        same samples of them in every language and on every device.

        """;

    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("MODEL.onnx") { Description = "A generator, as train writes it." };
        var output = new Option<string>("--out")
        {
            Description = "File for the new generator.",
            HelpName = "FILE.onnx",
            Required = true,
        };
        var seedInput = new Option<bool>("--seed-input")
        {
            Description = "Makes the noise inside of the graph, from an input 'seed'.",
        };
        var command = new NotedCommand("export", "Writes a generator in another form.", Notes)
        {
            model, output, seedInput,
        };
        command.Validators.Add(line =>
        {
            if (!line.GetValue(seedInput))
                line.AddError("Say in what form to write the generator: --seed-input.");
        });
        command.SetAction(line => Run(line.GetRequiredValue(model), line.GetRequiredValue(output), terminal));
        return command;
    }

    private static int Run(string model, string output, Terminal terminal)
    {
        using (var generator = OnnxGenerator.Load(model, new OnnxGeneratorOptions { Device = GeneratorDevice.Cpu }))
        {
            if (generator.Info.TakesSeeds)
                throw new GanException($"'{model}' takes seeds already.");
        }
        OnnxFile.Save(OnnxComposition.WithSeedInput(File.ReadAllBytes(model)), output);
        terminal.Output.WriteLine($"Wrote {output}");
        return ExitCode.Success;
    }
}
