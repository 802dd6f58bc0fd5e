namespace Microsoft.ML.Data;

/// <summary>Counts how scores and labels agree.</summary>
sealed class ClassificationCounts(int classes, int topK)
{
    /// <summary>Probabilities are taken for at least so much.</summary>
    const float LeastProbability = 1e-15f;

    readonly double[][] confusion = Enumerable.Range(0, classes).Select(_ => new double[classes]).ToArray();
    readonly double[] logLosses = new double[classes];
    double rows, correct, logLoss, withinTopK;

    /// <summary>Counts a row; a label beyond the classes has the least probability.</summary>
    public void Add(int label, float[] scores)
    {
        int[] ranking = Enumerable.Range(0, classes).OrderByDescending(i => scores[i]).ToArray();
        double loss = -Math.Log(label < classes ? Math.Clamp(scores[label], LeastProbability, 1) : LeastProbability);
        rows++;
        logLoss += loss;
        if (ranking.Take(topK).Contains(label)) withinTopK++;
        if (label >= classes) return;
        logLosses[label] += loss;
        confusion[label][ranking[0]]++;
        if (ranking[0] == label) correct++;
    }

    public MulticlassClassificationMetrics ToMetrics() => new(new ConfusionMatrix(confusion), Share(topK > 0 ? withinTopK : 0), topK)
    {
        MicroAccuracy = Share(correct),
        MacroAccuracy = Present.Select(c => confusion[c][c] / OfClass(c)).DefaultIfEmpty().Average(),
        LogLoss = Share(logLoss),
        LogLossReduction = 1 - Share(logLoss) / PriorLogLoss,
        PerClassLogLoss = logLosses.Select((loss, c) => loss / Math.Max(1, OfClass(c))).ToArray(),
    };

    IEnumerable<int> Present => Enumerable.Range(0, classes).Where(c => OfClass(c) > 0);

    /// <summary>The log-loss of predicting how often each class occurs.</summary>
    double PriorLogLoss => -Present.Sum(c => Share(OfClass(c)) * Math.Log(Share(OfClass(c))));

    double OfClass(int label) => confusion[label].Sum();

    double Share(double count) => rows > 0 ? count / rows : 0;
}
