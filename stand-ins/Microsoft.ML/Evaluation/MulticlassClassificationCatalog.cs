using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>What there is for classification into several classes.</summary>
public sealed class MulticlassClassificationCatalog
{
    internal MulticlassClassificationCatalog()
    {
    }

    /// <summary>Compares scores with labels. Rows whose label is missing, or whose scores are not all finite, are left out.</summary>
    /// <param name="data">The rows to look at.</param>
    /// <param name="labelColumnName">The column of true classes: keys, or whole numbers from 0 as floats.</param>
    /// <param name="scoreColumnName">The column of scores: a float vector with the probability of each class.</param>
    /// <param name="predictedLabelColumnName">The column of predicted classes, which must be there.</param>
    /// <param name="topKPredictionCount">How many of the highest scores may hold the true class for the top-k accuracy; 0 for none.</param>
    public MulticlassClassificationMetrics Evaluate(IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score",
        string predictedLabelColumnName = "PredictedLabel", int topKPredictionCount = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        var score = Column(data, scoreColumnName, "score");
        if (score.Type is not VectorDataViewType { Size: >= 2 } vector || vector.ItemType != NumberDataViewType.Single)
            throw new ArgumentOutOfRangeException(nameof(scoreColumnName),
                $"Column '{scoreColumnName}' of type {score.Type} must be a vector of two or more items of type Single.");
        Column(data, predictedLabelColumnName, "predicted label");
        var counts = new ClassificationCounts(vector.Size, topKPredictionCount);
        foreach (var (label, scores) in LabelledScores.Read(data, Column(data, labelColumnName, "label"), score))
            counts.Add(label, scores);
        return counts.ToMetrics();
    }

    static DataViewSchema.Column Column(IDataView data, string name, string role) => data.Schema.GetColumnOrNull(name)
        ?? throw new ArgumentOutOfRangeException(nameof(data), $"Could not find {role} column '{name}' among: {data.Schema.Names}.");
}
