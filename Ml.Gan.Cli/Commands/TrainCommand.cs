using System.CommandLine;
using Ml.Gan.Cli.Parsing;
using Ml.Gan.Cli.Training;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan train</c>.</summary>
internal static class TrainCommand
{
    private const string Notes = """
        DIR receives generator.onnx, weights.safetensors for --init-from, checkpoints/
        for --resume, samples/step-000500.png and so on, metrics.jsonl, options.json,
        with --evaluate-every evaluation.jsonl, with --tensorboard tensorboard/, and
        where the discriminator classifies discriminator.onnx and, with --hold-out,
        classification.json. README.md is a model card, which stays as it is once you
        have changed it. What an earlier training left there is replaced with
        --overwrite alone, and --resume DIR goes on with it. Until generator.onnx is
        there, the options are in options.unfinished.json. DIR can't be in the folder
        of the data. Without --out it is a new one, which the first line names.
        Ctrl-C finishes the step, or a part of one that takes long, writes
        generator.onnx as it is then and exits with 0, and so do SIGTERM and SIGHUP (a
        closed terminal); a second Ctrl-C or SIGTERM stops at once, without writing
        it.
        """;

    public static Command Create(Terminal terminal)
    {
        var options = new TrainOptions(terminal.Error.WriteLine);
        var command = new NotedCommand("train", "Trains a generator on images and writes it as ONNX.", Notes)
        {
            Groups = options.HelpGroups,
        };
        options.AddTo(command);
        command.SetAction(line =>
        {
            var settings = options.Read(line);
            settings.Options.Replicas = terminal.Replicas;
            TakeFolder(settings, terminal);
            OptionValue.Require(
                terminal.Replicas is null || settings.Scope != TrainOptionScope.Captioning,
                nameof(settings.Options.Replicas),
                "Captioners can't be trained by several ranks, only generators from noise and translators. Train it in "
                + "one process, without mpirun.");
            TrainingRun run = settings.Scope switch
            {
                TrainOptionScope.Translation => new TranslationRun(settings, terminal),
                TrainOptionScope.Captioning => new CaptionRun(settings, terminal),
                _ => new TrainRun(settings, terminal),
            };
            return run.Run();
        });
        return command;
    }

    private static void TakeFolder(TrainSettings settings, Terminal terminal)
    {
        if (settings.Out.Length > 0 || terminal.Replicas is { Rank: > 0 })
            return;
        settings.Out = UnnamedFolder.For(settings.Data);
        terminal.Error.WriteLine($"Output folder: {settings.Out} (--out names another one)");
    }
}
