using Ml.Gan.Data;

namespace Ml.Gan.Tests.Data;

[TestClass]
public sealed class SampleCacheTests
{
    private static readonly SampleShape Shape = new(1, 3, 5);

    [TestMethod]
    public void Caches_in_a_file_and_in_memory_agree()
    {
        using var memory = Images(1000, SampleCache.DefaultMemoryLimit);
        using var inFile = Images(1000, memoryLimit: 4000);
        Assert.IsTrue(memory.IsInMemory);
        Assert.IsFalse(inFile.IsInMemory);
        Assert.AreEqual(1000, inFile.Count);

        long[] indices = [999, 0, 500, 500, 266, 267];
        CollectionAssert.AreEqual(memory.Read(indices), inFile.Read(indices));
        Assert.AreEqual((1000 % 256 - 127.5f) / 127.5f, inFile.Read(999)[1], 1e-6f);
    }

    [TestMethod]
    public void Floats_come_back_as_given()
    {
        float[] values = [0, -3.5f, float.MaxValue, 1e-30f];
        foreach (long limit in (long[])[0, 1 << 20])
        {
            using var builder = SampleCacheBuilder.ForVectors("rows", SampleShape.Vector(4), memoryLimit: limit);
            builder.Append(new float[4]);
            builder.Append(values);
            using var cache = builder.Build();
            CollectionAssert.AreEqual(values, cache.Read(1));
        }
    }

    [TestMethod]
    public void Many_chunks_are_read_in_order()
    {
        using var builder = SampleCacheBuilder.ForVectors("rows", SampleShape.Vector(1000));
        float[] row = new float[1000];
        for (int i = 0; i < 3000; i++)
        {
            row.AsSpan().Fill(i);
            builder.Append(row);
        }
        using var cache = builder.Build();
        for (int i = 0; i < 3000; i++)
            Assert.AreEqual(i, cache.Read(i)[999]);
    }

    [TestMethod]
    public void The_temporary_file_is_gone_afterwards()
    {
        int before = TemporaryFiles();
        var cache = Images(100, memoryLimit: 10);
        cache.Dispose();
        using (var abandoned = SampleCacheBuilder.ForImages("images", Shape, memoryLimit: 0))
            abandoned.Append(new byte[15]);
        Assert.AreEqual(before, TemporaryFiles());
        Assert.ThrowsExactly<ObjectDisposedException>(() => cache.Read(0));

        static int TemporaryFiles() => Directory.GetFiles(Path.GetTempPath(), "ml-gan-*.cache").Length;
    }

    [TestMethod]
    public void Many_threads_read_the_same_as_one()
    {
        using var inFile = Images(1000, memoryLimit: 4000);
        float[] expected = inFile.Read([.. Enumerable.Range(0, 1000).Select(i => (long)i)]);
        Parallel.For(0, 1000, i => CollectionAssert.AreEqual(expected[(i * 15)..((i + 1) * 15)], inFile.Read(i)));
    }

    [TestMethod]
    [DataRow(float.NaN, "NaN")]
    [DataRow(float.PositiveInfinity, "Infinity")]
    public void Refuses_values_that_are_not_finite(float value, string text)
    {
        using var builder = SampleCacheBuilder.ForVectors("rows", SampleShape.Vector(3), "Features");
        builder.Append(new float[3]);
        string message = Assert.ThrowsExactly<GanDataException>(() => builder.Append([0, 0, value])).Message;
        StringAssert.StartsWith(message, $"Row 1 of column 'Features' has {text} at index 2");
    }

    [TestMethod]
    public void Refuses_samples_of_another_length()
    {
        using var builder = SampleCacheBuilder.ForImages("images", Shape);
        string message = Assert.ThrowsExactly<GanDataException>(() => builder.Append(new byte[14])).Message;
        Assert.AreEqual("Row 0 of 'images' has 14 values; expected 15 (1x3x5).", message);
    }

    [TestMethod]
    public void Labels_come_back_by_index()
    {
        using var builder = SampleCacheBuilder.ForVectors("rows", SampleShape.Vector(1));
        for (int i = 0; i < 4; i++)
            builder.Append([i]);
        Assert.Contains(
            "4 samples but 3 labels", Assert.ThrowsExactly<GanDataException>(() => builder.Build([0, 1, 2])).Message);
        using var cache = builder.Build([5, 0, 2, 2]);
        Assert.AreEqual(6, cache.Labels!.ClassCount);
        CollectionAssert.AreEqual(new long[] { 2, 5 }, cache.ReadLabels(3, 0));
    }

