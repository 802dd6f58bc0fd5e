using Ml.Gan.Data;
using Ml.Gan.Training.Optimizers;

namespace Ml.Gan.Training;

/// <summary>Refuses options that can't be trained with, before any work is done.</summary>
internal static class TrainingOptionsCheck
{
    /// <exception cref="GanOptionException">An option is out of range or doesn't fit the data.</exception>
    public static void Check(TrainingOptions options, SampleShape shape)
    {
        Require(options.LatentSize >= 1, nameof(options.LatentSize), $"The latent size must be at least 1; it is {options.LatentSize}.");
        int smallest = Math.Max(options.Network.MinimumBatchSize, options.Objective.MinimumBatchSize);
        Require(options.BatchSize >= smallest, nameof(options.BatchSize),
            $"The batch size must be at least {smallest} with the network {options.Network.Name} and the objective {options.Objective.Name}; it is {options.BatchSize}.");
        Require(options.Steps is null or >= 1, nameof(options.Steps), $"The number of steps must be at least 1; it is {options.Steps}.");
        Require(options.Epochs is null or > 0, nameof(options.Epochs), $"The number of epochs must be above 0; it is {options.Epochs}.");
        Require(options.Steps is null || options.Epochs is null, nameof(options.Epochs), "Steps and epochs are both given; give one of them.");
        Require(options.DiscriminatorSteps is null or >= 1, nameof(options.DiscriminatorSteps),
            $"The number of discriminator steps must be at least 1; it is {options.DiscriminatorSteps}.");
        Require(options.WeightClipping is null or > 0, nameof(options.WeightClipping),
            $"The bound of the weights must be above 0; it is {options.WeightClipping}.");
        Require(options.DiscriminatorWeightDecay is >= 0 and < double.PositiveInfinity, nameof(options.DiscriminatorWeightDecay),
            $"The weight decay must be at least 0; it is {options.DiscriminatorWeightDecay}.");
        Require(options.DiscriminatorDropout is >= 0 and < 1, nameof(options.DiscriminatorDropout),
            $"The dropout must be at least 0 and below 1; it is {options.DiscriminatorDropout}.");
        Require(Enum.IsDefined(options.MinibatchFeature), nameof(options.MinibatchFeature),
            $"There is no minibatch feature {options.MinibatchFeature}.");
        Require(options.InstanceNoise is >= 0 and < double.PositiveInfinity, nameof(options.InstanceNoise),
            $"The standard deviation of the instance noise must be at least 0; it is {options.InstanceNoise}.");
        Require(options.GradientClipping is null or > 0, nameof(options.GradientClipping),
            $"The largest norm of the gradient must be above 0; it is {options.GradientClipping}.");
        Require(options.LinearDecayStart is null or (>= 0 and < 1), nameof(options.LinearDecayStart),
            $"The part of the training before the linear decay must be at least 0 and below 1; it is {options.LinearDecayStart}.");
        Require(options.Packing >= 1 && options.BatchSize % options.Packing == 0, nameof(options.Packing),
            $"The packing must be a divisor of the batch size {options.BatchSize}; it is {options.Packing}.");
        Require(options.EmaDecay is >= 0 and < 1, nameof(options.EmaDecay), $"The EMA decay must be at least 0 and below 1; it is {options.EmaDecay}.");
        foreach (var optimizer in new[] { options.GeneratorOptimizer, options.DiscriminatorOptimizer }.OfType<OptimizerSettings>())
            Check(optimizer);
        options.Augmentation?.Check();
        options.CheckCombinations(shape);
        if (options.Objective.UsesDiscriminator)
            options.Network.Check(options.DesignDiscriminator(shape));
        options.Network.Check(shape);
    }

    /// <summary>The number of generator steps that the options ask for, at least one for each stage.</summary>
    public static long StepsFor(this TrainingOptions options, ISampleSource data)
    {
        int stages = options.Network.StageShares(data.Shape).Count;
        if (options.Epochs is not { } epochs)
            return Math.Max(stages, options.Steps ?? TrainingOptions.DefaultSteps);
        Require(data.Count is not null, nameof(options.Epochs), $"{data.Name} is endless and has no epochs. Give a number of steps.");
        int perStep = options.BatchSize * options.StepsOfDiscriminator();
        return Math.Max(stages, (long)Math.Ceiling(epochs * data.Count!.Value / perStep));
    }

    private static void Check(OptimizerSettings optimizer)
    {
        Require(optimizer.LearningRate is > 0 and < double.PositiveInfinity, nameof(optimizer.LearningRate),
            $"The learning rate must be above 0; it is {optimizer.LearningRate}.");
        if (optimizer is not AdamSettings adam)
            return;
        Require(adam.Beta1 is >= 0 and < 1, nameof(adam.Beta1), $"Adam's beta1 must be at least 0 and below 1; it is {adam.Beta1}.");
        Require(adam.Beta2 is >= 0 and < 1, nameof(adam.Beta2), $"Adam's beta2 must be at least 0 and below 1; it is {adam.Beta2}.");
    }

    private static void Require(bool condition, string option, string message)
    {
        if (!condition)
            throw new GanOptionException(option, message);
    }
}
