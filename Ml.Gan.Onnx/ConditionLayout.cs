using Ml.Gan.Onnx.Sampling;

namespace Ml.Gan.Onnx;

/// <summary>Conditions that a generator can be asked for: classes, a vector, codes, any of them or none.</summary>
public sealed class ConditionLayout
{
    /// <summary>Nothing can be asked for.</summary>
    public static ConditionLayout None { get; } = new([], 0, null);

    /// <summary>Describes what can be asked for.</summary>
    /// <param name="classNames">The classes' names by label; empty where the generator takes no labels.</param>
    /// <param name="vectorSize">Numbers in the condition vector, c; 0 where it takes none.</param>
    /// <param name="codes">Its codes; null where it takes none.</param>
    public ConditionLayout(IReadOnlyList<string> classNames, int vectorSize, CodesLayout? codes)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        ArgumentOutOfRangeException.ThrowIfNegative(vectorSize);
        (ClassNames, VectorSize, Codes) = (classNames, vectorSize, codes);
    }

    /// <summary>The classes' names by label; empty where the generator takes no labels.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Number of classes; 0 where the generator takes no labels.</summary>
    public int ClassCount => ClassNames.Count;

    /// <summary>Numbers in the condition vector, c; 0 where the generator takes none.</summary>
    public int VectorSize { get; }

    /// <summary>The generator's codes; null where it takes none.</summary>
    public CodesLayout? Codes { get; }

    /// <summary>Numbers in a row of <see cref="Rows"/>.</summary>
    public int RowSize => ClassCount + VectorSize + (Codes?.Size ?? 0);

    /// <summary>The label of a class by its name, which may be a number other than the label.</summary>
    /// <param name="name">The class's name, letter by letter.</param>
    /// <exception cref="ArgumentException">There is no such class; the message lists those that there are.</exception>
    public int LabelOf(string name) => LabelOf(name, nameof(GeneratorConditions.Labels));

    /// <param name="name">As above.</param>
    /// <param name="byIndex">What takes labels instead of names, for the message.</param>
    internal int LabelOf(string name, string byIndex)
    {
        for (int label = 0; label < ClassCount; label++)
        {
            if (ClassNames[label] == name)
                return label;
        }

        throw new ArgumentException(
            ClassCount == 0
                ? $"The generator takes no labels, so there is no class '{name}'."
                : $"There is no class '{name}'; the classes are {ShortList.Of(ClassNames)} (or by index: {byIndex} "
                + $"0 to {ClassCount - 1}).");
    }

    /// <summary>
    /// Chooses what is left open: the same conditions with <see cref="GeneratorConditions.Labels"/>,
    /// <see cref="GeneratorConditions.Vectors"/> and <see cref="GeneratorConditions.CodeRows"/>, as far as the
    /// generator takes them, for each of N samples. Codes of sample i that are not given depend on the seed and i
    /// alone.
    /// </summary>
    /// <param name="asked">What is asked for; null for the defaults.</param>
    /// <param name="count">Number of samples, N.</param>
    /// <param name="seed">Seed of codes that are drawn.</param>
    /// <param name="first">The sample to start with: lists and codes go on as if those before it were there.</param>
    /// <exception cref="ArgumentException">
    /// Something is asked for that the generator does not take, or a vector is missing, or a value is out of range.
    /// </exception>
    public GeneratorConditions Settle(GeneratorConditions? asked, int count, int seed, int first = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        return Choice(asked).Settle(count, seed, first);
    }

    /// <summary>What <see cref="Settle"/> chooses part by part.</summary>
    internal ConditionChoice Choice(GeneratorConditions? asked) => new(this, asked ?? new GeneratorConditions());

    /// <summary>Conditions as a network takes them: for each sample its label one-hot, its vector, its codes.</summary>
    /// <returns>N·<see cref="RowSize"/> numbers, one row after the other.</returns>
    /// <inheritdoc cref="Settle"/>
    public float[] Rows(GeneratorConditions? asked, int count, int seed)
    {
        var settled = Settle(asked, count, seed);
        float[] rows = new float[checked(count * RowSize)];
        for (int i = 0; i < count; i++)
        {
            var row = rows.AsSpan(i * RowSize, RowSize);
            if (settled.Labels is { } labels)
                row[labels[i]] = 1;
            settled.Vectors?[i].CopyTo(row[ClassCount..]);
            settled.CodeRows?[i].CopyTo(row[(ClassCount + VectorSize)..]);
        }

        return rows;
    }
}

/// <summary>Names in a message: all of them, or the first and the last where they are many.</summary>
internal static class ShortList
{
    private const int Most = 30;

    internal static string Of(IReadOnlyList<string> names) => names.Count <= Most
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(Most - 1))}, … {names[^1]}";
}
