using Ml.Gan.Cli.Evaluation;
using Ml.Gan.Cli.Parsing;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Training;
using Spectre.Console;
using TorchSharp;

namespace Ml.Gan.Cli.Training;

/// <summary>Run of <c>mlgan train</c>: everything that can be refused is, before the first file is written.</summary>
internal sealed class TrainRun(TrainSettings settings, Terminal terminal)
{
    private int Seed => settings.Options.SeedOrDefault;

    public int Run()
    {
        OutputPlace.RequireOutside(settings.Data, settings.Out);
        using var folder = new OutputFolder(settings.Out);
        if (!settings.Options.Resume && !settings.Overwrite)
            folder.RequireUnused();
        using var stop = new StopRequest(
            terminal, "the step in progress is finished first, unless it takes long, then the generator is saved.");
        using var source = OpenData(stop.Token);
        var (data, heldOut) = HoldOut(source);
        if (settings.Threads is { } asked)
            torch.set_num_threads(asked);
        var options = Plan(data, stop.Token);
        bool writesNone = settings.CheckpointEvery == CheckpointText.Never && !options.Resume;
        options.CheckpointFolder = writesNone ? null : folder.Checkpoints;
        foreach (string choice in RecommendedChoices.Of(options, "--objective", "--penalty"))
            terminal.Error.WriteLine(choice);
        stop.Token.ThrowIfCancellationRequested();
        using var gan = new LatentGan(options, data);
        if (gan.Warning is { } missing)
            terminal.Error.WriteLine(missing);
        if (settings.Options.Device == TrainingDevice.Cpu)
            terminal.Error.WriteLine(ConvolutionProbe.Description);
        var compared = ComparedWith(source, heldOut);
        using var features = OpenFeatures(compared);
        int? count = features is null ? null : settings.EvaluationCount ?? features.SuitingCount;
        using var evaluator = settings.Evaluation is { } evaluation
            ? new TrainingEvaluator(
                evaluation with { LogFile = folder.Evaluation, Features = features!.Space, Count = count!.Value },
                compared, gan, Seed)
            : null;
        stop.Token.ThrowIfCancellationRequested();
        if (evaluator?.Warning is { } warning)
            terminal.Error.WriteLine(warning);

        if (folder.HoldsGenerator && settings.Overwrite)
            terminal.Error.WriteLine(
                $"'{settings.Out}' holds the generator of an earlier training, which this one replaces when it ends.");
        if (settings.Options.Resume)
            folder.Resume();
        else
            folder.Begin();
        var trainer = new GanTrainer(gan) { Warning = Warn };
        long completed = Resume(trainer, evaluator, folder);
        int threads = torch.get_num_threads();
        var planned = settings with { Options = options, Network = options.Network, Threads = threads };
        folder.WriteOptions(settings, planned, planned with
        {
            Options = gan.Options,
            Network = gan.Options.Network,
            Size = data.Shape.Height,
            Channels = data.Shape.Channels,
            EvaluationCount = count,
            Features = features?.Choice,
        });
        long steps = Train(gan, trainer, completed, folder, evaluator, stop.Token);
        evaluator?.RestoreBest();
        if (steps == 0)
        {
            if (!settings.Options.Resume)
                folder.Forget();
            terminal.Error.WriteLine("Stopped before the first step was completed; no generator is saved.");
            return ExitCode.Interrupted;
        }
        folder.Finish(() => Save(gan, folder));
        int code = SaveWeights(gan, folder);
        if (heldOut is not null && gan.Classes.Count > 0)
            Classify(gan, heldOut, folder);
        Summarize(steps, gan.Options.Steps!.Value, evaluator?.Best);
        return code;
    }

    /// <summary>
    /// Options with the network of the weights to begin with, or what suits the data, where none was given, and the
    /// steps that fit into the time; says what was chosen.
    /// </summary>
    private LatentGanOptions Plan(ISampleSource data, CancellationToken cancellation)
    {
        var (options, given) = (settings.Options, settings.Given);
        if (settings.Network is null && options.InitialWeights is { } weights
            && NetworkOfWeights.Read(weights, options.Network, given) is { } network)
        {
            options.Network = network;
            terminal.Error.WriteLine($"Chosen: network {network.Name}, that of '{weights}'.");
        }
        var plan = TrainingPlan.For(data, options, given, cancellation);
        foreach (string reason in plan.Reasons)
            terminal.Error.WriteLine($"Chosen: {reason}.");
        return plan.Options;
    }

    private OpenedFeatures? OpenFeatures(ISampleSource data)
    {
        if (settings.Evaluation is null)
            return null;
        var features = OpenedFeatures.Open(
            settings.Features, settings.FeaturesRange, data, settings.EvaluationCount ?? OpenedFeatures.UsualCount,
            terminal.Error.WriteLine, OpenedFeatures.ResNet18File);
        terminal.Error.WriteLine(
            $"Generated images are evaluated by {features.Space?.Name ?? "the features of a classifier"}.");
        return features;
    }

