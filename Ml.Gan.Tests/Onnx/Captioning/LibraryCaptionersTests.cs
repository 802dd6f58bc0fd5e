using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Onnx;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Onnx.Captioning;

/// <summary>Captioners and evaluators as the library trains and exports them.</summary>
[TestClass]
public sealed class LibraryCaptionersTests
{
    [TestMethod]
    public void Captions_and_scores_are_those_of_the_model()
    {
        using var scenes = CaptionedImages.Open("builtin:scenes");
        var options = new CaptionOptions
        {
            LatentSize = 4,
            WordSize = 8,
            HiddenSize = 12,
            Width = 2,
            BatchSize = 8,
            PretrainingShare = 0.5,
            Steps = 20,
            Seed = 2,
        };
        using var gan = CaptionGan.Create(options, scenes);
        new GanTrainer(gan).Train();
        using var captioner = OnnxCaptioner.Load(gan.Export().ToBytes(), Captioners.Options with { BatchSize = 4 });
        using var evaluator = OnnxCaptionEvaluator.Load(gan.ExportEvaluator().ToBytes(), Captioners.Options);
        float[] images = new float[3 * scenes.Shape.Length];
        scenes.Read([5, 6, 7], images);

        var (expected, actual) = (gan.Caption(images, 3, 11), captioner.Caption(images, 3, 11));

        CollectionAssert.AreEqual(gan.Vocabulary.Words.ToArray(), captioner.Info.Vocabulary.ToArray());
        for (int i = 0; i < 3; i++)
            CollectionAssert.AreEqual(expected[i].ToArray(), actual[i].ToArray());
        string[] said = [.. Enumerable.Range(5, 3).Select(i => scenes.CaptionsOf(i)[0])];
        float[] scores = [.. evaluator.Score(images, [.. said.Select(one => (string[])[one])]).Select(own => own[0])];
        OnnxRun.AreClose(gan.Score(images, said), scores, 1e-5f);
        Assert.AreEqual("captioning", captioner.Info.System);
        Assert.AreEqual((4, 20L), (captioner.Info.LatentSize, captioner.Info.Steps));
    }
}
