using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Pipeline;

[TestClass]
public sealed class SourceRowsTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Images_come_with_their_labels_and_conditions()
    {
        using var glyphs = new Glyphs(size: 16, channels: 3);
        var rows = _mlContext.Gan().LoadFromSource(glyphs, count: 70);

        float[][] images = [.. rows.GetColumn<float[]>("Image")];
        float[] expected = new float[glyphs.Shape.Length];
        glyphs.Read([69], expected);
        Assert.HasCount(70, images);
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], images[69][i] / 127.5f - 1, 1e-6f);
        var type = (VectorDataViewType)rows.Schema["Image"].Type;
        CollectionAssert.AreEqual(new[] { 3, 16, 16 }, type.Dimensions.ToArray());
        CollectionAssert.AreEqual(glyphs.Conditions.Read([69])[0], rows.GetColumn<float[]>("Condition").Last());
        var names = _mlContext.Transforms.Conversion.MapKeyToValue("Name", "Label").Fit(rows).Transform(rows);
        CollectionAssert.AreEqual(
            glyphs.Labels.Read([.. Enumerable.Range(0, 70).Select(i => (long)i)]).Select(label => $"{label}").ToArray(),
            names.GetColumn<ReadOnlyMemory<char>>("Name").Select(name => $"{name}").ToArray());
    }

    [TestMethod]
    public void Vectors_without_labels_are_one_column()
    {
        var rows = _mlContext.Gan().LoadFromSource(new FakeSource(200));

        Assert.AreEqual("Sample", rows.Schema.Single().Name);
        CollectionAssert.AreEqual(
            Enumerable.Range(0, 200).Select(i => (float)i).ToArray(),
            rows.GetColumn<float[]>("Sample").SelectMany(row => row).ToArray());
    }

    [TestMethod]
    public void A_label_that_is_not_known_is_a_missing_key()
    {
        using var source = new HalfLabeled();
        var rows = _mlContext.Gan().LoadFromSource(source);

        CollectionAssert.AreEqual(new uint[] { 1, 0, 2, 0 }, rows.GetColumn<uint>("Label").ToArray());
    }

    [TestMethod]
    public void An_estimator_learns_from_the_rows_with_their_labels()
    {
        using var glyphs = new Glyphs(size: 16);
        var options = new GanEstimator.Options
        {
            InputColumnName = "Image",
            LabelColumnName = "Label",
            Network = new Mlp { GeneratorWidths = [16], DiscriminatorWidths = [16] },
            LatentSize = 4,
            BatchSize = 16,
            Steps = 3,
            Seed = 1,
        };
        var rows = _mlContext.Gan().LoadFromSource(glyphs, count: 64);
        using var transformer = _mlContext.Gan().Generator(options).Fit(rows);
        CollectionAssert.AreEqual(
            new[] { 1, 1, 16, 16 }, ((VectorDataViewType)transformer.OutputType).Dimensions.ToArray());
        Assert.AreEqual(10, transformer.Sample(10).GetRowCount());
    }

    [TestMethod]
    public void More_rows_than_there_are_samples_are_refused()
    {
        using var source = new HalfLabeled();
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _mlContext.Gan().LoadFromSource(source, count: 5));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _mlContext.Gan().LoadFromSource(source, count: -1));
    }

    /// <summary>Four numbers, of which every second has a label.</summary>
    private sealed class HalfLabeled : ISampleSource
    {
        public HalfLabeled() => Labels = new SampleLabels(this, 2, (indices, labels) =>
        {
            for (int i = 0; i < indices.Length; i++)
                labels[i] = indices[i] % 2 == 0 ? indices[i] / 2 : -1;
        });

        public string Name => "half-labeled";

        public SampleShape Shape => SampleShape.Vector(1);

        public long? Count => 4;

        public SampleLabels Labels { get; }

        public void Read(ReadOnlySpan<long> indices, Span<float> destination)
        {
            for (int i = 0; i < indices.Length; i++)
                destination[i] = indices[i];
        }

        public void Dispose() { }
    }
}
