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
    [DataRow("slant,weight\n0.5, -1\r\n\r\n2,0.3")]
    [DataRow("0.5;-1\n2;0.3")]
    [DataRow("0,5;-1\n2;0,3")]
    [DataRow("slant;weight\n0,5;-1,0\n2,0;0,3")]
    [DataRow("0,5\t-1\n2\t0,3")]
    [DataRow("\"0.5\",\"-1\"\n\"2\",0.3")]
    [DataRow("\"0,5\",\"-1\"\n2,\"0,3\"")]
    [DataRow("sep=;\n0,5;-1\n2;0,3")]
    [DataRow("\"a;b\",c\n0.5,-1\n2,0.3")]
    [DataRow("   \n0.5,-1\n  \n2,0.3\n\n")]
    public void Numbers_are_read_line_by_line(string text)
    {
        float[][] vectors = VectorFile.Read(Write(text)).Rows;
        CollectionAssert.AreEqual(new[] { 0.5f, -1, 2, 0.3f }, vectors.SelectMany(vector => vector).ToArray());
        Assert.HasCount(2, vectors);
    }

    [TestMethod]
    public void Encodings_are_told_by_their_mark()
    {
        const string Text = "Höhe;Breite\n0,5;-1\n";
        foreach (var encoding in (System.Text.Encoding[])
            [new System.Text.UTF8Encoding(true), System.Text.Encoding.Unicode, System.Text.Encoding.BigEndianUnicode])
        {
            var file = VectorFile.Read(
                _folder.Write("marked.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]));
            CollectionAssert.AreEqual(new[] { "Höhe", "Breite" }, file.Columns!.ToArray());
            CollectionAssert.AreEqual(new[] { 0.5f, -1 }, file.Rows.Single());
        }
        Thrown.With<GanDataException>(
            "is no text: line 1 holds a character 0",
            () => VectorFile.Read(_folder.Write("plain.csv", System.Text.Encoding.Unicode.GetBytes("1,2"))));
    }

    [TestMethod]
    [DataRow("file,slant\nb.png,2\na.png,0.5", "slant")]
    [DataRow("slant;File\n2,0;b.png\n0,5;a.png", "slant")]
    [DataRow("b.png,2\na.png,0.5", null)]
    [DataRow("name,slant\nb.png,2\na.png,0.5", "slant")]
    public void A_column_may_name_files(string text, string? column)
    {
        var file = VectorFile.Read(Write(text));
        CollectionAssert.AreEqual(new[] { "b.png", "a.png" }, file.SampleNames!.ToArray());
        CollectionAssert.AreEqual(new[] { 2, 0.5f }, file.Rows.SelectMany(row => row).ToArray());
        Assert.AreEqual(column, file.Columns?.Single());
    }

    /// <summary>Each of these could mean something else than it says.</summary>
    [TestMethod]
    [DataRow("0,5,0,25\n1,5,2,25\n", "Line 1 of", "0,5,0,25", "4 whole numbers or fewer numbers with decimal commas")]
    [DataRow("3,0,5\n2,1,25\n", "Line 1 of", "3,0,5", "3 whole numbers or fewer")]
    [DataRow("0,5,0,2\n0,5,0,2e-3\n", "Line 1 of", "0,5,0,2", "4 whole numbers or fewer")]
    [DataRow(",file,x\n0,a.png,0.5\n", "Line 1 of", "not column 1", "index=False")]
    [DataRow("sep=\"\n1;2\n", "Line 1 of", "separates cells")]
    [DataRow("sep=e\n1;2\n", "Line 1 of", "separates cells")]
    [DataRow("-0,477\n0,403\n", "Line 1 of", "-0,477", "fewer numbers with decimal commas")]
    [DataRow("0.5;0,25\n", "Line 1 of", "'0,25'", "decimal points or decimal commas, not both")]
    [DataRow("0,5;1\n2;0.3\n", "Line 2 of", "'0.3'", "line 1 '0,5'")]
    [DataRow("0.5,-1\n2;0.3\n", "Line 1 of", "'0.5,-1'", "no finite number")]
    [DataRow("1.234,5;1\n", "Line 1 of", "'1.234,5'", "no finite number")]
    [DataRow("slant,weight\n0,5,0,25\n", "Line 2 of", "4 cells", "line 1 names 2 columns")]
    [DataRow("a,a\n1,2\n", "Line 1 of", "two columns", "'a'")]
    [DataRow("0.5,a\"b\n", "Line 1 of", "quote", "whole cell")]
    [DataRow("0.5,\n", "Line 1 of", "''", "no finite number")]
    public void What_is_ambiguous_is_refused_by_its_line(string text, params string[] parts)
    {
        string message = Assert.ThrowsExactly<GanDataException>(() => VectorFile.Read(Write(text))).Message;
        foreach (string part in parts)
            Assert.Contains(part, message);
    }

    /// <summary>One-hot vectors, signs, semicolons and named columns tell what is meant.</summary>
    [TestMethod]
    [DataRow("0,1,0,0\n0,0,1,0\n", 4)]
    [DataRow("a,b,c\n1,2,3\n", 3)]
    [DataRow("0,5\n0,-5\n", 2)]
    [DataRow("age,sex\n34,1\n", 2)]
    [DataRow("34;1\n", 2)]
    [DataRow("34,-1\n", 2)]
    public void Whole_numbers_are_read_where_they_cannot_be_decimals(string text, int length) =>
        Assert.HasCount(length, VectorFile.Read(Write(text)).Rows[0]);

    [TestMethod]
    [DataRow("1,2\n3\n", "Line 2 of", "has 1 number, the lines before it 2")]
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
    public void Named_rows_find_their_images_in_any_order()
    {
        foreach (string name in (string[])["x/img2.png", "x/img10.png", "y/img1.png", "y/img2.png"])
            _folder.Write($"photos/{name}", PictureBytes.Gray(16, 16, (_, _) => (byte)name.GetHashCode()));
        float[] Read(string text)
        {
            using var source = Join(text);
            Assert.AreEqual("x/img2.png", source.SampleNames![0]);
            return [.. source.Conditions.Read([0, 1, 2, 3]).Select(vector => vector[0])];
        }

        CollectionAssert.AreEqual(
            new float[] { 1, 2, 3, 4 },
            Read("file,value\ny/img2.png,4\nimg10.png,2\n./x/img2.png,1\ny\\img1.png,3\n"));
        CollectionAssert.AreEqual(new float[] { 1, 2, 3, 4 }, Read("value\n1\n2\n3\n4\n"), "natural order");

        Refuses("file,value\nimg10.png,1\nimg7.png,2\n", "1 line names no sample: 'img7.png' in line 3",
            "3 samples have no line: 'x/img2.png', 'y/img1.png', 'y/img2.png'");
        Refuses("file,value\nimg2.png,1\n", "names several samples: 'img2.png' in line 2 ('x/img2.png', 'y/img2.png')");
        Refuses(
            "file,value\nimg1.png,1\ny/img1.png,1\n", "names a sample again: 'y/img1.png' in line 3 (also in line 2)");
        Refuses(
            "file,value\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"no{i}.png,1\n")),
            "30 lines name no sample: 'no0.png' in line 2", "and 25 more; 4 samples have no line");

        void Refuses(string text, params string[] parts)
        {
            string message = Assert.ThrowsExactly<GanDataException>(() => Join(text).Dispose()).Message;
            foreach (string part in parts)
                Assert.Contains(part, message);
        }

        SourceWithVectors Join(string text) =>
            new(SampleSource.Open(_folder["photos"]), VectorFile.Read(Write(text)));
    }

    [TestMethod]
    public void Names_need_samples_that_have_some() => Thrown.With<GanDataException>(
        "the samples of 'fake' have no names",
        () => _ = new SourceWithVectors(new FakeSource(1), VectorFile.Read(Write("a.png,1\n"))));

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

    /// <summary>A file may have holes: a terabyte that takes no room.</summary>
    [TestMethod]
    public void A_file_of_more_bytes_than_are_read_is_refused_before_it_is_read()
    {
        using (var file = File.Create(_folder["a.csv"]))
        {
            file.Write("1,2\n"u8);
            file.SetLength(1L << 40);
        }
        string message = Assert.ThrowsExactly<GanDataException>(() => VectorFile.Read(_folder["a.csv"])).Message;
        Assert.Contains("a.csv' has 1099511627776 bytes; at most 536870912 are read", message);
    }

    [TestMethod]
    public void A_file_of_more_vectors_than_are_read_is_refused()
    {
        _folder.Write("a.csv", [.. Enumerable.Repeat("7\n"u8.ToArray(), (1 << 23) + 1).SelectMany(line => line)]);
        string message = Assert.ThrowsExactly<GanDataException>(() => VectorFile.Read(_folder["a.csv"])).Message;
        Assert.Contains("a.csv' has more than 8388608 vectors", message);
    }

    private string Write(string text) => _folder.Write("vectors.csv", System.Text.Encoding.UTF8.GetBytes(text));
}
