using System.CommandLine;
using Ml.Gan.Cli.Training;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Commands;

/// <summary><c>mlgan train</c>.</summary>
internal static class TrainCommand
{
    private const string Notes = """
        DIR receives generator.onnx, samples/step-000500.png and so on, metrics.jsonl, options.json and, with
        --evaluate-every, evaluation.jsonl; what an earlier training left there is replaced. Ctrl-C finishes the step, writes generator.onnx as it is then and
        exits with 0; a second Ctrl-C stops at once.
        """;

    public static Command Create(Terminal terminal)
    {
        var data = new Option<string>("--data")
        {
            Description = "Folder of PNG, JPEG or BMP images (subfolders too), IDX file or folder of them, builtin:glyphs, or stacked:SOURCE of labelled ones.",
            HelpName = "PATH|builtin:glyphs",
            Required = true,
        };
        var output = new Option<string>("--out") { Description = "Folder for what is written.", HelpName = "DIR", Required = true };
        var network = new ChoiceOption("--network", "The networks.", [.. Choices.Networks], Choices.Networks[0]);
        var objective = new ChoiceOption("--objective", "What the networks minimise.", [.. Choices.Objectives.Keys], "non-saturating");
        var size = new NumberOption<int>("--size", "Height and width of the images; others are cropped and resized.", 1, 1024, 28);
        var channels = new ChoiceOption("--channels", "1 for grey, 3 for colour.", ["1", "3"], "1");
        var latent = new NumberOption<int>("--latent", "Length of a latent vector.", 1, 65536, 64);
        var width = new NumberOption<int>(
            "--width", "Channels next to the image in a dcgan; more take longer and draw finer. Default 64.", 1, 4096);
        var batch = new NumberOption<int>("--batch", "Images in a batch.", 2, 65536, 64);
        var steps = new NumberOption<long>("--steps", $"Generator steps. Default {TrainingOptions.DefaultSteps}.", 1, long.MaxValue);
        var epochs = new NumberOption<double>("--epochs", "Passes over the data, instead of --steps.", 1e-6, double.MaxValue);
        var seed = new NumberOption<int>("--seed", "Seed; the same seed gives the same generator.", int.MinValue, int.MaxValue, 1);
        var device = new ChoiceOption("--device", "Where to train.", ["cpu", "cuda"], "cpu");
        var threads = new NumberOption<int>("--threads", "Processor threads of the training. Default: what libtorch chooses.", 1, 1024);
        var learningRate = new NumberOption<double>(
            "--learning-rate", "Step size of both optimisers. Default: what the objective recommends.", 1e-12, 1000);
        var discriminatorSteps = new NumberOption<int>(
            "--disc-steps", "Discriminator steps per generator step. Default: what the objective recommends.", 1, 1000);
        var ema = new NumberOption<double>(
            "--ema", "Decay of the moving average of the generator's weights, below 1; 0 for none.", 0, 0.9999999, 0.999);
        var optimizer = new ChoiceOption(
            "--optimizer", "Optimiser of both. Default: what the objective recommends.", [.. Choices.Optimizers.Keys]);
        var sampleEvery = new NumberOption<long>("--sample-every", "Steps between two pictures in samples/.", 1, long.MaxValue, 500);
        var evaluateEvery = new NumberOption<long>(
            "--evaluate-every", "Steps between two evaluations; the best generator is kept. Default: no evaluation.", 1, long.MaxValue);
        var evaluateMeasure = new ChoiceOption(
            "--evaluate-measure", "What tells the best generator; see 'mlgan evaluate --help'.", EvaluateCommand.RankingMeasures, "mmd");
        var patience = new NumberOption<int>(
            "--patience", "Evaluations without a better one before the training stops. Default: it goes on to its end.", 1, int.MaxValue);

        var command = new NotedCommand("train", "Trains a generator on images and writes it as ONNX.", Notes)
        {
            data, output, network, objective, size, channels, latent, width, batch, steps, epochs, seed, device, threads, learningRate,
            discriminatorSteps, ema, optimizer, sampleEvery, evaluateEvery, evaluateMeasure, patience,
        };
        command.Validators.Add(line =>
        {
            if (line.GetResult(steps) is not null && line.GetResult(epochs) is not null)
                line.AddError("--steps and --epochs exclude one another; give one of them.");
            if (line.GetResult(patience) is not null && line.GetResult(evaluateEvery) is null)
                line.AddError("--patience counts evaluations; say how often with --evaluate-every.");
            if (line.GetResult(width) is not null && line.GetValue(network) == "mlp")
                line.AddError("--width is an option of the dcgan network alone.");
        });
        command.SetAction(line => new TrainRun(
            new TrainSettings
            {
                Data = line.GetRequiredValue(data),
                Out = line.GetRequiredValue(output),
                Network = line.GetRequiredValue(network)!,
                Objective = line.GetRequiredValue(objective)!,
                Size = line.GetValue(size)!.Value,
                Channels = line.GetValue(channels) == "3" ? 3 : 1,
                Latent = line.GetValue(latent)!.Value,
                Width = line.GetValue(width),
                Batch = line.GetValue(batch)!.Value,
                Steps = line.GetValue(steps),
                Epochs = line.GetValue(epochs),
                Seed = line.GetValue(seed)!.Value,
                Device = line.GetRequiredValue(device)!,
                Threads = line.GetValue(threads),
                LearningRate = line.GetValue(learningRate),
                DiscSteps = line.GetValue(discriminatorSteps),
                Ema = line.GetValue(ema)!.Value,
                Optimizer = line.GetValue(optimizer),
                SampleEvery = line.GetValue(sampleEvery)!.Value,
                EvaluateEvery = line.GetValue(evaluateEvery),
                EvaluateMeasure = line.GetRequiredValue(evaluateMeasure)!,
                Patience = line.GetValue(patience),
            },
            terminal).Run());
        return command;
    }

    /// <summary>"--batch: " for a field of the library's options; nothing for one that the command line does not have.</summary>
    public static string OptionName(string field) => field switch
    {
        nameof(TrainingOptions.BatchSize) => "--batch: ",
        nameof(TrainingOptions.LatentSize) => "--latent: ",
        nameof(TrainingOptions.DiscriminatorSteps) => "--disc-steps: ",
        nameof(TrainingOptions.EmaDecay) => "--ema: ",
        "LearningRate" => "--learning-rate: ",
        "Size" or "Channels" or "Width" or "Network" or "Steps" or "Epochs" => $"--{field.ToLowerInvariant()}: ",
        _ => "",
    };
}
