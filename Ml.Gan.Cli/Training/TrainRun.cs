using Ml.Gan.Cli.Evaluation;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Training;
using TorchSharp;

namespace Ml.Gan.Cli.Training;

/// <summary>Run of <c>mlgan train</c> for a generator from noise.</summary>
internal sealed partial class TrainRun(TrainSettings settings, Terminal terminal) : TrainingRun(settings, terminal)
{
    public override int Run()
    {
        if (Settings.DryRun)
            return Preview();
        if (Terminal.Replicas is { Rank: > 0 })
            return TakePart();
        using var folder = OpenFolder();
        using var stop = ListenForStop();
        using var live = OpenLive(stop);
        using var source = OpenData(stop.Token);
        var (data, heldOut) = HoldOut(source);
        SetThreads();
        var options = Plan(data, stop.Token);
        options.CheckpointFolder = CheckpointsOf(folder);
        foreach (string choice in RecommendedChoices.Of(options, "--objective", "--penalty"))
            Terminal.Error.WriteLine(choice);
        stop.Token.ThrowIfCancellationRequested();
        using var gan = new LatentGan(options, data);
        if (gan.Warning is { } missing)
            Terminal.Error.WriteLine(missing);
        SayConvolutions();
        SayRanks(options.BatchSize);
        var compared = ComparedWith(source, heldOut);
        using var features = OpenFeatures(compared);
        int? count = features is null ? null : Settings.EvaluationCount ?? features.SuitingCount;
        using var evaluator = Settings.Evaluation is { } evaluation
            ? new TrainingEvaluator(
                evaluation with { LogFile = folder.Evaluation, Features = features!.Space, Count = count!.Value },
                compared, gan, Seed)
            : null;
        stop.Token.ThrowIfCancellationRequested();
        if (evaluator?.Warning is { } warning)
            Terminal.Error.WriteLine(warning);

        Begin(folder);
        var trainer = new GanTrainer(gan) { Warning = Warn };
        long completed = Resume(trainer, evaluator is null ? [] : [evaluator], folder);
        int threads = torch.get_num_threads();
        var planned = Settings with { Options = options, Network = options.Network, Threads = threads };
        folder.WriteOptions(Settings, planned, planned with
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
            return EndWithoutStep(folder);
        folder.Finish(() => Save(gan, folder));
        int code = SaveWeights(gan.SaveWeights, folder);
        if (heldOut is not null && gan.Classes.Count > 0)
            Classify(gan, heldOut, folder);
        code = WriteCard(folder, code, "generator.onnx");
        Summarize(steps, gan.Options.Steps!.Value, evaluator?.Best);
        return code;
    }

    /// <summary>Trains as another rank than 0, which writes nothing.</summary>
    private int TakePart()
    {
        using var stop = ListenForStop();
        using var source = OpenData(stop.Token);
        var (data, _) = HoldOut(source);
        SetThreads();
        using var gan = new LatentGan(Plan(data, stop.Token), data);
        return TakePart(gan, stop.Token);
    }

    /// <summary>
    /// Options with the network of the weights to begin with, or what suits the data, where none was given, and the
    /// steps that fit into the time; says what was chosen.
    /// </summary>
    private LatentGanOptions Plan(ISampleSource data, CancellationToken cancellation)
    {
        var (options, given) = (Settings.Options, Settings.Given);
        if (Settings.Network is null && options.InitialWeights is { } weights
            && NetworkOfWeights.Read(weights, options.Network, given) is { } network)
        {
            options.Network = network;
            Terminal.Error.WriteLine($"Chosen: network {network.Name}, that of '{weights}'.");
        }
        if (options is { Time: not null, Steps: null, Epochs: null })
            Terminal.Error.WriteLine("Trying out, for some seconds, what fits into the time.");
        var plan = TrainingPlan.For(data, options, given, cancellation);
        foreach (string reason in plan.Reasons)
            Terminal.Error.WriteLine($"Chosen: {reason}.");
        return plan.Options;
    }

    private OpenedFeatures? OpenFeatures(ISampleSource data)
    {
        if (Settings.Evaluation is null)
            return null;
        var features = OpenedFeatures.Open(
            Settings.Features, Settings.FeaturesRange, data, Settings.EvaluationCount ?? OpenedFeatures.UsualCount,
            Terminal.Error.WriteLine, OpenedFeatures.ResNet18File);
        Terminal.Error.WriteLine(
            $"Generated images are evaluated by {features.Space?.Name ?? "the features of a classifier"}.");
        return features;
    }

    private ISampleSource OpenData(CancellationToken cancellation)
    {
        var options = Settings.SourceOptions(Terminal.Error);
        var data = DataWithVectors.Open(
            () => SampleSource.Open(Settings.Data, options, cancellation), Settings.Vectors);
        Terminal.Error.WriteLine(DataDescription.Headline(data, Settings));
        return data;
    }

    private (ISampleSource Training, SampleSubset? HeldOut) HoldOut(ISampleSource source) =>
        Settings.HoldOut is { } count ? SampleSubset.HoldOut(source, count, Seed) : (source, null);

    /// <summary>What generated samples are compared with. Stacked digits are known by their source alone.</summary>
    private static ISampleSource ComparedWith(ISampleSource source, SampleSubset? heldOut) =>
        heldOut is null || source is StackedDigits ? source : heldOut;

    private long Train(
        LatentGan gan, GanTrainer trainer, long completed, OutputFolder folder, TrainingEvaluator? evaluator,
        CancellationToken cancellation)
    {
        var samples = new SampleGridFiles(gan, folder.Samples, gan.Options.SampleInterval);
        var health = new HealthMonitor(gan, warning => Warn(warning.Message));
        return Train(
            trainer, completed, folder, evaluator is null ? [samples] : [evaluator, samples], [health], cancellation);
    }

    private void Save(LatentGan gan, OutputFolder folder)
    {
        gan.Export().Save(folder.Generator);
        if (Settings.ExportDiscriminator)
            gan.ExportDiscriminator().Save(folder.Discriminator);
    }

    private void Classify(LatentGan gan, SampleSubset heldOut, OutputFolder folder)
    {
        var test = ClassificationTest.Run(gan, heldOut);
        folder.WriteClassification(test);
        Terminal.Output.WriteLine($"The discriminator classifies {test.Wrong} of {test.Count} held-out images wrongly: "
            + $"{100 * test.Error:F2} %.");
    }

    private void Summarize(long steps, long asked, TrainingScore? best)
    {
        if (steps < asked)
            Terminal.Output.WriteLine($"Stopped after step {steps} of {asked}"
                + $"{(best is null ? "; the generator is saved as it was then" : "")}.");
        if (best is not null)
            Terminal.Output.WriteLine($"The generator is saved as it was after step {best.Step}: "
                + $"{best.Title} {best.Value:G4}, the best.");
        SayWritten("generator.onnx");
        if (Settings.ExportDiscriminator)
            SayWritten("discriminator.onnx");
    }
}