    private ISampleSource OpenData(CancellationToken cancellation)
    {
        var options = new SampleSourceOptions
        {
            Size = settings.Size,
            Channels = settings.Channels,
            Background = ColorText.Parse(settings.Background!),
            Seed = Seed,
            Warning = terminal.Error.WriteLine,
            Note = DataDescription.Chosen(terminal.Error),
        };
        var data = DataWithVectors.Open(
            () => SampleSource.Open(settings.Data, options, cancellation), settings.Vectors);
        terminal.Error.WriteLine(DataDescription.Headline(data));
        return data;
    }

    private (ISampleSource Training, SampleSubset? HeldOut) HoldOut(ISampleSource source) =>
        settings.HoldOut is { } count ? SampleSubset.HoldOut(source, count, Seed) : (source, null);

    /// <summary>What generated samples are compared with. Stacked digits are known by their source alone.</summary>
    private static ISampleSource ComparedWith(ISampleSource source, SampleSubset? heldOut) =>
        heldOut is null || source is StackedDigits ? source : heldOut;

    /// <summary>Locks the checkpoints, and goes back to the latest one where a training is to go on.</summary>
    private long Resume(GanTrainer trainer, TrainingEvaluator? evaluator, OutputFolder folder)
    {
        long completed = trainer.Resume(evaluator is null ? [] : [evaluator]);
        if (settings.Options.Resume)
            terminal.Error.WriteLine(completed == 0
                ? $"'{folder.Checkpoints}' holds no checkpoint, so the training begins with its first step."
                : completed >= trainer.Steps
                    ? $"All {completed} steps are done; --steps or --time makes a training longer."
                    : $"The training goes on after step {completed} of {trainer.Steps}.");
        return completed;
    }

    private long Train(
        LatentGan gan, GanTrainer trainer, long completed, OutputFolder folder, TrainingEvaluator? evaluator,
        CancellationToken cancellation)
    {
        ITrainingListener[] first = evaluator is null ? [] : [evaluator];
        using var metrics = new MetricsFile(folder.Metrics, completedSteps: completed);
        var samples = new SampleGridFiles(gan, folder.Samples, settings.SampleEvery);
        ITrainingDisplay display =
            terminal.Screen is { } screen ? new TrainingBar(screen) : new TrainingLines(terminal.Error);
        var health = new HealthMonitor(gan, warning => Warn(warning.Message));
        return display.Show(
            shown => trainer.Train([.. first, metrics, samples, shown, health], cancellation), trainer.Steps);
    }

    /// <summary>Warns above the bar, where there is one.</summary>
    private void Warn(string message)
    {
        if (terminal.Screen is { } screen)
            screen.WriteLine(message);
        else
            terminal.Error.WriteLine(message);
    }

    private void Save(LatentGan gan, OutputFolder folder)
    {
        gan.Export().Save(folder.Generator);
        if (settings.ExportDiscriminator)
            gan.ExportDiscriminator().Save(folder.Discriminator);
    }

    /// <summary>Saves the weights; where they can't be written, the generator stays as it is saved.</summary>
    private int SaveWeights(LatentGan gan, OutputFolder folder)
    {
        try
        {
            gan.SaveWeights(folder.Weights);
            return ExitCode.Success;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or GanException)
        {
            terminal.Error.WriteLine(
                $"The weights for --init-from can't be written to '{folder.Weights}': {e.Message} The generator is "
                + "complete without them.");
            return ExitCode.Failure;
        }
    }

    private void Classify(LatentGan gan, SampleSubset heldOut, OutputFolder folder)
    {
        var test = ClassificationTest.Run(gan, heldOut);
        folder.WriteClassification(test);
        terminal.Output.WriteLine($"The discriminator classifies {test.Wrong} of {test.Count} held-out images wrongly: "
            + $"{100 * test.Error:F2} %.");
    }

    private void Summarize(long steps, long asked, TrainingScore? best)
    {
        if (steps < asked)
            terminal.Output.WriteLine($"Stopped after step {steps} of {asked}"
                + $"{(best is null ? "; the generator is saved as it was then" : "")}.");
        if (best is not null)
            terminal.Output.WriteLine($"The generator is saved as it was after step {best.Step}: "
                + $"{best.Title} {best.Value:G4}, the best.");
        terminal.Output.WriteLine($"Wrote {Path.Combine(settings.Out, "generator.onnx")}");
        if (settings.ExportDiscriminator)
            terminal.Output.WriteLine($"Wrote {Path.Combine(settings.Out, "discriminator.onnx")}");
    }
}
