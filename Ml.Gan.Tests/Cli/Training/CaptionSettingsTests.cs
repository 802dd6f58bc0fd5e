using Ml.Gan.Cli.Training;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Cli.Training;

/// <summary>What command lines of captions become.</summary>
[TestClass]
public sealed class CaptionSettingsTests
{
    [TestMethod]
    [DataRow("", 1e-3, 0.9, 1e-3, 0.9)]
    [DataRow("--learning-rate 0.002", 0.002, 0.9, 0.002, 0.9)]
    [DataRow("--disc-learning-rate 0.003", 1e-3, 0.9, 0.003, 0.9)]
    [DataRow("--disc-learning-rate 0.003 --beta1 0.5", 1e-3, 0.5, 0.003, 0.5)]
    [DataRow("--optimizer adam", 1e-3, 0.9, 1e-3, 0.9)]
    public void Steps_are_those_of_captions_but_for_what_is_asked_for(
        string args, double rate, double beta, double evaluatorRate, double evaluatorBeta)
    {
        var options = Parse(args);
        using var scenes = CaptionedImages.Open("builtin:scenes");
        options.Steps = 1;
        var resolved = options.Resolve(scenes);
        var (captioner, evaluator) =
            ((AdamSettings)resolved.GeneratorOptimizer!, (AdamSettings)resolved.DiscriminatorOptimizer!);
        Assert.AreEqual(
            (rate, beta, evaluatorRate, evaluatorBeta),
            (captioner.LearningRate, captioner.Beta1, evaluator.LearningRate, evaluator.Beta1));
    }

    [TestMethod]
    public void Options_of_all_trainings_are_taken_with_the_defaults_of_captions()
    {
        Assert.AreEqual((16, 0.5, 64), Common(Parse("")));
        Assert.AreEqual((7, 0.25, 3), Common(Parse("--latent 7 --linear-decay 0.25 --batch 3")));
        Assert.IsInstanceOfType<RmsPropSettings>(Parse("--optimizer rmsprop").GeneratorOptimizer);

        static (int, double?, int) Common(CaptionOptions options) =>
            (options.LatentSize, options.LinearDecayStart, options.BatchSize);
    }

    private static CaptionOptions Parse(string args) => CaptionSettings.OptionsOf(TrainOptions.Parse(
    [
        "--system", "captioning", "--data", "builtin:scenes", "--out", "out",
        .. args.Split(' ', StringSplitOptions.RemoveEmptyEntries),
    ]));
}
