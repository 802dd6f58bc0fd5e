using Microsoft.ML;
using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Data;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Pipeline;

/// <summary>An estimator whose training ended suddenly goes on from its last checkpoint.</summary>
[TestClass]
public sealed class ResumedPipelineTests
{
    [TestMethod]
    [DataRow(5, DisplayName = "a seed of the options")]
    [DataRow(null, DisplayName = "a seed drawn by the context")]
    public void Fit_goes_on_and_gives_the_transformer_of_a_whole_training(int? seed)
    {
        using var folder = new TemporaryFolder();
        var mlContext = new MLContext(seed: 1);
        using var digits = new Glyphs(16);
        var data = mlContext.Gan().LoadFromSource(digits, count: 40);
        var begun = Options(seed);
        begun.CheckpointInterval = CheckpointInterval.Every(2);
        begun.Listeners = [new Crash()];
        Assert.ThrowsExactly<InvalidOperationException>(() => mlContext.Gan().Generator(begun).Fit(data));

        var resumed = Options(seed);
        resumed.Resume = true;
        using var model = mlContext.Gan().Generator(resumed).Fit(data);

        var whole = Options(model.Seed);
        whole.CheckpointFolder = null;
        using var expected = new MLContext(seed: 1).Gan().Generator(whole).Fit(data);
        CollectionAssert.AreEqual(Onnx(expected, folder["a.onnx"]), Onnx(model, folder["b.onnx"]));

        static byte[] Onnx(GanTransformer transformer, string path)
        {
            transformer.ExportToOnnx(path);
            return File.ReadAllBytes(path);
        }

        GanEstimator.Options Options(int? given) => new()
        {
            InputColumnName = "Image",
            Network = new Dcgan { Width = 2 },
            LatentSize = 4,
            BatchSize = 8,
            Steps = 6,
            Seed = given,
            CheckpointFolder = folder.Path,
        };
    }

    private sealed class Crash : ITrainingListener
    {
        public void StepCompleted(TrainingStep step)
        {
            if (step.Step == 5)
                throw new InvalidOperationException("The power failed.");
        }
    }
}
