using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Networks;

namespace Ml.Gan.Tests.Pipeline;

/// <summary>What can't work in the end is refused before the first step; what can, works.</summary>
[TestClass]
public sealed class RefusedBeforeTrainingTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<VectorRow> _rows = VectorRow.Create(40);

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(_rows);

    [TestMethod]
    [DataRow("Point", null, null)]
    [DataRow("Noise", "Point", "Noise")]
    [DataRow("latent", "Point", "Noise")]
    [DataRow("sample", "Point", null)]
    [DataRow("image", "Point", null)]
    public void An_output_column_of_any_name_trains_exports_and_is_saved(string output, string? input, string? latent)
    {
        using var transformer = _mlContext.Gan().Generator(Options(output, input, latent)).Fit(Data);

        int width = transformer.Transform(Data).GetColumn<float[]>(output).First().Length;
        using var stream = new MemoryStream();
        _mlContext.Model.Save(transformer, Data.Schema, stream);
        stream.Position = 0;
        var loaded = _mlContext.Model.Load(stream, out _);
        Assert.HasCount(width, loaded.Transform(Data).GetColumn<float[]>(output).First());
        (loaded as IDisposable)?.Dispose();
    }

    [TestMethod]
    public void Options_of_columns_are_refused_when_the_estimator_is_made()
    {
        Refuses(options => options.ScoringBatchSize = 0, nameof(GanEstimator.Options.ScoringBatchSize));
        Refuses(options => options.OutputColumnName = " ", nameof(GanEstimator.Options.OutputColumnName));
        Refuses(options => options.InputColumnName = "", nameof(GanEstimator.Options.InputColumnName));
        Refuses(options => options.LabelColumnName = "", nameof(GanEstimator.Options.LabelColumnName));
        Refuses(options => options.ImageSize = 0, nameof(GanEstimator.Options.ImageSize));
        Refuses(options => options.ImageChannels = 4, nameof(GanEstimator.Options.ImageChannels));

        void Refuses(Action<GanEstimator.Options> set, string option)
        {
            var options = Options("Generated", "Point", null);
            set(options);
            var error = Assert.ThrowsExactly<GanOptionException>(() => _mlContext.Gan().Generator(options));
            Assert.AreEqual(option, error.Option);
        }
    }

    private static GanEstimator.Options Options(string output, string? input, string? latent) => new()
    {
        OutputColumnName = output,
        InputColumnName = input,
        LatentColumnName = latent,
        LatentSize = VectorRow.LatentSize,
        Network = new Mlp { GeneratorWidths = [8], DiscriminatorWidths = [8] },
        BatchSize = 8,
        Steps = 2,
    };
}
