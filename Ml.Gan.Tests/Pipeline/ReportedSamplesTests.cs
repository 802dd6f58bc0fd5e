using Microsoft.ML;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Training;
using SkiaSharp;

namespace Ml.Gan.Tests.Pipeline;

/// <summary>Estimators tell their listeners what is generated on the way, and how the training ends.</summary>
[TestClass]
public sealed class ReportedSamplesTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void A_translator_shows_its_pictures_and_learns_the_same()
    {
        var data = _mlContext.Data.LoadFromEnumerable(PictureRow.Create(12));
        var listener = new Listener();
        byte[] Fit(params ITrainingListener[] listeners)
        {
            var options = TranslatorOptions.OfPictures();
            (options.Listeners, options.SampleInterval) = (listeners, 1);
            using var fitted = _mlContext.Gan().Translator(options).Fit(data);
            return Exported.Bytes(fitted.ExportToOnnx);
        }

        byte[] plain = Fit(), watched = Fit(listener);

        CollectionAssert.AreEqual(plain, watched);
        CollectionAssert.AreEqual(new long[] { 1, 2 }, listener.Samples.Select(samples => samples.Step).ToArray());
        foreach (var samples in listener.Samples)
        {
            using var picture = SKBitmap.Decode(samples.Png.Span);
            Assert.AreEqual((samples.Width, samples.Height), (picture.Width, picture.Height));
            Assert.IsNull(samples.Text);
        }
        Assert.AreEqual(new TrainingEnd(2, TrainingOutcome.Completed), listener.End);
    }

    [TestMethod]
    public void A_captioner_shows_what_it_says_of_pictures()
    {
        var listener = new Listener();
        var options = CaptionRow.Options();
        options.Listeners = [listener];
        using var fitted = _mlContext.Gan().Captioner(options)
            .Fit(_mlContext.Data.LoadFromEnumerable(CaptionRow.Create(12)));
        var samples = listener.Samples.Single();
        Assert.HasCount(8 * 6, samples.Text!.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [TestMethod]
    public void Vectors_have_no_pictures()
    {
        var listener = new Listener();
        using var fitted = _mlContext.Gan().Generator(new GanEstimator.Options
        {
            InputColumnName = nameof(VectorRow.Point),
            Network = new Mlp { GeneratorWidths = [4], DiscriminatorWidths = [4] },
            BatchSize = 8,
            Steps = 2,
            Listeners = [listener],
        }).Fit(_mlContext.Data.LoadFromEnumerable(VectorRow.Create(64)));
        Assert.IsEmpty(listener.Samples);
        Assert.AreEqual(TrainingOutcome.Completed, listener.End!.Outcome);
    }

    [TestMethod]
    public void Nothing_is_drawn_where_no_listener_is_told()
    {
        var image = new SampleShape(3, 16, 16);
        ITrainingListener[] deaf = [new TrainingHistory()];
        Assert.AreSame(deaf, SampleReporter.Beside(deaf, image, 1, _ => throw new AssertFailedException()));
        Assert.HasCount(
            3, SampleReporter.Beside([.. deaf, new Listener()], image, 1, _ => throw new AssertFailedException()));
    }

    private sealed class Listener : IReportListener
    {
        public List<TrainingSamples> Samples { get; } = [];

        public TrainingEnd? End { get; private set; }

        public void StepCompleted(TrainingStep step)
        {
        }

        public void Reported(TrainingReport report)
        {
            if (report is TrainingSamples samples)
                Samples.Add(samples);
        }

        public void Ended(TrainingEnd end) => End = end;
    }
}
