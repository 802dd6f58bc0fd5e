using Ml.Gan.Data;

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
            Assert.AreEqual(8, source.Labels!.ClassCount);
            CollectionAssert.AreEqual(new long[] { 3, 7 }, source.ReadLabels(1, 0));
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

    [TestMethod]
    public void Bad_files_are_named_with_what_was_found()
    {
        byte[] good = IdxBytes.Images(2, 2, 2, 1, 2, 3, 4, 5, 6, 7, 8);
        Check(IdxBytes.Write(0x801, [2], 1, 2), "magic number 0x00000801, expected 0x00000803");
        Check("hello, world"u8.ToArray(), "magic number 0x68656C6C, expected 0x00000803");
        Check(good[..^1], "ends early: after 1 of the 2 items");
        Check([.. good, 0], "goes on after the 2 items");
        Check(good[..10], "ends within the header");
        Check([], "ends within the header");
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
        Assert.AreEqual($"'{labels}' has 2 labels, but '{images}' has 1 images.", message);
    }
}
