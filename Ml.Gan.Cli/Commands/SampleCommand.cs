using System.CommandLine;
using Ml.Gan.Cli.Parsing;
using Ml.Gan.Cli.Sampling;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan sample</c>.</summary>
internal static class SampleCommand
{
    private const string Notes = """
        A generator of classes shows a row of each where nothing is asked for, one with codes a row for each
        category of d1; several labels or vectors have a row each. Codes are d1, d2, … (categories from 0) and
        c1, c2, … (numbers, -1 to 1 in training). 'mlgan info' shows what a generator can be asked for.
        """;

    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("MODEL.onnx") { Description = "A generator, as train writes it." };
        var output = new Option<string>("--out")
        {
            Description = "PNG file for the grid of images.",
            HelpName = "grid.png",
            Required = true,
        };
        var count = new NumberOption<int>(
            "--count", "Number of images. Default 64, or 8 in each of several rows.", 1, 10_000);
        var columns = new NumberOption<int>(
            "--columns", "Images in a row. Default 8 where rows differ, else as many as make a square.", 1, 1000);
        var seed = new NumberOption<int>(
            "--seed", "Seed; the same seed gives the same images.", int.MinValue, int.MaxValue, 1);
        var labels = Text("--label", "NAME,…|all", "Classes, by name. Default: a row of each.");
        var labelIndices = Text("--label-index", "INDEX,…", "Classes, by index from 0, whatever their names are.");
        var codes = Text(
            "--codes", "d1=3,c1=-2..2", "Values of codes; one can go from a value to another along each row.");
        var vectors = Text(
            "--condition", "X,…|FILE.csv", "The vector, or a file of vectors, that images are asked for by.");
        var interpolate = new NumberOption<int>(
            "--interpolate", "Images in a row that goes from one latent to another.", 2, 1000);
        var truncation = new NumberOption<float>(
            "--truncation",
            "Less variety for better images: -1 to 1, how far styles are from their mean, for a stylegan2; for others "
            + "the bound, 0.01 or more, beyond which latents are drawn again. Default none.", -1, 1000);
        var batch = new NumberOption<int>("--batch", "Images in one run of the model.", 1, 10_000, 64);
        var keep = new Option<bool>("--keep-optimized")
        {
            Description =
                "Keeps what ONNX Runtime makes of the model on the CPU beside it, as MODEL.onnx.optimized, to start "
                + "faster the next time.",
        };
        var device = new ChoiceOption<GeneratorDevice>(
            "--device", "Where to run. Default: cuda where it works, else cpu.",
            ("cpu", GeneratorDevice.Cpu), ("cuda", GeneratorDevice.Cuda));

        var command = new NotedCommand("sample", "Generates images and writes them as one grid.", Notes)
        {
            model, output, count, columns, seed, labels, labelIndices, codes, vectors, interpolate,
            truncation, batch, device, keep,
        };
        command.Validators.Add(line =>
        {
            if (line.GetValue(output) is { } path && !path.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
                line.AddError($"--out takes the name of a .png file, not '{path}'.");
        });
        command.SetAction(line => new SampleRun(
            line.GetRequiredValue(model),
            line.GetRequiredValue(output),
            new SampleSettings
            {
                Count = line.GetValue(count),
                Columns = line.GetValue(columns),
                Seed = line.GetValue(seed)!.Value,
                Labels = line.GetValue(labels),
                LabelIndices = line.GetValue(labelIndices),
                Codes = line.GetValue(codes),
                Vectors = line.GetValue(vectors),
                Interpolate = line.GetValue(interpolate),
                Truncation = line.GetValue(truncation),
            },
            new OnnxGeneratorOptions
            {
                BatchSize = line.GetValue(batch)!.Value,
                Device = line.GetValue(device),
                KeepOptimized = line.GetValue(keep),
            },
            terminal).Run());
        return command;
    }

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };
}
