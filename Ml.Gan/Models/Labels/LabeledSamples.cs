using Ml.Gan.Data;
using Ml.Gan.Objectives;

namespace Ml.Gan.Models.Labels;

/// <summary>Which samples of a source may be learned from with their labels.</summary>
internal static class LabeledSamples
{
    /// <summary>Names of the classes that an objective is to tell apart.</summary>
    /// <exception cref="GanDataException">The samples carry no labels, or there is only one class.</exception>
    public static IReadOnlyList<string> ClassesOf(ISampleSource data, Objective objective) =>
        data.Labels is { ClassCount: > 1 } labels
            ? labels.ClassNames
            : throw new GanDataException(
                $"The objective {objective.Name} tells classes apart, but "
                + $"{MissingLabels.Of(data, "labels of two or more classes")}. "
                + $"Give labeled data ({SampleSource.LabeledKinds}, or a key column), or choose another objective.");

    /// <summary>Chooses samples by the seed, spread as evenly over the classes as their numbers allow.</summary>
    /// <param name="data">Where they are chosen from.</param>
    /// <param name="count">How many; null for all whose labels are known.</param>
    /// <param name="seed">Selects them.</param>
    /// <exception cref="GanDataException">There are fewer labels than that.</exception>
    public static long[] Choose(ISampleSource data, int? count, long seed)
    {
        long[] labels = data.Labels!.ReadFirst();
        long[] known = [.. Enumerable.Range(0, labels.Length).Select(i => (long)i).Where(i => labels[i] >= 0)];
        if (known.Length < Math.Max(1, count ?? 1))
            throw new GanDataException(
                $"{count ?? 1} labeled samples were asked for, but only {known.Length} of the {labels.Length} samples "
                + $"of '{data.Name}' that "
                + "were looked at have a label.");
        if (count is null)
            return known;
        new Xoshiro256(seed, 0).Shuffle(known.AsSpan());
        var turns = known.GroupBy(i => labels[i]).OrderBy(group => group.Key).SelectMany(
            group => group.Select((index, turn) => (index, turn)));
        return [.. turns.OrderBy(sample => sample.turn).Take(count.Value).Select(sample => sample.index)];
    }

    /// <summary>Names of the classes that none of the chosen samples is of.</summary>
    public static IReadOnlyList<string> MissingClasses(ISampleSource data, long[] chosen)
    {
        long[] labels = new long[chosen.Length];
        data.Labels!.Read(chosen, labels);
        return [.. data.Labels.ClassNames.Where((_, label) => !labels.Contains(label))];
    }

    /// <summary>Refuses a choice of samples in which a class is missing.</summary>
    /// <exception cref="GanDataException">No chosen sample is of some class.</exception>
    public static void RequireEachClass(ISampleSource data, long[] chosen)
    {
        string[] missing = [.. MissingClasses(data, chosen).Select(name => $"'{name}'")];
        if (missing.Length > 0)
            throw new GanDataException(
                $"None of the {chosen.Length} labeled samples of '{data.Name}' is of {ShortText.List(missing)}, "
                + "so nothing would teach the generator what to draw for it. Take more labeled samples, at least one "
                + "of each class, or an objective that doesn't generate by label, such as semi-supervised.");
    }

    /// <summary>Refuses samples of which some have no label.</summary>
    /// <exception cref="GanDataException">A label is not known.</exception>
    public static void RequireAll(ISampleSource data)
    {
        long[] labels = data.Labels!.ReadFirst();
        int missing = labels.Count(label => label < 0);
        if (missing > 0)
            throw new GanDataException(
                $"{missing} of the {labels.Length} samples of '{data.Name}' have no label, but each is needed to "
                + "condition on. Leave these samples "
                + "out, or train without labels or with a semi-supervised objective.");
    }
}
