using Ml.Gan.Data;
using Ml.Gan.Models;

namespace Ml.Gan.Cli.Training;

/// <summary>What a command line says of a translation, as the library's options, and back.</summary>
internal static class TranslationSettings
{
    /// <summary>Options to train with: those for translations alone, and those that all trainings have.</summary>
    public static TranslationOptions OptionsOf(TrainSettings settings)
    {
        var (given, common) = (settings.Given, settings.Options);
        var options = settings.Translation.Copy();
        options.TakeCommon(
            common, name => given.Contains(name)
                || name is not nameof(options.BatchSize) and not nameof(options.LinearDecayStart));
        if (given.Contains(nameof(common.Objective)))
            options.Objective = common.Objective;
        if (given.Contains(nameof(common.WeightClipping)))
            options.WeightClipping = common.WeightClipping;
        if (given.Contains(nameof(common.DiscriminatorSteps)))
            options.DiscriminatorSteps = common.DiscriminatorSteps;
        (options.SpectralNorm, options.Mirror) = (common.SpectralNorm, common.Mirror);
        options.InitialWeights = common.InitialWeights;
        (options.GeneratorOptimizer, options.DiscriminatorOptimizer) =
            (common.GeneratorOptimizer, common.DiscriminatorOptimizer);
        return options;
    }

    /// <summary>The settings as they were taken, for the record.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="options">What the training runs with.</param>
    /// <param name="target">Shape of a target.</param>
    public static TrainSettings WithOptions(TrainSettings settings, TranslationOptions options, SampleShape target)
    {
        var common = settings.Options.Copy();
        common.TakeCommon(options, _ => true);
        common.Objective = options.Objective!;
        (common.WeightClipping, common.DiscriminatorSteps) = (options.WeightClipping, options.DiscriminatorSteps);
        (common.GeneratorOptimizer, common.DiscriminatorOptimizer) =
            (options.GeneratorOptimizer, options.DiscriminatorOptimizer);
        return settings with
        {
            Options = common,
            Translation = options,
            Size = target.Height,
            Mask = options.System.FillsHoles ? settings.Mask ?? OpenedMasks.Default : null,
        };
    }
}
