using Ml.Gan.Data;
using Ml.Gan.Training;

namespace Ml.Gan.Models;

/// <summary>Refuses options that can't be trained with, before any work is done.</summary>
internal static class LatentGanOptionsCheck
{
    /// <exception cref="GanOptionException">An option is out of range or doesn't fit the data.</exception>
    public static void Check(LatentGanOptions options, SampleShape shape)
    {
        options.Check();
        OptionValue.Require(
            options.LatentSize >= 1,
            nameof(options.LatentSize),
            $"The latent size must be at least 1; it is {options.LatentSize}.");
        int smallest = Math.Max(options.Network.MinimumBatchSize, options.Objective.MinimumBatchSize);
        OptionValue.Require(options.BatchSize >= smallest, nameof(options.BatchSize),
            $"The batch size must be at least {smallest} with the network {options.Network.Name} and the objective "
            + $"{options.Objective.Name}; it is {options.BatchSize}.");
        OptionValue.Require(options.DiscriminatorSteps is null or >= 1, nameof(options.DiscriminatorSteps),
            $"The number of discriminator steps must be at least 1; it is {options.DiscriminatorSteps}.");
        OptionValue.Require(options.WeightClipping is null or > 0, nameof(options.WeightClipping),
            $"The bound of the weights must be above 0; it is {options.WeightClipping}.");
        OptionValue.Require(options.LeCamWeight is >= 0 and < double.PositiveInfinity, nameof(options.LeCamWeight),
            $"The weight of LeCam regularization must be at least 0; it is {options.LeCamWeight}.");
        OptionValue.Require(
            options.ConsistencyWeight is >= 0 and < double.PositiveInfinity, nameof(options.ConsistencyWeight),
            $"The weight of the consistency must be at least 0; it is {options.ConsistencyWeight}.");
        OptionValue.Require(
            options.DiscriminatorWeightDecay is >= 0 and < double.PositiveInfinity,
            nameof(options.DiscriminatorWeightDecay),
            $"The weight decay must be at least 0; it is {options.DiscriminatorWeightDecay}.");
        OptionValue.Require(options.DiscriminatorDropout is >= 0 and < 1, nameof(options.DiscriminatorDropout),
            $"The dropout must be at least 0 and below 1; it is {options.DiscriminatorDropout}.");
        OptionValue.Require(Enum.IsDefined(options.MinibatchFeature), nameof(options.MinibatchFeature),
            $"There is no minibatch feature {options.MinibatchFeature}.");
        OptionValue.Require(options.InstanceNoise is >= 0 and < double.PositiveInfinity, nameof(options.InstanceNoise),
            $"The standard deviation of the instance noise must be at least 0; it is {options.InstanceNoise}.");
        OptionValue.Require(options.Packing >= 1 && options.BatchSize % options.Packing == 0, nameof(options.Packing),
            $"The packing must be a divisor of the batch size {options.BatchSize}; it is {options.Packing}.");
        OptionValue.Require(options.FrozenDiscriminatorLayers >= 0, nameof(options.FrozenDiscriminatorLayers),
            "The number of frozen layers of the discriminator must be at least 0; it is "
            + $"{options.FrozenDiscriminatorLayers}.");
        OptionValue.Require(
            options.FrozenDiscriminatorLayers == 0 || options.InitialWeights is not null,
            nameof(options.FrozenDiscriminatorLayers),
            "Layers of the discriminator are frozen that begin with the weights of another training, but there are "
            + "none. Give initial weights, or freeze nothing.");
        OptimizerSettings?[] optimizers = [options.GeneratorOptimizer, options.DiscriminatorOptimizer];
        foreach (var optimizer in optimizers.OfType<OptimizerSettings>())
            Check(optimizer);
        options.Augmentation?.Check();
        TrainingPrecisions.Check(options.Precision, options.ForcePrecision, options.Device);
        options.CheckCombinations(shape);
        if (options.Objective.UsesDiscriminator)
            options.Network.Check(options.DesignDiscriminator(shape));
        options.Network.Check(shape);
    }

    private static void Check(OptimizerSettings optimizer)
    {
        OptionValue.Require(optimizer.LearningRate is > 0 and < double.PositiveInfinity, nameof(optimizer.LearningRate),
            $"The learning rate must be above 0; it is {optimizer.LearningRate}.");
        if (optimizer is not AdamSettings adam)
            return;
        OptionValue.Require(
            adam.Beta1 is >= 0 and < 1,
            nameof(adam.Beta1),
            $"Adam's beta1 must be at least 0 and below 1; it is {adam.Beta1}.");
        OptionValue.Require(
            adam.Beta2 is >= 0 and < 1,
            nameof(adam.Beta2),
            $"Adam's beta2 must be at least 0 and below 1; it is {adam.Beta2}.");
    }
}
