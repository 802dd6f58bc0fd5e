using Ml.Gan.Cli.Parsing;
using Ml.Gan.Models;
using Ml.Gan.Training;
using static Ml.Gan.Cli.Training.TrainOptionKinds;

namespace Ml.Gan.Cli.Training;

/// <summary>The options of <c>mlgan train</c> for the run: files, steps, time, device.</summary>
internal static class RunOptionGroup
{
    public static IReadOnlyList<TrainOption> Create() =>
    [
        Text("--out", s => s.Out, "DIR", "Folder for what is written.") with
        {
            Default = "out/ and the data's name, as out/photos, with a number where that is used",
            IsRecorded = false,
        },
        Flag("--overwrite", s => s.Overwrite, "Replace what an earlier training left in the folder.") with
        {
            DetailOf = ("--out", s => s.Out.Length > 0),
            IsRecorded = false,
        },
        Text("--resume", s => s.ResumedFolder, "DIR",
            "Folder of a training that was stopped or ended: it goes on from its last checkpoint, with its options "
            + "and, where --steps or --time are given, longer. It stands for --out and --data.") with
        {
            AlsoStandsFor = [nameof(LatentGanOptions.Resume)],
            Excludes = "--overwrite",
            IsRecorded = false,
        },
        Flag("--dry-run", s => s.DryRun,
            "Show what would be trained, layer by layer, with memory and time, and write nothing.") with
        {
            Excludes = "--resume",
            IsRecorded = false,
        },
        Flag("--json", s => s.Json, "Show that as JSON.") with
        {
            DetailOf = ("--dry-run", s => s.DryRun),
            IsRecorded = false,
        },
        new TrainOption<string?>(
            new ParsedOption<string>(
                "--checkpoint-every",
                "Steps, as 500, or time, as 10min, from one checkpoint to the next in checkpoints/; the last step "
                + "has one too.",
                text => CheckpointText.Of(CheckpointText.Parse(text)))
            {
                HelpName = $"N|TIME|{CheckpointText.Never}",
            },
            s => s.CheckpointEvery, text => text)
        {
            AlsoStandsFor =
                [nameof(LatentGanOptions.CheckpointInterval), nameof(LatentGanOptions.CheckpointFolder)],
        },
        Number("--keep-checkpoints", s => s.Options.CheckpointsKept, 1, int.MaxValue,
            "Latest checkpoints that are kept, besides that of the best evaluation."),
        Number("--rollbacks", s => s.Options.Rollbacks, 0, 1000,
            "How often a training that diverges goes back to its last checkpoint, and on with half the step "
            + "sizes."),
        Number("--batch", s => s.Options.BatchSize, 1, 65536, "Images in a batch."),
        Number("--steps", s => s.Options.Steps, 1, long.MaxValue, "Generator steps.")
            with { DefaultValue = LatentGanOptions.DefaultSteps },
        Number("--epochs", s => s.Options.Epochs, 1e-6, double.MaxValue,
            "Passes over the data, instead of --steps.") with { Excludes = "--steps" },
        new TrainOption<TimeSpan?>(
            new DurationOption("--time",
                "Time after which the training ends, as 30min; without --steps and --epochs, as many steps are "
                + "planned as fit."),
            s => s.Options.Time, time => DurationOption.Text(time))
            with { Default = "no limit" },
        Number("--seed", s => s.Options.Seed, int.MinValue, int.MaxValue,
            "Seed; the same seed gives the same generator.")
            with { DefaultValue = new LatentGanOptions().Resolve().Seed },
        Choice("--device", s => s.Options.Device, "Where to train.",
            ("cpu", TrainingDevice.Cpu), ("cuda", TrainingDevice.Cuda)),
        Choice("--precision", s => s.Options.Precision,
            "Numbers that layers compute with; bf16 is faster where the processor has instructions for it, float16 is "
            + "for GPUs.",
            ("float32", TrainingPrecision.Full), ("bf16", TrainingPrecision.Bf16),
            ("float16", TrainingPrecision.Float16)),
        Flag("--force-precision", s => s.Options.ForcePrecision,
            "Take the precision even where the processor has no instructions for it, which is slow.")
            with { DetailOf = ("--precision", s => s.Options.Precision != TrainingPrecision.Full) },
        Number("--threads", s => s.Threads, 1, 1024, "Processor threads of the training.")
            with { Default = "what libtorch chooses" },
        Choice("--prefetch", s => s.Prefetch,
            "Whether the next batch is read on another thread while a step is computed.",
            ("yes", "yes"), ("no", "no")),
        Choice("--keep-freed-memory", s => s.KeepFreedMemory,
            "Whether memory that tensors free stays with the process, which is faster (glibc).",
            ("yes", "yes"), ("no", "no")),
        Number("--sample-every", s => s.Options.SampleInterval, 1, long.MaxValue,
            "Steps between two pictures in samples/."),
        .. WatchOptions.Create(),
    ];
}
