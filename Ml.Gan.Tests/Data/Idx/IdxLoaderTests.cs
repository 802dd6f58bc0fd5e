using Ml.Gan.Data;
using Ml.Gan.Models;

namespace Ml.Gan.Tests.Data.Idx;

[TestClass]
public sealed class IdxLoaderTests
{
    private static readonly SampleSourceOptions TwoByTwo = new() { Size = 2 };

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Reads_images_and_labels(bool gzip)
    {
        using var folder = new TemporaryFolder();
        Func<byte[], byte[]> pack = gzip ? IdxBytes.Gzip : content => content;
        string suffix = gzip ? ".gz" : "";
        string path = folder.Write(
            "t-images-idx3-ubyte" + suffix, pack(IdxBytes.Images(2, 2, 2, 0, 255, 1, 2, 3, 4, 5, 6)));
        folder.Write("t-labels-idx1-ubyte" + suffix, pack(IdxBytes.Labels(7, 3)));

        foreach (string data in (string[])[path, folder.Path])
        {
            using var source = SampleSource.Open(data, TwoByTwo);
            Assert.AreEqual(Path.GetFileName(data), source.Name);
            Assert.AreEqual(2, source.Count);
            Assert.AreEqual(new SampleShape(1, 2, 2), source.Shape);
            CollectionAssert.AreEqual(new byte[] { 0, 255, 1, 2 }, source.ReadBytes(0));
            CollectionAssert.AreEqual(new byte[] { 3, 4, 5, 6 }, source.ReadBytes(1));
            Assert.AreEqual(-1f, source.Read(0)[0]);
            Assert.AreEqual(1f, source.Read(0)[1]);
            CollectionAssert.AreEqual(new[] { "3", "7" }, source.Labels!.ClassNames.ToArray());
            CollectionAssert.AreEqual(new long[] { 0, 1 }, source.ReadLabels(1, 0));
        }
    }

