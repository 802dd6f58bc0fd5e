namespace Ml.Gan.Models.Translation;

/// <summary>Names of translators in files of weights, and of the files that they are exported to.</summary>
internal static class FileNames
{
    /// <summary>The translator from inputs to targets.</summary>
    public const string Paired = "generator";

    /// <summary>The one from the first of two sets to the second.</summary>
    public const string ToB = "generator_ab";

    /// <summary>The one from the second to the first.</summary>
    public const string ToA = "generator_ba";
}
