using System.Text.Json;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Tests.Data;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training;

[TestClass]
public sealed class MetricsFileTests
{
    [TestMethod]
    public void Lines_are_json_with_the_promised_fields_at_the_promised_steps()
    {
        string path = Path.GetTempFileName();
        try
        {
            using (var data = TestData.Normal(256, (0, 1)))
            using (
                var gan = new LatentGan(new LatentGanOptions { Network = new Mlp(), BatchSize = 16, Steps = 25 }, data))
            using (var metrics = new MetricsFile(path, interval: 10))
                new GanTrainer(gan).Train([metrics]);

            JsonElement[] lines = [.. File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement)];
            CollectionAssert.AreEqual(
                new long[] { 1, 10, 20, 25 }, lines.Select(l => l.GetProperty("step").GetInt64()).ToArray());
            foreach (var line in lines)
            {
                CollectionAssert.AreEqual(
                    new[] { "step", "stage", "d_loss", "d_real", "d_fake", "g_loss", "seconds", "images_per_second" },
                    line.EnumerateObject().Select(p => p.Name).ToArray());
                Assert.AreEqual(JsonValueKind.Null, line.GetProperty("stage").ValueKind);
                Assert.IsTrue(line.GetProperty("d_real").GetDouble() is > 0 and < 1);
                Assert.IsTrue(line.GetProperty("d_loss").GetDouble() > 0);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    [DataRow(10)]
    [DataRow(11)]
    public void A_training_that_diverges_says_so_whoever_sees_it_first(int diverging)
    {
        using var folder = new TemporaryFolder();
        var options = new LatentGanOptions
        {
            Network = new Mlp(),
            Objective = new DivergingObjective(diverging),
            BatchSize = 16,
            Steps = 40,
        };
        using var data = TestData.Normal(256, (0, 1));
        using var gan = new LatentGan(options, data);
        using var metrics = new MetricsFile(folder["metrics.jsonl"], interval: 10);

        var error = Assert.ThrowsExactly<DivergenceException>(() => new GanTrainer(gan).Train([metrics]));

        StringAssert.Contains(error.Message, "diverged");
        Assert.AreEqual(diverging == 10 ? 1 : 2, File.ReadLines(folder["metrics.jsonl"]).Count());
    }

    [TestMethod]
    public void Networks_that_are_trained_in_stages_say_which()
    {
        using var folder = new TemporaryFolder();
        string path = folder["metrics.jsonl"];
        var options = new LatentGanOptions { Network = new ProgressiveGan { Width = 2 }, BatchSize = 2, Steps = 1 };
        using (var data = new Glyphs(size: 16))
        using (var gan = new LatentGan(options, data))
        using (var metrics = new MetricsFile(path, interval: 1))
            new GanTrainer(gan).Train([metrics]);

        var stages = File.ReadLines(path).Select(
            line => JsonDocument.Parse(line).RootElement.GetProperty("stage").GetInt32());
        CollectionAssert.AreEqual(new[] { 1, 2, 3 }, stages.ToArray());
    }

    /// <summary>A loss that is no number from one step on.</summary>
    private sealed record DivergingObjective(int From) : Objective
    {
        private int _steps;

        public override string Name => "diverging";

        public override Tensor DiscriminatorLoss(EvaluatedBatch real, EvaluatedBatch generated) =>
            real.Outputs!.mean() - generated.Outputs!.mean();

        public override Tensor GeneratorLoss(EvaluatedBatch? real, EvaluatedBatch generated) =>
            generated.Outputs!.mean() * (++_steps < From ? 1 : double.NaN);
    }
}
