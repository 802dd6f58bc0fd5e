using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;
using Ml.Gan.Tests.Pipeline;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Models.Export;

/// <summary>Generators that are exported with the input <c>seed</c>.</summary>
[TestClass]
public sealed class SeedInputTests
{
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Samples_of_a_seed_are_those_of_the_generator_with_latents(bool conditional)
    {
        using var data = new Glyphs(size: 16);
        LatentGanOptions Options(bool seedInput) => new()
        {
            Network = new Dcgan { Width = 2 },
            BatchSize = 4,
            LatentSize = 6,
            Steps = 2,
            SeedInput = seedInput,
            Condition = conditional ? new LabelCondition() : null,
            Codes = conditional ? LatentCodes.Parse("3,c1") : null,
        };
        using var seeded = new LatentGan(Options(true), data);
        using var latent = new LatentGan(Options(false), data);
        new GanTrainer(seeded).Train();
        new GanTrainer(latent).Train();
        using var fromSeeds = OnnxGenerator.Load(seeded.Export().ToBytes());
        using var fromLatents = OnnxGenerator.Load(latent.Export().ToBytes());

        Assert.IsTrue(fromSeeds.Info.TakesSeeds);
        Assert.AreEqual(6, fromSeeds.Info.LatentSize);
        OnnxRun.AreClose(fromLatents.Sample(12, seed: 9).Values.Span, fromSeeds.Sample(12, seed: 9).Values.Span, 1e-5f);
    }

    [TestMethod]
    public void A_pipeline_s_generator_is_exported_so_and_still_reads_its_latent_column()
    {
        using var folder = new TemporaryFolder();
        var mlContext = new MLContext(seed: 1);
        var data = mlContext.Data.LoadFromEnumerable(VectorRow.Create(50));
        using var model = mlContext.Gan().Generator(new GanEstimator.Options
        {
            InputColumnName = nameof(VectorRow.Point),
            LatentColumnName = nameof(VectorRow.Noise),
            LatentSize = VectorRow.LatentSize,
            Network = new Mlp { GeneratorWidths = [8], DiscriminatorWidths = [8] },
            BatchSize = 8,
            Steps = 2,
            SeedInput = true,
        }).Fit(data);
        model.ExportToOnnx(folder["generator.onnx"]);
        using var exported = OnnxGenerator.Load(folder["generator.onnx"]);

        float[] latents = LatentNoise.Rows(5, VectorRow.LatentSize, seed: 2);
        var rows = latents.Chunk(VectorRow.LatentSize).Select(noise => new VectorRow { Point = [0, 0], Noise = noise });
        float[][] generated =
            [.. model.Transform(mlContext.Data.LoadFromEnumerable(rows)).GetColumn<float[]>("Generated")];

        OnnxRun.AreClose(exported.Sample(5, seed: 2).Values.Span, [.. generated.SelectMany(row => row)], 1e-5f);
    }
}
