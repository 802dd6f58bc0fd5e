using System.Globalization;
using Ml.Gan.Data;
using Ml.Gan.Onnx;

namespace Ml.Gan.Cli.Sampling;

/// <summary>What the rows of a picture are asked for by.</summary>
/// <param name="Count">Number of rows; 0 where nothing tells them apart.</param>
/// <param name="Conditions">What each row is asked for by, or, where there are no rows, each image.</param>
internal sealed record PictureRows(int Count, GeneratorConditions Conditions)
{
    private const string All = "all";
    private const string ByName = "--label";
    private const string ByIndex = "--label-index";

    private static readonly IReadOnlyDictionary<string, float[]> s_noCodes = new Dictionary<string, float[]>();

    /// <summary>
    /// A row for each label or vector where several are given; else, where the number of images isn't given either,
    /// for each class or category.
    /// </summary>
    /// <exception cref="GanOptionException">The generator can't be asked for what is given.</exception>
    public static PictureRows For(ConditionLayout layout, SampleSettings settings, CodesText codes)
    {
        int[]? labels = Labels(layout, settings);
        float[][]? vectors = Vectors(layout, settings.Vectors);
        if (labels?.Length > 1 && vectors?.Length > 1 && labels.Length != vectors.Length)
            throw Refusal.Of(
                settings.Labels is null ? ByIndex : ByName,
                $"{labels.Length} labels don't go with {vectors.Length} vectors; give as many, or one for all rows.");
        if (settings.Codes is not null && layout.Codes is null)
            throw Refusal.Of("--codes", "The generator takes no codes; see 'mlgan info'.");
        var conditions = new GeneratorConditions
        {
            Labels = labels,
            Vectors = vectors,
            Codes = codes.Fixed.Count > 0 ? codes.Fixed : null,
        };
        int rows = Math.Max(labels?.Length ?? 1, vectors?.Length ?? 1);
        if (rows > 1 || settings.Count is not null || labels is not null || vectors is not null)
            return new PictureRows(rows > 1 ? rows : 0, conditions);
        return layout.ClassCount == 0 && (codes.Fixed.ContainsKey("d1") || codes.Traversal?.Code == "d1")
            ? new PictureRows(0, conditions)
            : OfClasses(ConditionGrid.For(layout, columns: 1), conditions);
    }

    /// <summary>Whether vectors are given by a file.</summary>
    public static bool IsFile(string vectors) => vectors.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    private static PictureRows OfClasses(ConditionGrid grid, GeneratorConditions conditions)
    {
        if (grid.Columns == 0)
            return new PictureRows(0, conditions);
        var codes = new Dictionary<string, float[]>(
            (grid.Conditions.Codes ?? s_noCodes).Concat(conditions.Codes ?? s_noCodes));
        return new PictureRows(grid.Count, grid.Conditions with { Codes = codes.Count > 0 ? codes : null });
    }

    private static int[]? Labels(ConditionLayout layout, SampleSettings settings)
    {
        if ((settings.Labels ?? settings.LabelIndices) is null)
            return null;
        string option = settings.Labels is null ? ByIndex : ByName;
        if (layout.ClassCount == 0)
            throw Refusal.Of(option, "The generator takes no labels; see 'mlgan info'.");
        if (settings is { Labels: not null, LabelIndices: not null })
            throw Refusal.Of(ByIndex, $"{ByName} names the classes already; leave one of the two out.");
        return settings.Labels is { } names ? Named(layout, names) : Indexed(layout, settings.LabelIndices!);
    }

    private static int[] Named(ConditionLayout layout, string text)
    {
        bool isName = layout.ClassNames.Contains(text);
        if (text == All && !isName)
            return [.. Enumerable.Range(0, layout.ClassCount)];
        string[] names = isName ? [text] : text.Split(',', StringSplitOptions.TrimEntries);
        return Refusal.Naming(ByName, () => names.Select(name => layout.LabelOf(name, ByIndex)).ToArray());
    }

    private static int[] Indexed(ConditionLayout layout, string text)
    {
        return [.. text.Split(',').Select(Index)];

        int Index(string part) =>
            int.TryParse(part, NumberStyles.Integer, CultureInfo.InvariantCulture, out int index)
            && index >= 0 && index < layout.ClassCount
                ? index
                : throw Refusal.Of(
                    ByIndex,
                    $"It takes indices of classes from 0 to {layout.ClassCount - 1}, as 0,{layout.ClassCount - 1}, not "
                    + $"'{part.Trim()}'; names of classes are for {ByName}.");
    }

    private static float[][]? Vectors(ConditionLayout layout, string? text)
    {
        const string Option = "--condition";
        if (text is null)
            return layout.VectorSize == 0 ? null : throw Refusal.Of(
                Option, $"The generator takes a vector of {layout.VectorSize} numbers and has to be told it: give the "
                + "numbers, or a .csv file of vectors.");
        if (layout.VectorSize == 0)
            throw Refusal.Of(Option, "The generator takes no vectors; see 'mlgan info'.");
        float[][] vectors = IsFile(text) ? VectorFile.Read(text).Rows : [[.. text.Split(',').Select(Number)]];
        return vectors[0].Length == layout.VectorSize
            ? vectors
            : throw Refusal.Of(
                Option, $"The generator takes vectors of {layout.VectorSize} numbers, not {vectors[0].Length}.");

        float Number(string part)
        {
            bool isNumber = float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out float value);
            return isNumber && float.IsFinite(value)
                ? value
                : throw Refusal.Of(Option, $"It takes numbers, as 0.5,-1, or a .csv file of vectors, not '{text}'.");
        }
    }
}
