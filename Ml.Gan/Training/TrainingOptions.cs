using Ml.Gan.Training.Checkpoints;

namespace Ml.Gan.Training;

/// <summary>
/// Training options that every <see cref="GanModel"/> has. A model reads them once and never changes them.
/// </summary>
public class TrainingOptions
{
    /// <summary>Training steps where neither <see cref="Steps"/> nor <see cref="Epochs"/> is given.</summary>
    public const long DefaultSteps = 2000;

    /// <summary>Samples in a batch, at least 1. Default 64.</summary>
    public int BatchSize { get; set; } = 64;

    /// <summary>
    /// Training steps, in each of which the generator is updated once, at least one for each stage of the network.
    /// Default null: as <see cref="Epochs"/> or <see cref="Time"/> says, or <see cref="DefaultSteps"/> where these are
    /// null too.
    /// </summary>
    [MayChange]
    public long? Steps { get; set; }

    /// <summary>Passes over the data, instead of <see cref="Steps"/>; not for endless data. Default null.</summary>
    [MayChange]
    public double? Epochs { get; set; }

    /// <summary>
    /// Time that the training may take, above 0: it ends with the step in which the time is over. Where neither
    /// <see cref="Steps"/> nor <see cref="Epochs"/> is given, as many steps are planned as the machine is measured to
    /// take in it, so that results depend on its speed. Default null: no limit.
    /// </summary>
    [MayChange]
    public TimeSpan? Time { get; set; }

    /// <summary>
    /// Largest norm of a phase's gradient over all its parameters; a longer one is scaled down to it (Pascanu, Mikolov
    /// and Bengio, 2013). Default null: no limit.
    /// </summary>
    public double? GradientClipping { get; set; }

    /// <summary>
    /// Part of the training, in [0, 1), after which all learning rates fall linearly, to 0 at its end. Default null:
    /// they stay.
    /// </summary>
    public double? LinearDecayStart { get; set; }

    /// <summary>
    /// Decay of the exponential moving average of the generator's weights, which is what is sampled and exported;
    /// in [0, 1), 0 for none. It warms up as (1 + step)/(10 + step). Default 0.999.
    /// </summary>
    public double EmaDecay { get; set; } = 0.999;

    /// <summary>
    /// Seed of initial weights, latents and shuffling. The same seed, machine and number of threads give the same
    /// bytes. Default null: 1, or in a pipeline a number drawn from the <c>MLContext</c>, which has a seed of its own.
    /// </summary>
    public int? Seed { get; set; }

    /// <summary>Where to train. Default <see cref="TrainingDevice.Cpu"/>.</summary>
    [MayChange]
    public TrainingDevice Device { get; set; }

    /// <summary>
    /// Whether the process keeps the memory that tensors free for those to come, instead of handing it back to the
    /// system and asking for it again in each step, which is slow on virtual machines. It concerns glibc's allocator
    /// (Linux) and, once kept, the rest of the process's life. Default true.
    /// </summary>
    [MayChange]
    public bool KeepFreedMemory { get; set; } = true;

    /// <summary>
    /// Whether the next batch of real samples is read on another thread while a step is computed. The bytes that come
    /// out are the same. Default true.
    /// </summary>
    [MayChange]
    public bool Prefetch { get; set; } = true;

    /// <summary>
    /// Steps between two pictures of samples, or captions, from the same latents or images, at least 1; the last step
    /// has one too. Pipelines draw them where <c>Listeners</c> are told of them. Default 500.
    /// </summary>
    [MayChange]
    public long SampleInterval { get; set; } = 500;

    /// <summary>
    /// Folder for checkpoints, from which a training can be resumed with the same bytes as if it had never stopped;
    /// created where it is missing. Several trainings can't use one folder. Default null: no checkpoints.
    /// </summary>
    [MayChange]
    public string? CheckpointFolder { get; set; }

    /// <summary>
    /// How often a checkpoint is written, besides that of the last step. Default every 5 minutes.
    /// </summary>
    [MayChange]
    public CheckpointInterval CheckpointInterval { get; set; } = CheckpointInterval.Every(TimeSpan.FromMinutes(5));

    /// <summary>
    /// How many of the latest checkpoints are kept, at least 1; that of the best evaluation is kept too. Default 2.
    /// </summary>
    [MayChange]
    public int CheckpointsKept { get; set; } = 2;

