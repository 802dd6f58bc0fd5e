using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Metrics;

[TestClass]
public sealed class SampleClassifierTests
{
    private static readonly Glyphs s_glyphs = new(size: 16);
    private static readonly SampleClassifier s_classifier = SampleClassifier.Train(
        s_glyphs, Indices(0, 2000), Indices(2000, 500));

    [ClassCleanup]
    public static void Release() => s_classifier.Dispose();

    [TestMethod]
    public void Names_nearly_all_held_out_digits_rightly()
    {
        Assert.IsGreaterThan(0.97, s_classifier.Accuracy);
        Assert.AreEqual(500, s_classifier.HeldOutCount);
        Assert.Contains("2,000 samples of builtin:glyphs", s_classifier.Description);
        Assert.Contains("500 held-out samples", s_classifier.Description);
    }

    [TestMethod]
    public void The_accuracy_is_the_share_of_held_out_samples_that_it_classifies_as_labeled()
    {
        long[] indices = Indices(2000, 500), labels = s_glyphs.ReadLabels(indices);

        var predictions = s_classifier.Classify(Read(s_glyphs, indices));

        Assert.AreEqual(
            predictions.Classes.Where((digit, i) => digit == labels[i]).Count() / 500.0, s_classifier.Accuracy);
        Assert.AreEqual(10, predictions.ClassCount);
        Assert.IsTrue(predictions.Confidences.All(confidence => confidence is >= 0.1f and <= 1));
    }

    [TestMethod]
    public void A_sample_s_features_depend_on_it_alone()
    {
        var samples = Read(s_glyphs, Indices(5000, 300));

        var features = s_classifier.Extract(samples);

        Assert.AreEqual(300, features.Count);
        Assert.AreEqual(64, features.Width);
        float[] alone = s_classifier.Extract(samples.Slice(299, 1)).Values.ToArray();
        for (int i = 0; i < alone.Length; i++)
            Assert.AreEqual(features[299][i], alone[i], 1e-3f);
    }

    [TestMethod]
    [DataRow(8, 1)]
    [DataRow(17, 3)]
    [DataRow(40, 3)]
    public void Learns_images_of_any_size(int size, int channels)
    {
        using var data = LightAndDark(size, channels);
        using var classifier = SampleClassifier.Train(data, Indices(0, 12), Indices(60, 20));

        Assert.AreEqual(1, classifier.Accuracy);
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_classifier_and_another_one_another()
    {
        using var data = LightAndDark(8, 1);
        float[] Features(int seed)
        {
            using var classifier = SampleClassifier.Train(data, Indices(0, 12), Indices(60, 20), seed);
            return [.. classifier.Extract(Read(data, Indices(0, 3))).Values.Span];
        }

        CollectionAssert.AreEqual(Features(5), Features(5));
        CollectionAssert.AreNotEqual(Features(5), Features(6));
    }

    [TestMethod]
    public void Data_that_cannot_be_learned_are_refused()
    {
        using var builder = SampleCacheBuilder.ForImages("plain", new SampleShape(1, 8, 8));
        builder.Append(new byte[64]);
        using var unlabeled = builder.Build();
        using var tiny = LightAndDark(7, 1);

        Assert.Contains(
            "no labels",
            Assert.ThrowsExactly<GanDataException>(() => SampleClassifier.Train(unlabeled, [0], [0])).Message);
        Assert.Contains(
            "1x7x7", Assert.ThrowsExactly<GanDataException>(() => SampleClassifier.Train(tiny, [0], [1])).Message);
    }

    /// <summary>80 images, dark (class 0) and light (class 1) in turn.</summary>
    private static SampleCache LightAndDark(int size, int channels)
    {
        var random = new Random(1);
        using var builder = SampleCacheBuilder.ForImages("shades", new SampleShape(channels, size, size));
        byte[] pixels = new byte[channels * size * size];
        for (int i = 0; i < 80; i++)
        {
            for (int p = 0; p < pixels.Length; p++)
                pixels[p] = (byte)(random.Next(100) + i % 2 * 150);
            builder.Append(pixels);
        }
        return builder.Build([.. Enumerable.Range(0, 80).Select(i => i % 2)]);
    }

    private static long[] Indices(int start, int count) => [.. Enumerable.Range(start, count).Select(i => (long)i)];

    private static SampleRows Read(ISampleSource data, long[] indices) => new(data.Read(indices), data.Shape.Length);
}
