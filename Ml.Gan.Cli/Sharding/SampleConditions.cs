using System.Globalization;
using Ml.Gan.Cli.Sampling;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Sharding;

/// <summary>What the samples of a run are asked for by, each on its own and not in rows.</summary>
internal static class SampleConditions
{
    /// <summary>The conditions, whose lists are taken in turn.</summary>
    /// <exception cref="GanOptionException">The generator can't be asked for what the settings say.</exception>
    public static GeneratorConditions Of(GeneratorInfo info, SampleSettings settings)
    {
        const string Grid = "is for one picture; give --out FILE.png.";
        if (settings.Columns is not null)
            throw Refusal.Of("--columns", $"It {Grid}");
        if (settings.Interpolate is not null)
            throw Refusal.Of("--interpolate", $"It {Grid}");
        if (settings.Walk is not null)
            throw Refusal.Of("--walk", $"It {Grid}");
        var codes = settings.Codes is { } text ? CodesText.Parse(text) : CodesText.None;
        if (codes.Traversal is { } traversal)
            throw Refusal.Of("--codes", $"A code that goes from a value to another, as {traversal.Code} here, {Grid}");
        TruncationCheck.Require(info, settings.Truncation);
        var conditions = PictureRows.For(info.Conditions, settings, codes).Conditions;
        _ = Refusal.Naming("--codes", () => info.Conditions.Settle(conditions, 1, settings.Seed));
        return conditions;
    }

    /// <summary>The options that decide what samples are, by their names; a file of vectors by its SHA-256.</summary>
    public static IReadOnlyDictionary<string, string> Texts(SampleSettings settings)
    {
        string? vectors = settings.Vectors is { } text && PictureRows.IsFile(text)
            ? $"sha256:{SampleManifest.HashOf(text)}"
            : settings.Vectors;
        (string Name, string? Text)[] options =
        [
            ("label", settings.Labels),
            ("label_index", settings.LabelIndices),
            ("codes", settings.Codes),
            ("condition", vectors),
            ("truncation", settings.Truncation?.ToString(CultureInfo.InvariantCulture)),
        ];
        return options.Where(option => option.Text is not null).ToDictionary(option => option.Name, o => o.Text!);
    }
}