    /// <summary>
    /// Whether the training goes on from the latest checkpoint in <see cref="CheckpointFolder"/>; it begins anew where
    /// there is none. Other options have to be as they were, but for steps, epochs, time and device. Default false.
    /// </summary>
    [MayChange]
    public bool Resume { get; set; }

    /// <summary>
    /// How often a training that diverges goes back to its latest checkpoint and on from there with half the step
    /// sizes, before it ends, at least 0. It takes a <see cref="CheckpointFolder"/>. Default 0.
    /// </summary>
    [MayChange]
    public int Rollbacks { get; set; }

    /// <summary>
    /// Ranks that train the model together, each with its share of each batch; it stays the caller's. Results are those
    /// of one rank up to rounding, and the same bytes for the same number of ranks. Default null: one rank.
    /// </summary>
    [MayChange]
    public Replicas? Replicas { get; set; }

    /// <summary>Takes over options that every model has.</summary>
    /// <param name="other">Where they come from.</param>
    /// <param name="isTaken">Which, by the name of the property.</param>
    internal void TakeCommon(TrainingOptions other, Predicate<string> isTaken)
    {
        foreach (var property in typeof(TrainingOptions).GetProperties())
        {
            if (property.CanWrite && isTaken(property.Name))
                property.SetValue(this, property.GetValue(other));
        }
    }

    /// <summary>Seed, or 1 where none is given.</summary>
    internal int SeedOrDefault => Seed ?? 1;

    /// <summary>Refuses options that no model can be trained with. A model does the same, before any work.</summary>
    /// <exception cref="GanOptionException">An option is out of range.</exception>
    public void Check()
    {
        OptionValue.Require(
            BatchSize >= 1, nameof(BatchSize), $"The batch size must be at least 1; it is {BatchSize}.");
        OptionValue.Require(
            Steps is null or >= 1, nameof(Steps), $"The number of steps must be at least 1; it is {Steps}.");
        OptionValue.Require(
            Epochs is null or > 0, nameof(Epochs), $"The number of epochs must be above 0; it is {Epochs}.");
        OptionValue.Require(
            Steps is null || Epochs is null, nameof(Epochs), "Steps and epochs are both given; give one of them.");
        OptionValue.Require(
            Time is null || Time > TimeSpan.Zero, nameof(Time), $"The time must be above 0; it is {Time}.");
        OptionValue.Require(GradientClipping is null or > 0, nameof(GradientClipping),
            $"The largest norm of the gradient must be above 0; it is {GradientClipping}.");
        OptionValue.Require(LinearDecayStart is null or (>= 0 and < 1), nameof(LinearDecayStart),
            "The part of the training before the linear decay must be at least 0 and below 1; it is "
            + $"{LinearDecayStart}.");
        OptionValue.Require(SampleInterval >= 1, nameof(SampleInterval),
            $"The interval between pictures of samples must be at least 1 step; it is {SampleInterval}.");
        OptionValue.Require(CheckpointsKept >= 1, nameof(CheckpointsKept),
            $"The number of checkpoints to keep must be at least 1; it is {CheckpointsKept}.");
        OptionValue.Require(!Resume || CheckpointFolder is not null, nameof(Resume),
            "A training is resumed from the checkpoints in a folder. Name the folder.");
        OptionValue.Require(
            Rollbacks >= 0, nameof(Rollbacks), $"The number of rollbacks must be at least 0; it is {Rollbacks}.");
        OptionValue.Require(EmaDecay is >= 0 and < 1, nameof(EmaDecay),
            $"The EMA decay must be at least 0 and below 1; it is {EmaDecay}.");
    }

    /// <summary>Training steps that the options ask for.</summary>
    /// <param name="data">Name of the data, for messages.</param>
    /// <param name="samples">Number of samples; null for endless data.</param>
    /// <param name="samplesPerStep">Samples that one training step looks at.</param>
    /// <exception cref="GanOptionException">Epochs are asked for, but the data are endless.</exception>
    internal long StepsFor(string data, long? samples, int samplesPerStep)
    {
        if (Epochs is not { } epochs)
            return Steps ?? DefaultSteps;
        OptionValue.Require(
            samples is not null, nameof(Epochs), $"{data} is endless and has no epochs. Give a number of steps.");
        return (long)Math.Ceiling(epochs * samples!.Value / samplesPerStep);
    }
}
