namespace Microsoft.ML.Data;

/// <summary>How well scores match labels.</summary>
public sealed class MulticlassClassificationMetrics
{
    internal MulticlassClassificationMetrics(ConfusionMatrix confusion, double topKAccuracy, int topK)
    {
        ConfusionMatrix = confusion;
        TopKAccuracy = topKAccuracy;
        TopKPredictionCount = topK;
    }

    /// <summary>The mean of −log p of the true class, with p taken for at least 1e-15.</summary>
    public double LogLoss { get; internal init; }

    /// <summary>By how much the log-loss is less than that of predicting how often each class occurs, relative to the latter.</summary>
    public double LogLossReduction { get; internal init; }

    /// <summary>The mean, over the classes that occur, of the share of their rows that are predicted right.</summary>
    public double MacroAccuracy { get; internal init; }

    /// <summary>The share of rows that are predicted right.</summary>
    public double MicroAccuracy { get; internal init; }

    /// <summary>The share of rows whose true class is among the <see cref="TopKPredictionCount"/> highest scores; 0 where none were asked for.</summary>
    public double TopKAccuracy { get; }

    public int TopKPredictionCount { get; }

    /// <summary>The log-loss of the rows of each class.</summary>
    public IReadOnlyList<double> PerClassLogLoss { get; internal init; }

    public ConfusionMatrix ConfusionMatrix { get; }
}
