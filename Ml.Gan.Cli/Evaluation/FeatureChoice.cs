using System.CommandLine;
using Ml.Gan.Cli.Parsing;
using Ml.Gan.Metrics;

namespace Ml.Gan.Cli.Evaluation;

/// <summary>What <c>--features</c> asks for: a space by its name, or the file of a network.</summary>
/// <param name="Text">The name or the path.</param>
internal sealed record FeatureChoice(string Text)
{
    private const string FileType = ".onnx";

    /// <summary>Features of a classifier that is trained on the real images.</summary>
    public static FeatureChoice Classifier { get; } = new("classifier");

    /// <summary>Pixels, averaged.</summary>
    public static FeatureChoice Pixels { get; } = new("pixels");

    /// <summary>Features of the ResNet-18 that comes with the program.</summary>
    public static FeatureChoice ResNet18 { get; } = new("resnet18");

    private static readonly string[] s_names = [Classifier.Text, Pixels.Text, ResNet18.Text];

    /// <summary>What the text looks like.</summary>
    public static string HelpName { get; } = string.Join('|', [.. s_names, $"FILE{FileType}"]);

    /// <summary>The default, in words.</summary>
    public const string Default =
        "classifier for labeled images, else resnet18, and pixels for gray ones below 32×32";

    /// <summary>Whether it is a file.</summary>
    public bool IsFile => !s_names.Contains(Text);

    /// <exception cref="GanOptionException">It is neither a name nor that of a file.</exception>
    public static FeatureChoice Parse(string text) =>
        s_names.Contains(text) || text.EndsWith(FileType, StringComparison.OrdinalIgnoreCase)
            ? new FeatureChoice(text)
            : throw new GanOptionException(
                "Features",
                $"Give {string.Join(", ", s_names)} or the {FileType} file of a network, not "
                + $"'{text}'{NearestName.Question(text, s_names)}");

    /// <summary>A new option <c>--features</c>.</summary>
    public static ParsedOption<FeatureChoice> Option() => new(
        "--features", "Features that images are compared by, of the tool or of a network in an ONNX file.", Parse)
    {
        HelpName = HelpName,
    };

    /// <summary>A new option <c>--features-range</c>.</summary>
    public static Option<PixelNormalization?> RangeOption() => new ChoiceOption<PixelNormalization?>(
        "--features-range",
        "What the pixels of the network in --features FILE.onnx are: ImageNet's mean and deviation; -1 to 1; 0 to 1; "
        + "0 to 255; or blue, green, red less ImageNet's means.",
        [.. PixelNormalization.All.Select(pixels => (pixels.Name, (PixelNormalization?)pixels))]);
}
