using Ml.Gan.Cli.Evaluation;
using Ml.Gan.Objectives;

namespace Ml.Gan.Cli.Training;

/// <summary>Perceptual losses as texts: those of the catalog, and that in the program's ResNet-18.</summary>
internal static class PerceptualText
{
    private const string ResNet18 = "resnet18";

    /// <param name="text">As <c>adaptive:1</c> or <c>resnet18:0.5</c>.</param>
    /// <param name="notice">Is told of names that parts had formerly; null for nobody.</param>
    /// <exception cref="GanOptionException">It names none.</exception>
    public static PerceptualLoss Parse(string text, Action<string>? notice)
    {
        if (text.Split(':', 2) is not [ResNet18, .. var weight])
            return Catalog.PerceptualLosses.Parse(text, notice);
        string file = OpenedFeatures.ResNet18File;
        return Catalog.PerceptualLosses.Parse(
            weight is [var number] ? $"network:{file},{number}" : $"network:{file}", notice);
    }
}
