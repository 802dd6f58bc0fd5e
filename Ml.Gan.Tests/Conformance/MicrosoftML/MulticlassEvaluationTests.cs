using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Tests.Conformance.MicrosoftML;

[TestClass]
public sealed class MulticlassEvaluationTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>Two rows of class 0, both right; one of class 1, taken for class 2; one of class 2, right.</summary>
    private static readonly Scored[] Rows =
    [
        new(1, [0.7f, 0.2f, 0.1f]), new(1, [0.5f, 0.3f, 0.2f]), new(2, [0.1f, 0.3f, 0.6f]), new(3, [0.25f, 0.25f, 0.5f]),
    ];

    [TestMethod]
    public void Accuracies_are_means_over_rows_and_over_classes()
    {
        var metrics = Evaluate(Rows);

        Assert.AreEqual(0.75, metrics.MicroAccuracy, 1e-9);
        Assert.AreEqual(2 / 3.0, metrics.MacroAccuracy, 1e-9);
    }

    [TestMethod]
    public void Log_loss_is_compared_with_that_of_the_classes_frequencies()
    {
        var metrics = Evaluate(Rows);
        double loss = -(Math.Log(0.7) + Math.Log(0.5) + Math.Log(0.3) + Math.Log(0.5)) / 4;
        double prior = -(0.5 * Math.Log(0.5) + 2 * 0.25 * Math.Log(0.25));

        Assert.AreEqual(loss, metrics.LogLoss, 1e-6);
        Assert.AreEqual((prior - loss) / prior, metrics.LogLossReduction, 1e-6);
        Assert.AreEqual(-(Math.Log(0.7) + Math.Log(0.5)) / 2, metrics.PerClassLogLoss[0], 1e-6);
        Assert.AreEqual(-Math.Log(0.3), metrics.PerClassLogLoss[1], 1e-6);
    }

    [TestMethod]
    public void An_impossible_class_costs_a_bounded_loss() =>
        Assert.AreEqual(-Math.Log(1e-15), Evaluate([new(1, [0, 1, 0])]).LogLoss, 1e-5);

    [TestMethod]
    public void The_confusion_matrix_has_a_row_for_each_true_class()
    {
        var confusion = Evaluate(Rows).ConfusionMatrix;

        Assert.AreEqual(3, confusion.NumberOfClasses);
        CollectionAssert.AreEqual(new double[] { 2, 0, 0 }, confusion.Counts[0].ToArray());
        CollectionAssert.AreEqual(new double[] { 0, 0, 1 }, confusion.Counts[1].ToArray());
        CollectionAssert.AreEqual(new double[] { 0, 0, 1 }, confusion.Counts[2].ToArray());
        Assert.AreEqual(0.5, confusion.PerClassPrecision[2], 1e-9);
        Assert.AreEqual(1, confusion.PerClassRecall[2], 1e-9);
        Assert.AreEqual(0, confusion.PerClassRecall[1], 1e-9);
    }

    [TestMethod]
    public void Top_k_accuracy_is_counted_on_request()
    {
        Assert.AreEqual(1, Evaluate(Rows, topK: 2).TopKAccuracy, 1e-9);
        Assert.AreEqual(2, Evaluate(Rows, topK: 2).TopKPredictionCount);
        Assert.AreEqual(0, Evaluate(Rows).TopKAccuracy, 1e-9);
    }

    [TestMethod]
    public void Rows_without_a_label_are_left_out() =>
        Assert.AreEqual(0.75, Evaluate([.. Rows, new Scored(0, [0.9f, 0.05f, 0.05f])]).MicroAccuracy, 1e-9);

    [TestMethod]
    public void Labels_may_be_whole_numbers_as_floats() =>
        Assert.AreEqual(0.75, _mlContext.MulticlassClassification.Evaluate(View(Rows), "Number").MicroAccuracy, 1e-9);

    [TestMethod]
    public void Missing_and_unfit_columns_are_refused()
    {
        var catalog = _mlContext.MulticlassClassification;
        Assert.Throws<Exception>(() => catalog.Evaluate(View(Rows), "Absent"));
        Assert.Throws<Exception>(() => catalog.Evaluate(View(Rows), scoreColumnName: "Number"));
        Assert.Throws<Exception>(() => catalog.Evaluate(View(Rows), predictedLabelColumnName: "Absent"));
    }

    private MulticlassClassificationMetrics Evaluate(Scored[] rows, int topK = 0) =>
        _mlContext.MulticlassClassification.Evaluate(View(rows), topKPredictionCount: topK);

    private IDataView View(Scored[] rows) => _mlContext.Data.LoadFromEnumerable(rows);

    private sealed class Scored(uint label, float[] score)
    {
        [KeyType(3)]
        public uint Label { get; set; } = label;

        [KeyType(3)]
        public uint PredictedLabel { get; set; } = (uint)Array.IndexOf(score, score.Max()) + 1;

        public float Number { get; set; } = (float)label - 1;

        [VectorType(3)]
        public float[] Score { get; set; } = score;
    }
}
