using Microsoft.ML;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Onnx;
using static Ml.Gan.Tests.Pipeline.Conditions.LabelPipelineTests;

namespace Ml.Gan.Tests.Pipeline.Conditions;

[TestClass]
public sealed class VectorAndCodesPipelineTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<ClassRow> _rows = ClassRow.Create(60);

    private IDataView Data => _mlContext.Data.LoadFromEnumerable(_rows);

    [TestMethod]
    public void Each_row_gets_the_sample_that_its_vector_asks_for()
    {
        using var transformer = _mlContext.Gan().Generator(OnVectors()).Fit(Data);
        using var generator = Exported.Generator(transformer);

        float[][] generated = Generated(transformer.Transform(Data));

        for (int i = 0; i < _rows.Count; i++)
        {
            var asked = new GeneratorConditions { Vectors = [_rows[i].Direction] };
            AssertClose(generator.Generate(_rows[i].Noise, asked).Values.ToArray(), generated[i]);
        }
        AssertClose(
            generator.Sample(1, 4, new GeneratorConditions { Vectors = [[0.5f, -1]] }).Values.ToArray(),
            Generated(transformer.Sample(1, 4, new GeneratorConditions { Vectors = [[0.5f, -1]] }))[0]);
        Assert.Throws<ArgumentException>(() => transformer.Sample(1));
    }

    [TestMethod]
    public void A_number_that_isn_t_finite_is_refused_by_its_row()
    {
        _rows[11].Direction[1] = float.NaN;
        var error = Assert.ThrowsExactly<GanDataException>(() => _mlContext.Gan().Generator(OnVectors()).Fit(Data));
        StringAssert.Contains(error.Message, "Row 11");
        StringAssert.Contains(error.Message, "'Direction'");
    }

    [TestMethod]
    public void A_column_of_another_type_is_refused()
    {
        var options = OnVectors();
        options.ConditionColumnName = nameof(ClassRow.Color);
        var error = Assert.ThrowsExactly<GanDataException>(() => _mlContext.Gan().Generator(options).Fit(Data));
        StringAssert.Contains(error.Message, "'Color'");
        StringAssert.Contains(error.Message, "float vectors");
    }

    [TestMethod]
    public void Codes_come_from_their_column()
    {
        var options = WithCodes();
        options.CodesColumnName = nameof(ClassRow.Codes);
        using var transformer = _mlContext.Gan().Generator(options).Fit(Data);
        using var generator = Exported.Generator(transformer);

        float[][] generated = Generated(transformer.Transform(Data));

        for (int i = 0; i < _rows.Count; i++)
        {
            var asked = new GeneratorConditions { CodeRows = [_rows[i].Codes] };
            AssertClose(generator.Generate(_rows[i].Noise, asked).Values.ToArray(), generated[i]);
        }
    }

    [TestMethod]
    public void Codes_without_a_column_are_drawn_for_each_row_and_repeated_by_the_seed()
    {
        var options = WithCodes();
        options.LatentColumnName = null;
        using var transformer = _mlContext.Gan().Generator(options).Fit(Data);
        using var generator = Exported.Generator(transformer);

        float[][] generated = Generated(transformer.Transform(Data));

        var expected = generator.Sample(_rows.Count, transformer.Seed);
        for (int i = 0; i < _rows.Count; i++)
            AssertClose(expected[i].ToArray(), generated[i]);
    }

    [TestMethod]
    public void Columns_that_nothing_would_use_are_refused_with_the_option()
    {
        var both = OnVectors();
        both.LabelColumnName = nameof(ClassRow.Color);
        var labels = OnVectors();
        (labels.Condition, labels.LabelColumnName) = (new VectorCondition(), nameof(ClassRow.Color));
        var codes = ClassRow.Options();
        codes.CodesColumnName = nameof(ClassRow.Codes);
        var unnamed = ClassRow.Options();
        unnamed.Condition = new VectorCondition();

        AssertRefused(nameof(both.ConditionColumnName), both);
        AssertRefused(nameof(both.LabelColumnName), labels);
        AssertRefused(nameof(codes.CodesColumnName), codes);
        AssertRefused(nameof(unnamed.ConditionColumnName), unnamed);
    }

    private void AssertRefused(string option, GanEstimator.Options options) =>
        Assert.AreEqual(
            option, Assert.ThrowsExactly<GanOptionException>(() => _mlContext.Gan().Generator(options)).Option);

    private static GanEstimator.Options OnVectors()
    {
        var options = ClassRow.Options();
        options.ConditionColumnName = nameof(ClassRow.Direction);
        return options;
    }

    private static GanEstimator.Options WithCodes()
    {
        var options = ClassRow.Options();
        options.Codes = LatentCodes.Parse("3,c1");
        return options;
    }
}
