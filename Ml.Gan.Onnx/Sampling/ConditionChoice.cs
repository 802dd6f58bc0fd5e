namespace Ml.Gan.Onnx.Sampling;

/// <summary>Checks what is asked of a generator, and chooses what is left open.</summary>
internal sealed class ConditionChoice(ConditionLayout layout, GeneratorConditions asked)
{
    internal GeneratorConditions Settle(int count, int seed)
    {
        Require(layout.ClassCount > 0 || (asked.Labels is null && asked.Classes is null), "labels");
        Require(layout.VectorSize > 0 || asked.Vectors is null, "condition vectors");
        Require(layout.Codes is not null || (asked.Codes is null && asked.CodeRows is null), "codes");
        return new GeneratorConditions
        {
            Labels = layout.ClassCount == 0 ? null : Labels(count),
            Vectors = layout.VectorSize == 0 ? null : InTurn(Vectors(), count),
            CodeRows = layout.Codes is { } codes ? Codes(codes, count, seed) : null,
        };
    }

    private static void Require(bool allowed, string what)
    {
        if (!allowed)
            throw new ArgumentException(
                $"{char.ToUpperInvariant(what[0])}{what[1..]} are asked for, but the generator takes none.");
    }

    private int[] Labels(int count)
    {
        if (asked is { Labels: not null, Classes: not null })
            throw new ArgumentException("Classes are asked for by index and by name; give one of the two.");
        var labels = asked.Labels
            ?? asked.Classes?.Select(name => layout.LabelOf(name)).ToArray()
            ?? Enumerable.Range(0, layout.ClassCount).ToArray();
        foreach (int label in labels)
        {
            if (label < 0 || label >= layout.ClassCount)
                throw new ArgumentException(
                    $"There is no class {label}; the labels of the {layout.ClassCount} classes are 0 to "
                    + $"{layout.ClassCount - 1}.");
        }

        return InTurn(labels, count);
    }

    private IReadOnlyList<float[]> Vectors()
    {
        if (asked.Vectors is null)
            throw new ArgumentException(
                $"The generator takes a condition vector of {layout.VectorSize} numbers for each sample, and none is "
                + "given.");
        RequireRows(asked.Vectors, layout.VectorSize, "Condition vector");
        return asked.Vectors;
    }

    private float[][] Codes(CodesLayout codes, int count, int seed)
    {
        float[][] rows = new float[count][];
        if (asked.CodeRows is { } given)
        {
            RequireRows(given, codes.Size, "Row of codes");
            rows = [.. InTurn(given, count).Select(row => (float[])row.Clone())];
        }
        else
        {
            for (int i = 0; i < count; i++)
                codes.Draw(rows[i] = new float[codes.Size], LatentNoise.RowSeed(seed, i));
        }

        foreach ((string name, float[] values) in asked.Codes ?? new Dictionary<string, float[]>())
        {
            float[] inTurn = InTurn(values, count);
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

    private static T[] InTurn<T>(IReadOnlyList<T> entries, int count)
    {
        if (entries.Count == 0)
            throw new ArgumentException(
                "A list of conditions is empty; leave it out (null) for the default, or give an entry.");
        var all = new T[count];
        for (int i = 0; i < count; i++)
            all[i] = entries[i % entries.Count];
        return all;
    }
}
