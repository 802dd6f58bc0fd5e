using Ml.Gan.Cli.Commands;
using Ml.Gan.Data;
using Ml.Gan.Measures;
using Ml.Gan.Networks;
using Ml.Gan.Training;
using Ml.Gan.Training.Evaluation;
using Ml.Gan.Training.Optimizers;

namespace Ml.Gan.Cli.Training;

/// <summary>The options of <c>mlgan train</c> as they were given; null where the library decides.</summary>
internal sealed record TrainSettings
{
    public required string Data { get; init; }

    public required string Out { get; init; }

    public required string Network { get; init; }

    public required string Objective { get; init; }

    public required int Size { get; init; }

    public required int Channels { get; init; }

    public required int Latent { get; init; }

    public int? Width { get; init; }

    public required int Batch { get; init; }

    public long? Steps { get; init; }

    public double? Epochs { get; init; }

    public required int Seed { get; init; }

    public required string Device { get; init; }

    public int? Threads { get; init; }

    public double? LearningRate { get; init; }

    public int? DiscSteps { get; init; }

    public required double Ema { get; init; }

    public string? Optimizer { get; init; }

    public required long SampleEvery { get; init; }

    public long? EvaluateEvery { get; init; }

    public required string EvaluateMeasure { get; init; }

    public int? Patience { get; init; }

    public SampleShape Shape => new(Channels, Size, Size);

    /// <param name="logFile">Where the evaluations are written to.</param>
    /// <returns>Null where the generator is not evaluated.</returns>
    public TrainingEvaluation? ToTrainingEvaluation(string logFile) => EvaluateEvery is not { } interval ? null : new TrainingEvaluation
    {
        Interval = interval,
        Measure = BuiltinMeasures.For(Shape, [EvaluateMeasure])[0],
        Patience = Patience,
        LogFile = logFile,
    };

    public TrainingOptions ToTrainingOptions()
    {
        var objective = Choices.Objectives[Objective];
        var optimizer = ChooseOptimizer(objective.RecommendedOptimizer);
        return new TrainingOptions
        {
            Network = Network == "mlp" ? new Mlp() : Width is { } width ? new Dcgan { Width = width } : new Dcgan(),
            Objective = objective,
            LatentSize = Latent,
            BatchSize = Batch,
            Steps = Steps,
            Epochs = Epochs,
            DiscriminatorSteps = DiscSteps,
            GeneratorOptimizer = optimizer,
            DiscriminatorOptimizer = optimizer,
            EmaDecay = Ema,
            Seed = Seed,
            Device = Device == "cuda" ? TrainingDevice.Cuda : TrainingDevice.Cpu,
        };
    }

    private OptimizerSettings ChooseOptimizer(OptimizerSettings recommended)
    {
        var chosen = Optimizer is null || Optimizer == recommended.Name ? recommended : Choices.Optimizers[Optimizer];
        return LearningRate is { } rate ? chosen with { LearningRate = rate } : chosen;
    }
}
