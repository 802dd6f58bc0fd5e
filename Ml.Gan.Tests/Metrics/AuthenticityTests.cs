using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Metrics;

[TestClass]
public sealed class AuthenticityTests
{
    [TestMethod]
    public void Of_three_numbers_is_what_a_hand_counts()
    {
        // 0, 1 and 10 are 1, 1 and 9 from their nearest neighbors; 3 is 2 from 1, and 12 is 2 from 10.
        Assert.AreEqual(1 / 3.0, Authenticity.Of(Rows.Of(1, 0, 1, 10), Rows.Of(1, 0.5f, 3, 12)), 1e-12);
    }

    [TestMethod]
    [DataRow(1, 1.0 / 3, DisplayName = "one dimension: 1 - 2/3")]
    [DataRow(2, 0.3785, DisplayName = "two dimensions: 1 - 6π/(8π + 3√3)")]
    public void Of_one_distribution_is_what_remains_of_the_share_of_mutual_neighbors(int width, double expected) =>
        Assert.AreEqual(
            expected,
            Authenticity.Of(Rows.Normal(3000, 1, new float[width]), Rows.Normal(3000, 2, new float[width])),
            0.03);

    [TestMethod]
    public void Copies_have_none_even_of_rows_that_are_there_twice()
    {
        var rows = Rows.Normal(100, 1, [1000, 0, 3]);
        Assert.AreEqual(0, Authenticity.Of(rows, rows));
        Assert.AreEqual(0, Authenticity.Of(SampleRows.Join(rows, rows), rows));
        Assert.AreEqual(0, Authenticity.Of(rows, Rows.Of(3, [.. rows.Values.ToArray().Select(x => x + 1e-4f)])), 0.05);
    }

    [TestMethod]
    public void Copies_are_nearer_than_the_first_percentile_of_real_rows_to_their_neighbors()
    {
        // 200 numbers that are 1 apart, but for two that are 0.3 and two that are 0.5 apart: the third least is 0.5.
        float[] places = [.. Enumerable.Range(0, 200).Select(i => (float)i)];
        (places[1], places[101]) = (0.5f, 100.3f);
        var real = Rows.Of(1, places);

        Assert.AreEqual(0.5, CopyShare.Of(real, Rows.Of(1, 50.4f, 60.6f, 70.45f, 201, -3, 250)));
        Assert.AreEqual(1, CopyShare.Of(real, real));
        Assert.AreEqual(0, CopyShare.Of(real, Rows.Of(1, -50, -50.1f, 300)), "a poor generator copies nothing");
        var normals = Rows.Normal(2000, 1, new float[8]);
        Assert.AreEqual(0.01, CopyShare.Of(normals, Rows.Normal(2000, 2, new float[8])), 0.01);
    }

    [TestMethod]
    public void A_generator_that_returns_training_images_is_told_from_one_of_new_images()
    {
        var glyphs = new Glyphs(size: 16);
        using var builder = SampleCacheBuilder.ForImages("a hundred", glyphs.Shape);
        for (int i = 0; i < 100; i++)
            builder.Append(glyphs.ReadBytes(i));
        using var training = builder.Build();
        var options = new EvaluationOptions
        {
            Metrics = [new Authenticity(), new CopyShare(), new Precision()],
            Nearest = 7,
        };
        using var pixels = new PixelAverages(glyphs.Shape, limit: 256);
        using var evaluator = new GeneratorEvaluator(training, options with { Features = pixels });

        var copies = evaluator.Evaluate(Samples(training.Shape, i => training.Read(2 * i), evaluator.Count));
        var others = evaluator.Evaluate(Samples(training.Shape, i => glyphs.Read(5000 + i), evaluator.Count));

        Assert.AreEqual(50, evaluator.Count);
        Assert.AreEqual(0, copies.Find("authenticity")!.Value, "of the reference's images too");
        Assert.AreEqual(1, copies.Find("copies")!.Value);
        Assert.IsLessThan(0.1, copies.Find("copies")!.Reference, "held-out images");
        Assert.IsLessThan(0.1, others.Find("copies")!.Value);
        Assert.AreEqual(copies.Find("precision")!.Reference, copies.Find("precision")!.Value, 0.3, "it doesn't tell");
        double real = others.Find("authenticity")!.Reference;
        Assert.IsInRange(0.25, 0.75, real);
        Assert.AreEqual(real, others.Find("authenticity")!.Value, 0.25);
        Assert.HasCount(7, copies.Nearest);
        foreach (var row in copies.Nearest)
        {
            Assert.HasCount(NearestReal.Neighbors, row.Real);
            CollectionAssert.AreEqual(row.Generated.ToArray(), row.Real[0].ToArray());
            Assert.AreEqual(0, row.Distances[0], 1e-4);
            CollectionAssert.AreEqual(row.Distances.Order().ToArray(), row.Distances.ToArray());
        }
        Assert.IsGreaterThan(0.1, others.Nearest[0].Distances[0]);
        double[] nearest = [.. others.Nearest.Select(row => row.Distances[0])];
        CollectionAssert.AreEqual(nearest.Order().ToArray(), nearest, "the nearest first");
    }

    private static SampleRows Samples(SampleShape shape, Func<int, float[]> image, int count) =>
        new(Enumerable.Range(0, count).SelectMany(image).ToArray(), shape.Length);
}
