using System.CommandLine;
using System.CommandLine.Parsing;
using Ml.Gan.Models;
using Ml.Gan.Cli.Commands;
using Ml.Gan.Training;
using TorchSharp;

namespace Ml.Gan.Cli.Training.Options;

/// <summary>How long, where, and what is written.</summary>
internal sealed class RunOptions : OptionGroup
{
    private readonly Option<string> _out;
    private readonly NumberOption<int> _batch;
    private readonly NumberOption<long> _steps;
    private readonly NumberOption<double> _epochs;
    private readonly NumberOption<int> _seed;
    private readonly ChoiceOption _device;
    private readonly NumberOption<int> _threads;
    private readonly ChoiceOption _keepFreedMemory;
    private readonly NumberOption<long> _sampleEvery;

    public RunOptions()
        : base("Run")
    {
        _out = Add(new Option<string>("--out") { Description = "Folder for what is written.", HelpName = "DIR", Required = true });
        _batch = Add(new NumberOption<int>("--batch", "Images in a batch.", 1, 65536, 64), nameof(LatentGanOptions.BatchSize));
        _steps = Add(
            new NumberOption<long>("--steps", $"Generator steps. Default {LatentGanOptions.DefaultSteps}.", 1, long.MaxValue),
            nameof(LatentGanOptions.Steps));
        _epochs = Add(
            new NumberOption<double>("--epochs", "Passes over the data, instead of --steps.", 1e-6, double.MaxValue),
            nameof(LatentGanOptions.Epochs));
        _seed = Add(new NumberOption<int>("--seed", "Seed; the same seed gives the same generator.", int.MinValue, int.MaxValue, 1));
        _device = Add(new ChoiceOption("--device", "Where to train.", ["cpu", "cuda"], "cpu"));
        _threads = Add(new NumberOption<int>("--threads", "Processor threads of the training. Default: what libtorch chooses.", 1, 1024));
        _keepFreedMemory = Add(
            new ChoiceOption(
                "--keep-freed-memory", "Whether memory that tensors free stays with the process, which is faster (glibc).", ["yes", "no"], "yes"),
            nameof(LatentGanOptions.KeepFreedMemory));
        _sampleEvery = Add(new NumberOption<long>("--sample-every", "Steps between two pictures in samples/.", 1, long.MaxValue, 500));
    }

    public string Out(ParseResult line) => line.GetRequiredValue(_out);

    public int? Threads(ParseResult line) => line.GetValue(_threads);

    public int Seed(ParseResult line) => line.GetValue(_seed)!.Value;

    public long SampleEvery(ParseResult line) => line.GetValue(_sampleEvery)!.Value;

    public override void Check(CommandResult line)
    {
        if (line.GetResult(_steps) is not null && line.GetResult(_epochs) is not null)
            line.AddError("--steps and --epochs exclude one another; give one of them.");
    }

    public override void ReadInto(LatentGanOptions options, ParseResult line)
    {
        options.BatchSize = line.GetValue(_batch)!.Value;
        options.Steps = line.GetValue(_steps);
        options.Epochs = line.GetValue(_epochs);
        options.Seed = Seed(line);
        options.Device = line.GetRequiredValue(_device) == "cuda" ? TrainingDevice.Cuda : TrainingDevice.Cpu;
        options.KeepFreedMemory = line.GetRequiredValue(_keepFreedMemory) == "yes";
    }

    public override IEnumerable<(Option Option, object? Value)> Effective(LatentGanOptions options, ParseResult line, long steps) =>
    [
        (_batch, options.BatchSize),
        (_steps, steps),
        (_epochs, options.Epochs),
        (_seed, options.Seed),
        (_device, line.GetRequiredValue(_device)),
        (_threads, torch.get_num_threads()),
        (_keepFreedMemory, options.KeepFreedMemory ? "yes" : "no"),
        (_sampleEvery, SampleEvery(line)),
    ];
}
