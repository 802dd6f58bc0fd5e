using Ml.Gan.Data;
using Ml.Gan.Models.Captioning;
using Ml.Gan.Training;

namespace Ml.Gan.Models;

/// <summary>
/// Training options of a <see cref="CaptionGan"/>. Batches have 64 images by default, and the step sizes fall linearly
/// from the middle of the training on.
/// </summary>
public class CaptionOptions : TrainingOptions
{
    /// <summary>Optimizer where none is asked for.</summary>
    internal static AdamSettings DefaultOptimizer { get; } = new() { LearningRate = 1e-3, Beta1 = 0.9 };

    /// <summary>Creates options with the defaults.</summary>
    public CaptionOptions() => LinearDecayStart = 0.5;

    /// <summary>What the captioner is trained by. Default <see cref="CaptionObjective.Gumbel"/>.</summary>
    public CaptionObjective Objective { get; set; } = CaptionObjective.Gumbel;

    /// <summary>
    /// Part of the steps, in [0, 1], in which likelihood alone trains the captioner, before the evaluator does, which
    /// learns from the middle of that part on. <see cref="CaptionObjective.MaximumLikelihood"/> passes it over. Default
    /// 0.5.
    /// </summary>
    public double PretrainingShare { get; set; } = 0.5;

    /// <summary>Numbers in the noise of a caption, Z, at least 1. Default 16.</summary>
    public int LatentSize { get; set; } = 16;

    /// <summary>Length of the vectors that words become, at least 1. Default 64.</summary>
    public int WordSize { get; set; } = 64;

    /// <summary>Length of the LSTM's state, and of vectors of images and sentences, at least 1. Default 128.</summary>
    public int HiddenSize { get; set; } = 128;

    /// <summary>Channels of the image encoders' first layer, at least 1. Default 32.</summary>
    public int Width { get; set; } = 32;

    /// <summary>
    /// Most words of a caption, T, 1 to 64; longer captions are cut. Default null: the words of the longest one, at
    /// most 64.
    /// </summary>
    public int? MaxLength { get; set; }

    /// <summary>How often a word has to occur to be in the vocabulary, at least 1. Default 1.</summary>
    public int MinCount { get; set; } = 1;

    /// <summary>
    /// Temperature of the Gumbel-softmax, above 0: the lower, the nearer to a choice, and the rougher the gradient.
    /// Default 0.5.
    /// </summary>
    public double Temperature { get; set; } = 0.5;

    /// <summary>Captions that go on from each word in the policy gradient, at least 1. Default 1.</summary>
    public int Rollouts { get; set; } = 1;

    /// <summary>
    /// Weight α, at least 0, of generated captions in the evaluator's loss (Dai et al., 2017). Default 1.
    /// </summary>
    public double GeneratedWeight { get; set; } = 1;

    /// <summary>
    /// Weight β, at least 0, of people's captions of other images in the evaluator's loss (Dai et al., 2017). Default
    /// 1.
    /// </summary>
    public double MismatchedWeight { get; set; } = 1;

    /// <summary>
    /// Weight, at least 0, that the likelihood keeps beside the evaluator once that trains the captioner. Default 1.
    /// </summary>
    public double LikelihoodWeight { get; set; } = 1;

    /// <summary>
    /// Weight, at least 0, of what the evaluator makes of captions in the captioner's loss, once it trains that.
    /// Default 0.1.
    /// </summary>
    public double AdversarialWeight { get; set; } = 0.1;

    /// <summary>
    /// Weight, at least 0, of the diversity of two captions of one image beside the evaluator: of how much their words
    /// differ, in relation to their noise, up to a bound (Yang et al., 2019). Default 0.8.
    /// </summary>
    public double DiversityWeight { get; set; } = 0.8;

    /// <summary>Optimizer of the captioner. Default null: Adam with β₁ = 0.9 and a step size of 0.001.</summary>
    public OptimizerSettings? GeneratorOptimizer { get; set; }

    /// <summary>Optimizer of the evaluator. Default null: that of the captioner.</summary>
    public OptimizerSettings? DiscriminatorOptimizer { get; set; }

    /// <summary>Refuses options that can't be trained with. A model does the same, before any work.</summary>
    /// <param name="data">What is learned from.</param>
    /// <exception cref="GanOptionException">An option is out of range, or doesn't fit another or the data.</exception>
    public void Check(CaptionedImages data)
    {
        ArgumentNullException.ThrowIfNull(data);
        CaptionOptionsCheck.Check(Resolve(data), data);
    }

    /// <summary>Options with everything that was left open as a training settles it.</summary>
    /// <param name="data">What is learned from.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="GanOptionException">Epochs are asked for, but the data are endless.</exception>
    public CaptionOptions Resolve(CaptionedImages data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var resolved = Copy();
        resolved.Seed = SeedOrDefault;
        resolved.MaxLength ??= Math.Min(data.LongestCaption(), CaptionOptionsCheck.MostWords);
        resolved.GeneratorOptimizer ??= DefaultOptimizer;
        resolved.DiscriminatorOptimizer ??= resolved.GeneratorOptimizer;
        resolved.Steps = Time is { } time && Steps is null && Epochs is null
            ? TrainingSpeed.StepsIn(() => CaptionGan.Create(ForTrial(), data), time)
            : StepsFor(data.Name, data.Count, BatchSize);
        resolved.Epochs = null;
        return resolved;
    }

    /// <summary>Whether there is an evaluator.</summary>
    internal bool UsesEvaluator => Objective != CaptionObjective.MaximumLikelihood;

    /// <summary>The same options in an object of their own.</summary>
    internal CaptionOptions Copy() => (CaptionOptions)MemberwiseClone();

    /// <summary>The same for steps whose time is measured.</summary>
    private CaptionOptions ForTrial()
    {
        var tried = Copy();
        (tried.Time, tried.Steps, tried.CheckpointFolder, tried.Resume) = (null, 1000, null, false);
        return tried;
    }
}
