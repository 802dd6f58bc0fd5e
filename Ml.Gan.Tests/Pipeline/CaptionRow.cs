using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Pipeline;

/// <summary>A row with a picture, what is said of it, and noise.</summary>
internal sealed class CaptionRow
{
    public const int LatentSize = 4;

    private static readonly string[] s_colors = ["red", "green", "blue"], s_places = ["left", "right"];

    [ImageType(PictureRow.Side, PictureRow.Side)]
    public MLImage Photo { get; set; } = null!;

    [VectorType(3, PictureRow.Side, PictureRow.Side)]
    public float[] Pixels { get; set; } = [];

    public string Said { get; set; } = "";

    [VectorType]
    public string[] AllSaid { get; set; } = [];

    [VectorType(LatentSize)]
    public float[] Noise { get; set; } = [];

    public static List<CaptionRow> Create(int count) =>
    [
        .. PictureRow.Create(count).Select((row, i) => new CaptionRow
        {
            Photo = row.Drawing,
            Pixels = row.DrawingPixels,
            Said = $"A {s_colors[i % 3]} dot on the {s_places[i % 2]}.",
            AllSaid = [$"a {s_colors[i % 3]} dot", "", $"on the {s_places[i % 2]}, a dot"],
            Noise = LatentNoise.Rows(1, LatentSize, 7, firstRow: i),
        }),
    ];

    /// <summary>Options of a training of two steps.</summary>
    public static GanCaptionerEstimator.Options Options() => new()
    {
        InputColumnName = nameof(Pixels),
        CaptionColumnName = nameof(Said),
        LatentColumnName = nameof(Noise),
        LatentSize = LatentSize,
        WordSize = 4,
        HiddenSize = 8,
        Width = 2,
        BatchSize = 4,
        Steps = 2,
        Seed = 3,
    };
}

/// <summary>What a prediction engine gives of a row.</summary>
internal sealed class WordsRow
{
    public string[] Caption { get; set; } = [];
}
