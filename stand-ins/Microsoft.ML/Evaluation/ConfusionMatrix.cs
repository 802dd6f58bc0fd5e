namespace Microsoft.ML.Data;

/// <summary>How often which class was taken for which.</summary>
public sealed class ConfusionMatrix
{
    internal ConfusionMatrix(double[][] counts)
    {
        Counts = counts;
        NumberOfClasses = counts.Length;
        var classes = Enumerable.Range(0, counts.Length).ToArray();
        PerClassPrecision = classes.Select(c => Ratio(counts[c][c], counts.Sum(row => row[c]))).ToArray();
        PerClassRecall = classes.Select(c => Ratio(counts[c][c], counts[c].Sum())).ToArray();
    }

    /// <summary>A row for each true class, with a column for each predicted one.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Counts { get; }

    public int NumberOfClasses { get; }

    /// <summary>Of those predicted as a class, the share that belongs to it.</summary>
    public IReadOnlyList<double> PerClassPrecision { get; }

    /// <summary>Of those that belong to a class, the share predicted as it.</summary>
    public IReadOnlyList<double> PerClassRecall { get; }

    static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;
}
