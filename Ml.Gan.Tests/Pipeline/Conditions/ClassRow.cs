using Microsoft.ML.Data;
using Ml.Gan.Networks;

namespace Ml.Gan.Tests.Pipeline.Conditions;

/// <summary>
/// A point of one of three classes, far from those of the others, with a latent vector, a direction and a row of codes.
/// </summary>
internal sealed class ClassRow
{
    public const int LatentSize = 3;

    public static readonly string[] Colors = ["red", "green", "blue"];

    [VectorType(2)]
    public float[] Point { get; set; } = [];

    [VectorType(LatentSize)]
    public float[] Noise { get; set; } = [];

    [VectorType(2)]
    public float[] Direction { get; set; } = [];

    /// <summary>A category of three, and a number.</summary>
    [VectorType(4)]
    public float[] Codes { get; set; } = [];

    public string Color { get; set; } = "";

    public static List<ClassRow> Create(int count) => [.. Enumerable.Range(0, count).Select(Row)];

    public static GanEstimator.Options Options() => new()
    {
        OutputColumnName = nameof(MadeRow.Generated),
        InputColumnName = nameof(Point),
        LatentColumnName = nameof(Noise),
        Network = new Mlp { GeneratorWidths = [16], DiscriminatorWidths = [16] },
        LatentSize = LatentSize,
        BatchSize = 32,
        Steps = 20,
        Seed = 3,
    };

    private static ClassRow Row(int i)
    {
        float angle = i % 3 * 2 * MathF.PI / 3;
        float[] direction = [MathF.Cos(angle), MathF.Sin(angle)];
        return new ClassRow
        {
            Point = [2 * direction[0] + 0.2f * MathF.Sin(i), 2 * direction[1] + 0.2f * MathF.Cos(i * 0.7f)],
            Noise = [MathF.Sin(i * 1.1f), MathF.Cos(i * 1.3f), MathF.Sin(i * 1.7f)],
            Direction = direction,
            Codes = [i % 3 == 0 ? 1 : 0, i % 3 == 1 ? 1 : 0, i % 3 == 2 ? 1 : 0, MathF.Sin(i)],
            Color = Colors[i % 3],
        };
    }
}

/// <summary>What comes out.</summary>
internal sealed class MadeRow
{
    [VectorType(1, 2)]
    public float[] Generated { get; set; } = [];
}
