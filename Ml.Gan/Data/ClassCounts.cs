namespace Ml.Gan.Data;

/// <summary>Samples of each class.</summary>
internal static class ClassCounts
{
    /// <summary>A class has few samples where it has fewer than this part of an even share.</summary>
    private const int FewPart = 10;

    /// <summary>Number of samples by label; those without a known label are left out.</summary>
    public static int[] Of(IEnumerable<long> labels, int classCount)
    {
        int[] counts = new int[classCount];
        foreach (long label in labels)
        {
            if (label >= 0)
                counts[label]++;
        }
        return counts;
    }

    /// <summary>Says which classes have few samples: fewer than a tenth of an even share.</summary>
    public static void WarnOfFew(
        IReadOnlyList<string> names, IReadOnlyList<int> labels, Action<string>? warning)
    {
        int[] counts = Of(labels.Select(label => (long)label), names.Count);
        string[] few =
        [
            .. from label in Enumerable.Range(0, names.Count)
               where (long)counts[label] * names.Count * FewPart < labels.Count
               select $"'{names[label]}' {counts[label]}",
        ];
        if (few.Length > 0)
            warning?.Invoke(
                $"Of the {names.Count} classes, {few.Length} {(few.Length == 1 ? "has" : "have")} few of the "
                + $"{labels.Count} samples: {ShortText.List(few)}. They are all that such a class is learned from.");
    }
}
