using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Models;

/// <summary>The gan and the exported generator take the same conditions for the same seed.</summary>
[TestClass]
public sealed class DefaultConditionsTests
{
    private const int LatentSize = 5;

    private static readonly Glyphs s_glyphs = new(size: 16);

    [TestMethod]
    [DataRow("label")]
    [DataRow("codes")]
    [DataRow("label and codes")]
    [DataRow("vector")]
    public void Samples_are_those_of_the_exported_generator(string told)
    {
        using var gan = Trained(told);
        using var generator = OnnxGenerator.Load(
            gan.Export().ToBytes(), new OnnxGeneratorOptions { Device = GeneratorDevice.Cpu });
        var asked = told == "vector"
            ? new GeneratorConditions
            {
                Vectors = s_glyphs.Conditions.Read([.. Enumerable.Range(0, 25).Select(i => (long)i)]),
            }
            : null;

        float[] expected = gan.Sample(LatentNoise.Rows(25, LatentSize, 3), gan.Settle(null, 25, 3));

        OnnxRun.AreClose(expected, generator.Sample(25, 3, asked).Values.Span, 1e-5f);
        CollectionAssert.AreEqual(generator.Info.Conditions.ClassNames.ToArray(), gan.Conditions.ClassNames.ToArray());
        Assert.AreEqual(generator.Info.Conditions.RowSize, gan.Conditions.RowSize);
    }

    [TestMethod]
    [DataRow("label", 10)]
    [DataRow("codes", 3)]
    public void Pictures_have_a_row_for_each_class_or_category(string told, int rows)
    {
        using var folder = new TemporaryFolder();
        using var gan = Trained(told, gan => new SampleGridFiles(gan, folder.Path, seed: 4));
        float[] each = [.. Enumerable.Range(0, rows * 8).Select(i => (float)(i / 8))];
        var asked = told == "label"
            ? new GeneratorConditions { Labels = [.. each.Select(label => (int)label)] }
            : new GeneratorConditions { Codes = new Dictionary<string, float[]> { ["d1"] = each } };

        float[] samples = gan.Sample(LatentNoise.Rows(each.Length, LatentSize, 4), gan.Settle(asked, each.Length, 4));

        var expected = ImageGrid.Create(
            new ImageBatch(samples, 1, 16, 16, ValueRange.Tanh), new ImageGridOptions { Columns = 8 });
        CollectionAssert.AreEqual(expected.ToPng(), File.ReadAllBytes(folder["step-000002.png"]));
    }

    private static LatentGan Trained(string told, Func<LatentGan, ITrainingListener>? listener = null)
    {
        var options = new LatentGanOptions
        {
            Network = new Dcgan { Width = 2 },
            LatentSize = LatentSize,
            BatchSize = 4,
            Steps = 2,
            Condition = told.StartsWith("label", StringComparison.Ordinal) ? new LabelCondition()
                : told == "vector" ? new VectorCondition()
                : null,
            Codes = told.EndsWith("codes", StringComparison.Ordinal) ? LatentCodes.Parse("3,c2") : null,
        };
        var gan = new LatentGan(options, s_glyphs);
        new GanTrainer(gan).Train(listener is null ? [] : [listener(gan)]);
        return gan;
    }
}
