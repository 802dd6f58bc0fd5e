using Ml.Gan.Training;

namespace Ml.Gan.Cli.Training;

/// <content>How the weights are changed by their gradients.</content>
internal sealed partial record TrainSettings
{
    /// <summary>Kind of optimizer of both networks; settings that are recommended for it stay.</summary>
    public OptimizerSettings? Optimizer
    {
        get => Options.GeneratorOptimizer;
        set => ChangeOptimizers(recommended => recommended.Name == value!.Name ? recommended : value);
    }

    /// <summary>Step size of both networks.</summary>
    public double? LearningRate
    {
        get => Options.GeneratorOptimizer?.LearningRate;
        set => ChangeOptimizers(optimizer => optimizer with { LearningRate = value!.Value });
    }

    /// <summary>Step size of the discriminator.</summary>
    public double? DiscriminatorLearningRate
    {
        get => Options.DiscriminatorOptimizer?.LearningRate;
        set => Options.DiscriminatorOptimizer =
            (Options.Resolve().DiscriminatorOptimizer ?? new AdamSettings()) with { LearningRate = value!.Value };
    }

    /// <summary>Decay of the gradient's mean in both networks' Adam.</summary>
    public double? Beta1
    {
        get => (Options.GeneratorOptimizer as AdamSettings)?.Beta1;
        set => ChangeOptimizers(optimizer => Adam(optimizer, nameof(Beta1)) with { Beta1 = value!.Value });
    }

    /// <summary>Decay of the squared gradient's mean in both networks' Adam.</summary>
    public double? Beta2
    {
        get => (Options.GeneratorOptimizer as AdamSettings)?.Beta2;
        set => ChangeOptimizers(optimizer => Adam(optimizer, nameof(Beta2)) with { Beta2 = value!.Value });
    }

    /// <summary>Changes the optimizers that are asked for so far, or are recommended.</summary>
    private void ChangeOptimizers(Func<OptimizerSettings, OptimizerSettings> change)
    {
        var resolved = Options.Resolve();
        Options.GeneratorOptimizer = change(resolved.GeneratorOptimizer!);
        if (resolved.DiscriminatorOptimizer is { } optimizer)
            Options.DiscriminatorOptimizer = change(optimizer);
    }

    private static AdamSettings Adam(OptimizerSettings optimizer, string property) => optimizer as AdamSettings
        ?? throw new GanOptionException(property, $"The optimizer {optimizer.Name} has no betas; adam has.");
}
