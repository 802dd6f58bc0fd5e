using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Models;

namespace Ml.Gan.Cli.Evaluation;

/// <summary>Space that the images of a data set are compared in.</summary>
/// <param name="Choice">What was chosen.</param>
/// <param name="Space">The space; null where the evaluation makes it itself.</param>
internal sealed record OpenedFeatures(FeatureChoice Choice, FeatureSpace? Space) : IDisposable
{
    /// <summary>Images below this size have little that a network of photos sees.</summary>
    private const int LeastSide = 32;

    /// <summary>Images of an evaluation during a training, where features take no time to speak of.</summary>
    public static int UsualCount { get; } = new TrainingEvaluation().Count;

    /// <summary>Images of an evaluation during a training by the features of a network.</summary>
    public const int NetworkCount = 300;

    private const string Range = "--features-range";

    /// <summary>Where the program's ResNet-18 is.</summary>
    public static string ResNet18File { get; } = Path.Combine(AppContext.BaseDirectory, "features", "resnet18.onnx");

    /// <summary>Whether the features are those of a network, which take some time for each image.</summary>
    public bool IsNetwork => Space is OnnxFeatures;

    /// <summary>Images of an evaluation during a training, so that it takes a small part of the time.</summary>
    public int SuitingCount => IsNetwork ? NetworkCount : UsualCount;

    /// <summary>Opens what was asked for, or what suits the data.</summary>
    /// <param name="asked">What was asked for; null for what suits the data.</param>
    /// <param name="pixels">What the pixels of a network are; null for what its file says.</param>
    /// <param name="data">The real images.</param>
    /// <param name="count">Images that are to be compared.</param>
    /// <param name="note">Is told why another space than the usual one is taken.</param>
    /// <param name="resNet18">The file of the ResNet-18.</param>
    /// <param name="progress">Is told of how many images a network gave features; null for nobody.</param>
    /// <exception cref="GanOptionException">It doesn't go with the data.</exception>
    public static OpenedFeatures Open(
        FeatureChoice? asked,
        PixelNormalization? pixels,
        ISampleSource data,
        int count,
        Action<string> note,
        string resNet18,
        IProgress<int>? progress = null)
    {
        if (pixels is not null && asked is not { IsFile: true })
            throw new GanOptionException(
                Range, $"{Range} says what the pixels of a network are; give the network by --features FILE.onnx.");
        var choice = asked ?? Suiting(data, note, resNet18);
        var shape = data.Shape;
        if (choice.IsFile)
            return new OpenedFeatures(
                choice,
                OnnxFeatures.Load(
                    choice.Text, shape, new OnnxFeaturesOptions { Pixels = pixels, Progress = progress }));
        if (choice == FeatureChoice.ResNet18)
            return new OpenedFeatures(
                choice,
                OnnxFeatures.Load(
                    resNet18, shape, new OnnxFeaturesOptions { Name = "ResNet-18", Progress = progress }));
        if (choice == FeatureChoice.Pixels)
            return new OpenedFeatures(choice, new PixelAverages(shape, RealSamples.CountOf(data, count) / 4));
        return RealSamples.Classifies(data) ? new OpenedFeatures(choice, null) : throw new GanOptionException(
            "--features",
            $"--features: a classifier needs images whose classes are known; those of {data.Name} aren't. Take "
            + $"{FeatureChoice.ResNet18.Text} or {FeatureChoice.Pixels.Text}.");
    }

    /// <inheritdoc/>
    public void Dispose() => Space?.Dispose();

    private static FeatureChoice Suiting(ISampleSource data, Action<string> note, string resNet18)
    {
        if (RealSamples.Classifies(data))
            return FeatureChoice.Classifier;
        if (data.Shape.Channels == 1 && data.Shape.Height < LeastSide)
            return FeatureChoice.Pixels;
        if (File.Exists(resNet18))
            return FeatureChoice.ResNet18;
        note($"The network for features is not there ('{resNet18}'): images are compared by their averaged pixels, "
            + "which see colors and coarse shapes only. --features FILE.onnx takes another network.");
        return FeatureChoice.Pixels;
    }
}
