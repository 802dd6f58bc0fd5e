using Ml.Gan.Data;
using Ml.Gan.Networks;

namespace Ml.Gan.Models.Captioning;

/// <summary>Refuses options that can't be trained with, before any work is done.</summary>
internal static class CaptionOptionsCheck
{
    /// <summary>Words of a caption that networks are laid out for at most.</summary>
    public const int MostWords = 64;

    /// <param name="options">Resolved options.</param>
    /// <param name="data">What is learned from.</param>
    /// <exception cref="GanOptionException">An option is out of range, or doesn't fit another or the data.</exception>
    public static void Check(CaptionOptions options, CaptionedImages data)
    {
        options.Check();
        OptionValue.Require(Enum.IsDefined(options.Objective), nameof(options.Objective),
            $"There is no objective {options.Objective} of captioners.");
        OptionValue.Require(options.PretrainingShare is >= 0 and <= 1, nameof(options.PretrainingShare),
            $"The part of the steps that likelihood alone trains must be from 0 to 1; it is "
            + $"{options.PretrainingShare}.");
        (string Name, string What, int Value)[] sizes =
        [
            (nameof(options.LatentSize), "numbers in the noise", options.LatentSize),
            (nameof(options.WordSize), "numbers in the vector of a word", options.WordSize),
            (nameof(options.HiddenSize), "numbers in the state", options.HiddenSize),
            (nameof(options.Width), "channels of the first layer", options.Width),
            (nameof(options.MinCount), "times that a word occurs", options.MinCount),
            (nameof(options.Rollouts), "captions that go on from a word", options.Rollouts),
        ];
        foreach (var (name, what, value) in sizes)
            OptionValue.Require(value >= 1, name, $"The number of {what} must be at least 1; it is {value}.");
        OptionValue.Require(options.MaxLength is >= 1 and <= MostWords, nameof(options.MaxLength),
            $"The most words of a caption must be from 1 to {MostWords}; they are {options.MaxLength}.");
        OptionValue.Require(
            options.Temperature is > 0 and < double.PositiveInfinity, nameof(options.Temperature),
            $"The temperature of the Gumbel-softmax must be above 0; it is {options.Temperature}.");
        RequireWeights(options);
        ImageEncoder.Check(data.Shape);
        OptionValue.Require(!options.UsesEvaluator || options.BatchSize >= 2, nameof(options.BatchSize),
            "The evaluator tells captions of an image from those of others in the batch, which must have at least 2 "
            + $"images; it has {options.BatchSize}.");
    }

    private static void RequireWeights(CaptionOptions options)
    {
        (string Name, double Value)[] weights =
        [
            (nameof(options.GeneratedWeight), options.GeneratedWeight),
            (nameof(options.MismatchedWeight), options.MismatchedWeight),
            (nameof(options.LikelihoodWeight), options.LikelihoodWeight),
            (nameof(options.AdversarialWeight), options.AdversarialWeight),
            (nameof(options.DiversityWeight), options.DiversityWeight),
        ];
        foreach (var (name, value) in weights)
            OptionValue.Require(value is >= 0 and < double.PositiveInfinity, name,
                $"The weight of a loss must be at least 0; it is {value}.");
    }
}
