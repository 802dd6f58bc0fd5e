namespace Ml.Gan.Onnx.Sampling;

/// <summary>Checks what is asked of a generator, and chooses what is left open.</summary>
internal sealed class ConditionChoice
{
    private readonly ConditionLayout _layout;
    private readonly GeneratorConditions _asked;
    private readonly IReadOnlyList<int>? _labels;
    private readonly IReadOnlyList<float[]>? _vectors;

    /// <exception cref="ArgumentException">
    /// Something is asked for that the generator does not take, or a vector is missing, or a value is out of range.
    /// </exception>
    internal ConditionChoice(ConditionLayout layout, GeneratorConditions asked)
    {
        (_layout, _asked) = (layout, asked);
        Require(layout.ClassCount > 0 || (asked.Labels is null && asked.Classes is null), "labels");
        Require(layout.VectorSize > 0 || asked.Vectors is null, "condition vectors");
        Require(layout.Codes is not null || (asked.Codes is null && asked.CodeRows is null), "codes");
        _labels = layout.ClassCount == 0 ? null : Labels();
        _vectors = layout.VectorSize == 0 ? null : Vectors();
        if (asked.CodeRows is { } rows)
            RequireRows(rows, layout.Codes!.Size, "Row of codes");
    }

    /// <summary>Conditions of each of some samples after one another.</summary>
    /// <param name="count">Number of samples.</param>
    /// <param name="seed">Seed of codes that are drawn.</param>
    /// <param name="first">The first sample.</param>
    /// <exception cref="ArgumentException">A list is empty, or there is no such code or value of it.</exception>
    internal GeneratorConditions Settle(int count, int seed, int first) => new()
    {
        Labels = _labels is null ? null : InTurn(_labels, count, first),
        Vectors = _vectors is null ? null : InTurn(_vectors, count, first),
        CodeRows = _layout.Codes is { } codes ? Codes(codes, count, seed, first) : null,
    };

    /// <summary>Refuses codes that <see cref="Settle"/> would refuse.</summary>
    /// <inheritdoc cref="Settle"/>
    internal void Check(int count, int seed, int first)
    {
        int longest = Math.Max(1, _asked.Codes?.Values.Select(values => values.Length).DefaultIfEmpty().Max() ?? 0);
        _ = Settle(Math.Min(count, longest), seed, first);
    }

    private static void Require(bool allowed, string what)
    {
        if (!allowed)
            throw new ArgumentException(
                $"{char.ToUpperInvariant(what[0])}{what[1..]} are asked for, but the generator takes none.");
    }

    private int[] Labels()
    {
        if (_asked is { Labels: not null, Classes: not null })
            throw new ArgumentException("Classes are asked for by index and by name; give one of the two.");
        int[] labels = _asked.Labels?.ToArray()
            ?? _asked.Classes?.Select(name => _layout.LabelOf(name)).ToArray()
            ?? [.. Enumerable.Range(0, _layout.ClassCount)];
        foreach (int label in labels)
        {
            if (label < 0 || label >= _layout.ClassCount)
                throw new ArgumentException(
                    $"There is no class {label}; the labels of the {_layout.ClassCount} classes are 0 to "
                    + $"{_layout.ClassCount - 1}.");
        }

        return labels;
    }

    private IReadOnlyList<float[]> Vectors()
    {
        if (_asked.Vectors is null)
            throw new ArgumentException(
                $"The generator takes a condition vector of {_layout.VectorSize} numbers for each sample, and none is "
                + "given.");
        RequireRows(_asked.Vectors, _layout.VectorSize, "Condition vector");
        return _asked.Vectors;
    }

    private float[][] Codes(CodesLayout codes, int count, int seed, int first)
    {
        float[][] rows = new float[count][];
        if (_asked.CodeRows is { } given)
        {
            rows = [.. InTurn(given, count, first).Select(row => (float[])row.Clone())];
        }
        else
        {
            for (int i = 0; i < count; i++)
                codes.Draw(rows[i] = new float[codes.Size], LatentNoise.RowSeed(seed, first + i));
        }

        foreach ((string name, float[] values) in _asked.Codes ?? new Dictionary<string, float[]>())
        {
            float[] inTurn = InTurn(values, count, first);
            for (int i = 0; i < count; i++)
                codes.Set(rows[i], name, inTurn[i]);
        }

        return rows;
    }

    private static void RequireRows(IReadOnlyList<float[]> rows, int width, string what)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i].Length != width)
                throw new ArgumentException($"{what} {i} has {rows[i].Length} numbers; the generator takes {width}.");
            int bad = Array.FindIndex(rows[i], value => !float.IsFinite(value));
            if (bad >= 0)
                throw new ArgumentException($"{what} {i} holds {rows[i][bad]} at {bad}; expected finite numbers.");
        }
    }

    private static T[] InTurn<T>(IReadOnlyList<T> entries, int count, int first)
    {
        if (entries.Count == 0)
            throw new ArgumentException(
                "A list of conditions is empty; leave it out (null) for the default, or give an entry.");
        var all = new T[count];
        for (int i = 0; i < count; i++)
            all[i] = entries[(int)(((long)first + i) % entries.Count)];
        return all;
    }
}
