using System.CommandLine;
using Ml.Gan.Cli.Parsing;
using Ml.Gan.Cli.Sampling;
using Ml.Gan.Cli.Sharding;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan sample</c>.</summary>
internal static class SampleCommand
{
    private const string Png = ".png";

    private const string Notes = """
        A generator of classes shows a row of each where nothing is asked for, one with codes a row for each
        category of d1; several labels or vectors have a row each. Codes are d1, d2, … (categories from 0) and
        c1, c2, … (numbers, -1 to 1 in training). 'mlgan info' shows what a generator can be asked for.
        Image i depends on the seed, i and what is asked for alone: shards after one another are the images of one
        run, byte for byte. In DIR classes come in turn, an image is NNNNNNN/NNNNNNNNNN.png by its index, an array
        samples-NNNNNNNNNN.npy or .idx3-ubyte by its first one, and samples-NNNNNNNNNN.json, written last, says what
        is there. What is there already is not made again; 'mlgan verify DIR…' looks for gaps and damage.
        """;

    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("MODEL.onnx") { Description = "A generator, as train writes it." };
        var output = new Option<string>("--out")
        {
            Description = "PNG file for a grid of images, or folder for a file of each.",
            HelpName = "grid.png|DIR/",
            Required = true,
        };
        var count = new NumberOption<int>(
            "--count", "Number of images. Default 64, or 8 in each of several rows of a grid.", 1, int.MaxValue);
        var first = new NumberOption<int>(
            "--first", "Index of the first image that goes to DIR: 100 leaves out 0 to 99.", 0, int.MaxValue, 0);
        var shard = Text(
            "--shard", "I/N|auto/N",
            "Part I of N of the images, I from 0; auto: the index of this task of a cluster, "
            + $"{string.Join(", ", TaskIndex.Variables)}.");
        var format = new ChoiceOption<SampleFormat>(
            "--format", "Files in DIR: PNG images, one NumPy array or one IDX file of gray images. Default png.",
            ("png", SampleFormat.Png), ("npy", SampleFormat.Npy), ("idx", SampleFormat.Idx));
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
        var walk = new NumberOption<int>(
            "--walk",
            "Frames of an animated PNG, 20 a second, in which latents walk through "
            + $"{LatentWalk.Stops} and back; of one image if no number of them is given.", LatentWalk.Stops, 10_000);
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

        var json = new Option<bool>("--json") { Description = "What was written, as JSON." };

        var command = new NotedCommand(
            "sample", "Generates images and writes them as one grid, or to files of their own.", Notes)
        {
            model, output, count, first, shard, format, columns, seed, labels, labelIndices, codes, vectors,
            interpolate, walk, truncation, batch, device, keep, json,
        };
        command.Validators.Add(line =>
        {
            if (line.GetValue(output) is not { } path)
                return;
            if (!IsGrid(path) && Fault(path) is { } fault)
                line.AddError(fault);
            Option[] ofFolders = [first, shard, format];
            if (IsGrid(path)
                && ofFolders.FirstOrDefault(option => line.GetResult(option) is { Implicit: false }) is { } given)
                line.AddError($"{given.Name} is for files in a folder; give one, as --out images/, not '{path}'.");
        });
        command.SetAction(line =>
        {
            string path = line.GetRequiredValue(output);
            var settings = new SampleSettings
            {
                Count = line.GetValue(count),
                Columns = line.GetValue(columns),
                Seed = line.GetValue(seed)!.Value,
                Labels = line.GetValue(labels),
                LabelIndices = line.GetValue(labelIndices),
                Codes = line.GetValue(codes),
                Vectors = line.GetValue(vectors),
                Interpolate = line.GetValue(interpolate),
                Walk = line.GetValue(walk),
                Truncation = line.GetValue(truncation),
                IsJson = line.GetValue(json),
            };
            var runtime = new OnnxGeneratorOptions
            {
                BatchSize = line.GetValue(batch)!.Value,
                Device = line.GetValue(device),
                KeepOptimized = line.GetValue(keep),
            };
            var choice = new SampleChoice(line.GetValue(first)!.Value, line.GetValue(shard), line.GetValue(format));
            return IsGrid(path)
                ? new SampleRun(line.GetRequiredValue(model), path, settings, runtime, terminal).Run()
                : new SampleFilesRun(line.GetRequiredValue(model), path, settings, choice, runtime, terminal).Run();
        });
        return command;
    }

    private static bool IsGrid(string path) => path.EndsWith(Png, StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with the name of a folder that looks like that of another file.</summary>
    private static string? Fault(string path) =>
        Path.GetExtension(path) is { Length: > 0 } extension && !Directory.Exists(path)
            ? $"--out takes the name of a .png file, or of a folder, not '{path}': write '{path}/' for a folder of "
                + $"that name{(extension is ".npy" ? ", and --format npy for arrays in it" : "")}."
            : null;

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };
}
