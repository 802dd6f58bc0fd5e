using Ml.Gan.Data;
using Ml.Gan.Tests.Onnx;

namespace Ml.Gan.Tests.Data;

[TestClass]
public sealed class VectorFileTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    [DataRow("0.5,-1\n2,3e-1\n")]
    [DataRow("slant,weight\n0.5, -1\r\n\r\n2;0.3")]
    public void Numbers_are_read_line_by_line(string text)
    {
        float[][] vectors = VectorFile.Read(Write(text));
        CollectionAssert.AreEqual(new[] { 0.5f, -1, 2, 0.3f }, vectors.SelectMany(vector => vector).ToArray());
        Assert.HasCount(2, vectors);
    }

    [TestMethod]
    [DataRow("1,2\n3\n", "Line 2 of", "has 1 numbers, the lines before it 2")]
    [DataRow("1,2\n3,NaN\n", "Line 2 of", "'NaN', which is no finite number")]
    [DataRow("1,2\n3,four\n", "Line 2 of", "'four'")]
    [DataRow("1,two\n", "Line 1 of", "'two'")]
    [DataRow("a,b\nc,d\n", "Line 2 of", "'c'")]
    [DataRow("\n", "holds no vectors", "as 0.5,-1")]
    public void What_is_no_vector_is_named(string text, string first, string second)
    {
        string message = Assert.ThrowsExactly<GanDataException>(() => VectorFile.Read(Write(text))).Message;
        Assert.Contains(first, message);
        Assert.Contains(second, message);
    }

    [TestMethod]
    public void Vectors_join_samples()
    {
        using var source = new SourceWithVectors(new FakeSource(3), [[1, 2], [3, 4], [5, 6]]);
        Assert.AreEqual((2, 3L), (source.Conditions.Size, source.Count));
        Assert.IsNull(source.Labels);
        float[] read = new float[4];
        source.Conditions.Read([2, 0], read);
        CollectionAssert.AreEqual(new float[] { 5, 6, 1, 2 }, read);
        CollectionAssert.AreEqual(new float[] { 2, 0 }, source.Read(2, 0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => source.Conditions.Read([3], new float[2]));
        Thrown.With<GanDataException>(
            "'fake' has 3 samples, but there are 2 vectors",
            () => _ = new SourceWithVectors(new FakeSource(3), [[1], [2]]));
        Thrown.With<GanDataException>(
            "'fake' is endless", () => _ = new SourceWithVectors(new FakeSource(null), [[1], [2]]));
        Thrown.With<GanDataException>(
            "several lengths", () => _ = new SourceWithVectors(new FakeSource(2), [[1], [2, 3]]));
    }

    private string Write(string text) => _folder.Write("vectors.csv", System.Text.Encoding.UTF8.GetBytes(text));
}
