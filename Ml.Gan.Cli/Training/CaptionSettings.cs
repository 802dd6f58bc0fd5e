using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Training;

namespace Ml.Gan.Cli.Training;

/// <summary>What a command line says of captions, as the library's options, and back.</summary>
internal static class CaptionSettings
{
    /// <summary>Options to train with: those for captions alone, and those that all trainings have.</summary>
    public static CaptionOptions OptionsOf(TrainSettings settings)
    {
        var (given, common) = (settings.Given, settings.Options);
        var options = settings.Captioning.Copy();
        options.TakeCommon(common, name => given.Contains(name) || name != nameof(options.LinearDecayStart));
        if (given.Contains(nameof(common.LatentSize)))
            options.LatentSize = common.LatentSize;
        bool choosesOptimizer = ((string[])
            [
                nameof(settings.Optimizer), nameof(settings.LearningRate), nameof(settings.DiscriminatorLearningRate),
                nameof(settings.Beta1), nameof(settings.Beta2),
            ]).Any(given.Contains);
        if (choosesOptimizer)
        {
            bool choosesStep = given.Contains(nameof(settings.LearningRate));
            options.GeneratorOptimizer = Asked(common.GeneratorOptimizer, choosesStep);
            options.DiscriminatorOptimizer = Asked(
                common.DiscriminatorOptimizer,
                choosesStep || given.Contains(nameof(settings.DiscriminatorLearningRate)));
        }
        return options;

        OptimizerSettings? Asked(OptimizerSettings? optimizer, bool choosesStep) => optimizer switch
        {
            null => null,
            AdamSettings adam => adam with
            {
                LearningRate = choosesStep ? adam.LearningRate : CaptionOptions.DefaultOptimizer.LearningRate,
                Beta1 = given.Contains(nameof(settings.Beta1)) ? adam.Beta1 : CaptionOptions.DefaultOptimizer.Beta1,
            },
            _ => optimizer,
        };
    }

    /// <summary>The settings as they were taken, for the record.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="options">What the training runs with.</param>
    /// <param name="images">Shape of an image.</param>
    public static TrainSettings WithOptions(TrainSettings settings, CaptionOptions options, SampleShape images)
    {
        var common = settings.Options.Copy();
        common.TakeCommon(options, _ => true);
        common.LatentSize = options.LatentSize;
        (common.GeneratorOptimizer, common.DiscriminatorOptimizer) =
            (options.GeneratorOptimizer, options.DiscriminatorOptimizer);
        return settings with
        {
            Options = common,
            Captioning = options,
            Size = images.Height,
            Channels = images.Channels,
        };
    }
}