    [TestMethod]
    public void Classes_may_have_names_and_labels_be_unknown()
    {
        using var builder = SampleCacheBuilder.ForVectors("rows", SampleShape.Vector(1));
        for (int i = 0; i < 3; i++)
            builder.Append([i]);
        Assert.Contains("label -2", Assert.ThrowsExactly<GanDataException>(() => builder.Build([0, -2, 1])).Message);
        Assert.Contains(
            "2 classes only",
            Assert.ThrowsExactly<GanDataException>(() => builder.Build([0, 2, 1], ["cat", "dog"])).Message);
        using var cache = builder.Build([1, -1, 0], ["cat", "dog", "cow"]);
        Assert.AreEqual(3, cache.Labels!.ClassCount);
        CollectionAssert.AreEqual(new[] { "cat", "dog", "cow" }, cache.Labels.ClassNames.ToArray());
        CollectionAssert.AreEqual(new long[] { -1, 1 }, cache.ReadLabels(1, 0));
    }

    [TestMethod]
    [DataRow(1L << 20)]
    [DataRow(20L)]
    public void Vectors_that_come_with_samples_are_read_by_index(long memoryLimit)
    {
        using var builder = SampleCacheBuilder.ForVectors("rows", SampleShape.Vector(1), memoryLimit: memoryLimit);
        for (int i = 0; i < 30; i++)
        {
            builder.Append([i]);
            builder.AppendCondition([i, -i]);
        }
        using var cache = builder.Build();
        float[] read = new float[6];
        cache.Conditions!.Read([29, 0, 7], read);
        Assert.AreEqual(2, cache.Conditions.Size);
        CollectionAssert.AreEqual(new float[] { 29, -29, 0, 0, 7, -7 }, read);
        Assert.ThrowsExactly<ArgumentException>(() => cache.Conditions.Read([0], new float[3]));
    }

    [TestMethod]
    public void Refuses_vectors_that_do_not_fit()
    {
        using var builder = SampleCacheBuilder.ForVectors("rows", SampleShape.Vector(1));
        builder.Append([0f]);
        builder.AppendCondition([1, 2]);
        builder.Append([1f]);
        Assert.Contains("1 conditions", Assert.ThrowsExactly<GanDataException>(() => builder.Build()).Message);
        Assert.Contains("row 1", Assert.ThrowsExactly<GanDataException>(() => builder.AppendCondition([1])).Message);
        Assert.Contains(
            "NaN", Assert.ThrowsExactly<GanDataException>(() => builder.AppendCondition([1, float.NaN])).Message);
    }

    [TestMethod]
    public void Labels_and_conditions_that_it_was_not_given_are_null()
    {
        using var cache = Images(2, 1 << 20);
        Assert.IsNull(cache.Labels);
        Assert.IsNull(cache.Conditions);
    }

    [TestMethod]
    public void Labels_of_which_none_is_known_are_none()
    {
        using var builder = SampleCacheBuilder.ForVectors("rows", SampleShape.Vector(1));
        builder.Append([0f]);
        using var cache = builder.Build([-1]);
        Assert.IsNull(cache.Labels);
    }

    [TestMethod]
    public void Refuses_an_empty_set_and_indices_out_of_range()
    {
        using var builder = SampleCacheBuilder.ForImages("nothing", Shape);
        Assert.AreEqual(
            "'nothing' holds no samples.", Assert.ThrowsExactly<GanDataException>(() => builder.Build()).Message);
        using var cache = Images(2, 1 << 20);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => cache.Read(2));
        Assert.ThrowsExactly<ArgumentException>(() => cache.Read([0], new float[14]));
    }

    private static SampleCache Images(int count, long memoryLimit)
    {
        using var builder = SampleCacheBuilder.ForImages("images", Shape, memoryLimit);
        for (int i = 0; i < count; i++)
            builder.Append([.. Enumerable.Range(i, Shape.Length).Select(value => (byte)value)]);
        return builder.Build();
    }
}
