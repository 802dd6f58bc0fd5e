using Microsoft.ML;
using Ml.Gan.Metrics;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Pipeline;

namespace Ml.Gan.Tests.Models;

[TestClass]
public sealed class PipelineEvaluationTests
{
    [TestMethod]
    public void A_pipeline_stops_and_keeps_the_best_weights()
    {
        var scores = new List<TrainingScore>();
        var mlContext = new MLContext(seed: 1);
        var messages = new List<string>();
        mlContext.Log += (_, message) => messages.Add(message.Message);
        using var transformer = mlContext.Gan().Generator(new GanEstimator.Options
        {
            InputColumnName = nameof(VectorRow.Point),
            Network = new Mlp { GeneratorWidths = [16], DiscriminatorWidths = [16] },
            BatchSize = 32,
            Steps = 10_000,
            Evaluation = new TrainingEvaluation
            {
                Interval = 1,
                Metric = new Precision(),
                Patience = 2,
                Count = 50,
                Completed = scores.Add,
            },
        }).Fit(mlContext.Data.LoadFromEnumerable(VectorRow.Create(200)));

        Assert.IsLessThan(10_000, scores.Count);
        var best = scores.Last(score => score.IsBest);
        Assert.AreEqual(best.Step + 2, scores[^1].Step);
        using var folder = new TemporaryFolder();
        transformer.ExportToOnnx(folder["generator.onnx"]);
        using var generator = OnnxGenerator.Load(folder["generator.onnx"]);
        Assert.AreEqual($"{best.Step}", generator.Info.Metadata[GeneratorMetadata.Steps]);
        Assert.IsTrue(messages.Any(message => message.Contains($"after step {best.Step}.")), "the log says so");
    }
}