    [TestMethod]
    public void Resizes_and_repeats_gray_in_three_channels()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("x.idx3", IdxBytes.Images(1, 2, 4, 99, 10, 20, 99, 99, 30, 40, 99));
        using var source = SampleSource.Open(path, new SampleSourceOptions { Size = 1, Channels = 3 });
        CollectionAssert.AreEqual(new byte[] { 25, 25, 25 }, source.ReadBytes(0));
    }

    [TestMethod]
    public void Several_files_follow_one_another()
    {
        using var folder = new TemporaryFolder();
        folder.Write("b-idx3-ubyte", IdxBytes.Images(1, 2, 2, 5, 5, 5, 5));
        folder.Write("a-idx3-ubyte", IdxBytes.Images(1, 2, 2, 1, 1, 1, 1));
        using var source = SampleSource.Open(folder.Path, TwoByTwo);
        Assert.AreEqual(2, source.Count);
        Assert.AreEqual(1, source.ReadBytes(0)[0]);
        Assert.AreEqual(5, source.ReadBytes(1)[0]);
        Assert.IsNull(source.Labels);
    }

    /// <summary>As torchvision leaves it: every file packed, and unpacked beside it.</summary>
    [TestMethod]
    public void A_file_and_its_packed_form_are_read_once()
    {
        using var folder = new TemporaryFolder();
        byte[] images = IdxBytes.Images(2, 2, 2, 0, 255, 1, 2, 3, 4, 5, 6), labels = IdxBytes.Labels(7, 3);
        foreach ((string name, byte[] content) in ((string, byte[])[])
            [("t-images-idx3-ubyte", images), ("t-labels-idx1-ubyte", labels)])
        {
            folder.Write(name, content);
            folder.Write(name + ".gz", IdxBytes.Gzip(content));
        }
        using (var source = SampleSource.Open(folder.Path, TwoByTwo))
        {
            Assert.AreEqual(2, source.Count);
            CollectionAssert.AreEqual(new long[] { 1, 0 }, source.ReadLabels(0, 1));
        }

        string packed = folder.Write("t-labels-idx1-ubyte.gz", IdxBytes.Gzip(IdxBytes.Labels(3, 7)));
        Refuses($"'{packed[..^3]}' and '{packed}' have one name but not the same content.");
        folder.Write("t-labels-idx1-ubyte.gz", IdxBytes.Gzip(labels));
        packed = folder.Write("t-images-idx3-ubyte.gz", IdxBytes.Gzip([.. images[..^1], 7]));
        Refuses($"'{packed[..^3]}' and '{packed}' have one name but not the same content.");
        folder.Write("t-images-idx3-ubyte.gz", IdxBytes.Gzip([.. images, 0]));
        Refuses("not the same content");

        void Refuses(string message) => Assert.Contains(
            message,
            Assert.ThrowsExactly<GanDataException>(() => SampleSource.Open(folder.Path, TwoByTwo)).Message);
    }

    /// <summary>As Kaggle calls them, beside the names of the original.</summary>
    [TestMethod]
    public void The_same_images_under_two_names_are_refused()
    {
        using var folder = new TemporaryFolder();
        byte[] images = IdxBytes.Images(2, 2, 2, 0, 255, 1, 2, 3, 4, 5, 6);
        string one = folder.Write("t-images-idx3-ubyte", images), other = folder.Write("t-images.idx3-ubyte", images);
        Assert.AreEqual(
            $"'{one}' and '{other}' hold the same images. Remove one, so that none is read twice.",
            Assert.ThrowsExactly<GanDataException>(() => SampleSource.Open(folder.Path, TwoByTwo)).Message);
    }

    [TestMethod]
    [DataRow("Train-Images-IDX3-ubyte", "Train-Labels-IDX1-ubyte")]
    [DataRow("TRAIN-IMAGES.IDX3-UBYTE", "train-labels.idx1-ubyte")]
    [DataRow("train-images-idx3-ubyte", "TRAIN-LABELS-IDX1-UBYTE.GZ")]
    public void Labels_are_found_whatever_the_case(string images, string labels)
    {
        using var folder = new TemporaryFolder();
        folder.Write(images, IdxBytes.Images(2, 2, 2, 0, 255, 1, 2, 3, 4, 5, 6));
        bool packed = labels.EndsWith(".GZ", StringComparison.Ordinal);
        folder.Write(labels, packed ? IdxBytes.Gzip(IdxBytes.Labels(7, 3)) : IdxBytes.Labels(7, 3));
        using var source = SampleSource.Open(folder.Path, TwoByTwo);
        CollectionAssert.AreEqual(new[] { "3", "7" }, source.Labels!.ClassNames.ToArray());
    }

    [TestMethod]
    public void The_file_that_lacks_labels_is_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("t10k-images-idx3-ubyte", IdxBytes.Images(1, 2, 2, 1, 2, 3, 4));
        folder.Write("train-images-idx3-ubyte", IdxBytes.Images(1, 2, 2, 5, 6, 7, 8));
        folder.Write("train-labels-idx1-ubyte", IdxBytes.Labels(3));
        List<string> warnings = [];
        using var source = SampleSource.Open(folder.Path, TwoByTwo with { Warning = warnings.Add });
        Assert.IsNull(source.Labels);
        const string Reason =
            "'t10k-images-idx3-ubyte' has no labels in a file beside it, as 't10k-labels-idx1-ubyte'";
        Assert.AreEqual(Reason, source.NoLabelsReason);
        CollectionAssert.AreEqual(new[] { $"The labels of '{folder.Path}' are left out: {Reason}." }, warnings);
        string message = Assert.ThrowsExactly<GanDataException>(() => new LabelCondition().SizeFor(source)).Message;
        Assert.Contains($"carries no labels to condition on: {Reason}.", message);
        Assert.Contains(Reason, Assert.ThrowsExactly<GanDataException>(() => new StackedDigits(source)).Message);
        using var some = new SampleSubset(source, [0]);
        Assert.AreEqual(Reason, some.NoLabelsReason);
    }

    [TestMethod]
    public void Classes_are_the_values_that_occur()
    {
        using var folder = new TemporaryFolder();
        byte[] values = [.. Enumerable.Range(1, 26).Select(i => (byte)i)];
        string path = folder.Write("a-images-idx3-ubyte", IdxBytes.Images(26, 1, 1, values));
        folder.Write("a-labels-idx1-ubyte", IdxBytes.Labels(values));
        using var source = SampleSource.Open(path, TwoByTwo);
        CollectionAssert.AreEqual(values.Select(value => $"{value}").ToArray(), source.Labels!.ClassNames.ToArray());
        CollectionAssert.AreEqual(new long[] { 0, 25 }, source.ReadLabels(0, 25));
    }

    [TestMethod]
    public void A_class_of_few_samples_is_said()
    {
        using var folder = new TemporaryFolder();
        byte[] values = [.. Enumerable.Range(0, 200).Select(i => (byte)(i % 10)), 255];
        string path = folder.Write("a-images-idx3-ubyte", IdxBytes.Images(201, 1, 1, values));
        folder.Write("a-labels-idx1-ubyte", IdxBytes.Labels(values));
        List<string> warnings = [];
        using var source = SampleSource.Open(path, TwoByTwo with { Warning = warnings.Add });
        Assert.AreEqual(11, source.Labels!.ClassCount);
        Assert.AreEqual("255", source.Labels.ClassNames[10]);
        Assert.Contains("Of the 11 classes, 1 has few of the 201 samples: '255' 1.", warnings.Single());
    }

    [TestMethod]
    [DataRow(28, 28)]
    [DataRow(20, 16)]
    [DataRow(100, 64)]
    public void The_size_comes_from_the_header_unless_it_is_given(int side, int size)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a-idx3", IdxBytes.Images(1, side, side, new byte[side * side]));
        List<string> notes = [];
        using var source = SampleSource.Open(path, new SampleSourceOptions { Note = notes.Add });
        Assert.AreEqual(new SampleShape(1, size, size), source.Shape);
        CollectionAssert.AreEqual(
            new[] { $"a-idx3: 1 image of {side}×{side}, read at {size}×{size} in gray" }, notes);
    }

    [TestMethod]
    public void Bad_files_are_named_with_what_was_found()
    {
        byte[] good = IdxBytes.Images(2, 2, 2, 1, 2, 3, 4, 5, 6, 7, 8);
        Check(IdxBytes.Write(0x801, [2], 1, 2), "magic number 0x00000801, expected 0x00000803");
        Check("hello, world"u8.ToArray(), "magic number 0x68656C6C, expected 0x00000803");
        Check(good[..^1], "ends early: after 1 of the 2 items");
        Check([.. good, 0], "goes on after the 2 items");
        Check(good[..10], "ends within the header");
        Check([], "is empty, or a pipe or device");
        Check(IdxBytes.Images(0, 2, 2), "announces 0 items");
        Check(IdxBytes.Images(1, 2, 5000), "announces 5000 columns; expected 1 to 4096");
        Check(IdxBytes.Gzip(good)[..25], "");

        static void Check(byte[] content, string expected)
        {
            using var folder = new TemporaryFolder();
            string path = folder.Write("x-idx3-ubyte", content);
            string message = Assert.ThrowsExactly<GanDataException>(() => SampleSource.Open(path, TwoByTwo)).Message;
            Assert.StartsWith($"'{path}' ", message);
            Assert.Contains(expected, message);
        }
    }

    [TestMethod]
    public void Refuses_labels_of_other_images()
    {
        using var folder = new TemporaryFolder();
        string images = folder.Write("t-images-idx3-ubyte", IdxBytes.Images(1, 2, 2, 1, 2, 3, 4));
        string labels = folder.Write("t-labels-idx1-ubyte.gz", IdxBytes.Gzip(IdxBytes.Labels(7, 3)));
        string message = Assert.ThrowsExactly<GanDataException>(() => SampleSource.Open(images, TwoByTwo)).Message;
        Assert.AreEqual($"'{labels}' has 2 labels, but '{images}' has 1 image.", message);
    }
}
