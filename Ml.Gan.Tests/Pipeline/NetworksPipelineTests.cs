using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Pipeline.Scoring;

namespace Ml.Gan.Tests.Pipeline;

/// <summary>
/// Each network of images learns classes in a pipeline; generator and discriminator come out, and the generator again
/// after reloading.
/// </summary>
[TestClass]
public sealed class NetworksPipelineTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");

    public static IEnumerable<object[]> Networks =>
    [
        [new Dcgan { Width = 2 }], [new ResNet { Width = 2 }], [new Sagan { Width = 8 }], [new Gran { Width = 2 }],
        [new ProgressiveGan { Width = 4 }], [new LapGan { Width = 2 }], [new StackGan { Width = 4 }],
        [new FastGan { Width = 2 }],
        [new StyleGan2 { Width = 2 }],
    ];

    [TestCleanup]
    public void RemoveFile() => File.Delete(_file);

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Both_networks_come_out_of_a_pipeline(NetworkArchitecture network)
    {
        var data = _mlContext.Data.LoadFromEnumerable(GlyphRow.Create(12, classes: 2));
        var labeled =
            _mlContext.Transforms.Conversion.MapValueToKey("Label", nameof(GlyphRow.Digit)).Fit(data).Transform(data);
        using var transformer = _mlContext.Gan().Generator(new GanEstimator.Options
        {
            InputColumnName = nameof(GlyphRow.Image),
            LabelColumnName = "Label",
            ImageSize = 32,
            Network = network,
            BatchSize = 4,
            Steps = 6,
            Seed = 1,
        }).Fit(labeled);
        using var discriminator = transformer.CreateDiscriminator();
        _mlContext.Model.Save(transformer, labeled.Schema, _file);

        float[] scores = [.. discriminator.Transform(labeled).GetColumn<float>("Score")];
        float[][] live = Samples(transformer.Transform(labeled));
        using var pipeline = new ReloadedPipeline(_file);
        float[][] reloaded = Samples(pipeline.Transform(labeled));

        Assert.IsTrue(scores.All(float.IsFinite));
        Assert.IsGreaterThan(6, scores.Distinct().Count());
        Assert.HasCount(12, live);
        foreach (float[] sample in live.Concat(reloaded))
        {
            Assert.HasCount(1024, sample);
            Assert.IsInRange(-1.001f, 1.001f, sample.Min());
            Assert.IsInRange(-1.001f, 1.001f, sample.Max());
        }
    }

    private static float[][] Samples(IDataView view) => [.. view.GetColumn<float[]>("Generated")];
}
