namespace Ml.Gan.Onnx;

/// <summary>
/// The picture that shows what a generator can be asked for: a row for each of the first classes, or for each category
/// of the first categorical code; where there is neither, 64 images.
/// </summary>
/// <param name="Count">Number of images.</param>
/// <param name="Columns">Images in a row; 0 for as many as make the picture square.</param>
/// <param name="Conditions">What the images are asked for by, in their order.</param>
public sealed record ConditionGrid(int Count, int Columns, GeneratorConditions Conditions)
{
    /// <summary>Most rows, so that data with thousands of classes still give a picture.</summary>
    public const int MostRows = 32;

    private const int WithoutRows = 64;

    /// <summary>The picture for what a generator can be asked for.</summary>
    /// <param name="layout">What it can be asked for.</param>
    /// <param name="columns">Images in a row. Default 8.</param>
    public static ConditionGrid For(ConditionLayout layout, int columns = 8)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (layout.ClassCount > 0)
            return OfRows(new GeneratorConditions { Labels = Rows(layout.ClassCount) }, columns);
        if (layout.Codes is { Categorical: [int categories, ..] })
        {
            float[] rows = [.. Rows(categories).Select(category => (float)category)];
            var codes = new Dictionary<string, float[]> { ["d1"] = rows };
            return OfRows(new GeneratorConditions { Codes = codes }, columns);
        }

        return new ConditionGrid(WithoutRows, 0, new GeneratorConditions());
    }

    private static ConditionGrid OfRows(GeneratorConditions rows, int columns) => new(
        (rows.Labels?.Count ?? rows.Codes!["d1"].Length) * columns, columns, rows.Repeat(columns));

    private static int[] Rows(int count) => [.. Enumerable.Range(0, Math.Min(count, MostRows))];
}
