using System.CommandLine;
using System.Diagnostics;
using Ml.Gan.Cli.Exporting;
using Ml.Gan.Cli.Parsing;
using Ml.Gan.Cli.Training;
using Ml.Gan.Training.Weights;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan export</c>.</summary>
internal static class ExportCommand
{
    private const string Notes = """
        With --seed-input the new generator takes seeds, int64 (N), in the place of
        latent vectors, and makes the same samples of them in every language and on
        every device. With --quantize int8 the weights of convolutions and matrix
        products take 8 bits, a scale for each output channel: a quarter of the file,
        as fast as before. With --float16 weights and computations are in half
        precision: half of the file, meant for CUDA. Both print how far outputs are
        from those of the model, and take translators too. With --state-dict MODEL is the folder of a training, its
        weights.safetensors or one of its checkpoints; what is written has the weights
        of one network under the names of its layers, for PyTorch, or for --init-from
        of another training. With --triton the model, in the form that the other
        options ask for or as it is, becomes REPOSITORY/NAME of a model repository of
        NVIDIA Triton: config.pbtxt with dynamic batching, 1/model.onnx, and labels.txt
        where classes have names. Any model that train writes can be put there.

        """;

    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = "A .onnx file or a folder, as train writes it." };
        var output = new Option<string?>("--out")
        {
            Description = "File for the new model.",
            HelpName = "FILE.onnx",
        };
        var triton = new Option<string?>("--triton")
        {
            Description = "Folder for the new model in a model repository of NVIDIA Triton, instead of --out.",
            HelpName = "REPOSITORY/NAME",
        };
        var stateDict = new Option<string?>("--state-dict")
        {
            Description = "File for the weights of a network, as a state dict.",
            HelpName = "FILE.safetensors",
        };
        var network = new Option<string?>("--module")
        {
            Description = "Network that --state-dict writes, as discriminator. Default: the generator as sampled.",
            HelpName = "NAME",
        };
        var seedInput = new Option<bool>("--seed-input")
        {
            Description = "Makes the noise inside of the graph, from an input 'seed'.",
        };
        var quantize = new ChoiceOption<ExportPrecision>(
            "--quantize", "Bits of the new model's weights.", ("int8", ExportPrecision.Int8));
        var half = new Option<bool>("--float16") { Description = "Puts the new model into half precision." };
        var json = new Option<bool>("--json") { Description = "What was written, as JSON." };
        var command = new NotedCommand("export", "Writes a model in another form.", Notes)
        {
            model, output, triton, seedInput, quantize, half, stateDict, network, json,
        };
        command.Validators.Add(line =>
        {
            bool writesWeights = line.GetValue(stateDict) is not null;
            var precision = line.GetValue(quantize);
            bool writesGenerator =
                line.GetValue(seedInput) || line.GetValue(half) || precision != ExportPrecision.Unchanged;
            bool isServed = line.GetValue(triton) is not null;
            if (writesGenerator && writesWeights)
                line.AddError(
                    "--state-dict writes weights as they are; "
                    + (line.GetValue(half) ? half : line.GetValue(seedInput) ? seedInput : (Option)quantize).Name
                    + " is for generators. Leave one of the two out.");
            else if (isServed && (writesWeights || line.GetValue(output) is not null))
                line.AddError(
                    $"--triton and {(writesWeights ? stateDict : output).Name} are two places; leave one of them out.");
            else if (writesGenerator == writesWeights && !isServed)
                line.AddError(
                    "Say in what form to write the model: --seed-input, --quantize int8, --float16, --triton "
                    + "REPOSITORY/NAME, or --state-dict FILE.");
            else if (line.GetValue(half) && precision != ExportPrecision.Unchanged)
                line.AddError("--float16 and --quantize are two precisions; leave one of them out.");
            else if (!writesWeights && !isServed && line.GetValue(output) is null)
                line.AddError("'--out' is required: --out FILE.onnx.");
            else if (writesWeights && line.GetValue(output) is not null)
                line.AddError("--out is for generators; --state-dict names its own file.");
            else if (!writesWeights && line.GetValue(network) is not null)
                line.AddError("--module is an option of --state-dict; give that too.");
        });
        command.SetAction(line => line.GetValue(stateDict) is { } file
            ? WriteWeights(
                line.GetRequiredValue(model), line.GetValue(network), file, line.GetValue(json), terminal)
            : new ModelExport(
                line.GetRequiredValue(model),
                line.GetValue(triton) is { } folder ? new TritonTarget(folder) : new FileTarget(line.GetValue(output)!),
                line.GetValue(half) ? ExportPrecision.Float16 : line.GetValue(quantize),
                line.GetValue(seedInput),
                line.GetValue(json),
                terminal).Run());
        return command;
    }

    private static int WriteWeights(string source, string? network, string file, bool isJson, Terminal terminal)
    {
        long start = Stopwatch.GetTimestamp();
        string weights = Directory.Exists(source) ? Path.Combine(source, OutputFolder.WeightsFile) : source;
        var (written, tensors) = StateDict.Export(weights, network, file);
        terminal.Output.WriteLine(!isJson ? $"Wrote {file}: {tensors} tensors of {written}" : JsonText.Of(
            new ExportReport
            {
                Model = source,
                ModelBytes = new FileInfo(weights).Length,
                Output = file,
                Files = WrittenFile.AllAt(file),
                Network = written,
                Tensors = tensors,
                Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
            }));
        return ExitCode.Success;
    }
}
