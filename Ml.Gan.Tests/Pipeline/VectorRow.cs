using Microsoft.ML.Data;

namespace Ml.Gan.Tests.Pipeline;

/// <summary>A row to learn from and to generate for.</summary>
internal sealed class VectorRow
{
    public const int LatentSize = 4;

    [VectorType(2)]
    public float[] Point { get; set; } = [];

    [VectorType(LatentSize)]
    public float[] Noise { get; set; } = [];

    public float Id { get; set; }

    /// <summary>Points around (3, −1), with latent vectors that differ from row to row.</summary>
    public static List<VectorRow> Create(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new VectorRow
        {
            Id = i,
            Point = [3 + MathF.Sin(i), -1 + MathF.Cos(i * 0.7f)],
            Noise = [MathF.Sin(i * 1.1f), MathF.Cos(i * 1.3f), MathF.Sin(i * 1.7f), MathF.Cos(i * 1.9f)],
        }),
    ];
}

/// <summary>What comes out.</summary>
internal sealed class GeneratedRow
{
    public float Id { get; set; }

    [VectorType(1, 2)]
    public float[] Generated { get; set; } = [];
}
