using Microsoft.ML.Data;

namespace Ml.Gan.Tests.Conformance.MicrosoftML;

/// <summary>A number and a vector made from it.</summary>
internal sealed class NumberRow
{
    public float Number { get; set; }

    [VectorType(2)]
    public float[] Pair { get; set; } = [];

    public static List<NumberRow> Create(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new NumberRow { Number = i, Pair = [i, -i] })];
}

/// <summary>A row of no columns.</summary>
internal sealed class NoColumns;
