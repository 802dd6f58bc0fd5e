using System.CommandLine;
using Ml.Gan.Cli.Parsing;
using Ml.Gan.Cli.Sampling;
using Ml.Gan.Cli.Training;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan demo</c>.</summary>
internal static class DemoCommand
{
    /// <summary>What the demo trains: enough for legible digits, and over in four minutes on two slow cores.</summary>
    private static readonly string[] s_training =
    [
        "--data", "builtin:glyphs", "--network", "dcgan", "--size", "28", "--width", "32", "--steps", "1500",
        "--seed", "1",
    ];

    private static readonly string s_notes = $"""
        It is 'mlgan train {string.Join(' ', s_training)}',
        then 'mlgan sample --count 64 --seed 1'. DIR receives what they write: generator.onnx,
        the pictures on the way in samples/, and grid.png. Ctrl-C, SIGTERM or SIGHUP
        finish the step and draw grid.png by the generator as it is then; a second
        Ctrl-C stops at once.

        """;

    public static Command Create(Terminal terminal)
    {
        var output = new Option<string>("--out")
        {
            Description = "Folder for what is written.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "out/demo",
        };
        var threads = new NumberOption<int>(
            "--threads", "Processor threads of the training. Default: what libtorch chooses.", 1, 1024);
        var overwrite = new Option<bool>("--overwrite")
        {
            Description = "Replace what an earlier training left in the folder.",
        };
        var command = new NotedCommand(
            "demo", "Trains on built-in digits for some minutes and samples what it learned.", s_notes)
        {
            output, threads, overwrite,
        };
        command.SetAction(line =>
        {
            var settings = TrainOptions.Parse([.. s_training, "--out", line.GetRequiredValue(output)]);
            settings.Overwrite = line.GetValue(overwrite);
            return new DemoRun(settings with { Threads = line.GetValue(threads) }, terminal).Run();
        });
        return command;
    }
}

/// <summary>One run of <c>mlgan demo</c>: <c>mlgan train</c>, then <c>mlgan sample</c> of what it exported.</summary>
internal sealed class DemoRun(TrainSettings settings, Terminal terminal)
{
    public int Run()
    {
        // The messages name files by this folder: whoever has tried the tool once finds them from anywhere.
        string folder = Path.GetFullPath(settings.Out);
        int trained = new TrainRun(settings with { Out = folder }, terminal).Run();
        return trained != ExitCode.Success ? trained : new SampleRun(
            Path.Combine(folder, "generator.onnx"),
            Path.Combine(folder, "grid.png"),
            new SampleSettings { Count = 64, Seed = 1 },
            new OnnxGeneratorOptions(),
            terminal).Run();
    }
}
