namespace Ml.Gan.Onnx;

/// <summary>Conditions at even steps between two.</summary>
internal static class ConditionPath
{
    /// <param name="from">Settled for one sample.</param>
    /// <param name="to">Settled for one sample.</param>
    /// <param name="steps">How many, 2 or more.</param>
    /// <exception cref="ArgumentException">The two have different labels.</exception>
    internal static GeneratorConditions Between(GeneratorConditions from, GeneratorConditions to, int steps)
    {
        if (from.Labels is [var first] && to.Labels is [var last] && first != last)
            throw new ArgumentException(
                $"There is nothing between the labels {first} and {last}. Give both ends the same label; vectors and codes can differ.");
        return new GeneratorConditions
        {
            Labels = from.Labels,
            Vectors = Line(from.Vectors, to.Vectors, steps),
            CodeRows = Line(from.CodeRows, to.CodeRows, steps),
        };
    }

    private static float[][]? Line(IReadOnlyList<float[]>? from, IReadOnlyList<float[]>? to, int steps) => from is null
        ? null
        : [.. LatentPath.Between(from[0], to![0], steps, spherical: false).Chunk(from[0].Length)];
}
