using System.Security.Cryptography;
using Ml.Gan.Data;

namespace Ml.Gan.Tests.Data.Idx;

[TestClass]
public sealed class MnistTests
{
    /// <summary>MD5 of the uncompressed file of test images, as published with the data.</summary>
    private const string TestImagesMd5 = "2646ac647ad5339dbf082846283269ea";

    [TestMethod]
    public void Reads_every_pixel_and_label()
    {
        using var source = SampleSource.Open(SharedData.Find("mnist"));
        Assert.AreEqual("mnist", source.Name);
        Assert.AreEqual(10_000, source.Count);
        Assert.AreEqual(new SampleShape(1, 28, 28), source.Shape);

        long[] all = [.. Enumerable.Range(0, 10_000).Select(i => (long)i)];
        byte[] pixels = [.. source.Read(all).Select(value => (byte)MathF.Round((value + 1) * 127.5f))];
        byte[] file = [.. IdxBytes.Images(10_000, 28, 28), .. pixels];
#pragma warning disable CA5351 // MD5 is what the publisher of the data gives.
        Assert.AreEqual(TestImagesMd5, Convert.ToHexStringLower(MD5.HashData(file)));
#pragma warning restore CA5351

        long[] labels = source.ReadLabels(all);
        CollectionAssert.AreEqual(new long[] { 7, 2, 1, 0, 4, 1, 4, 9, 5, 9 }, labels[..10]);
        Assert.AreEqual(10, source.Labels!.ClassCount);
        Assert.AreEqual(1135, labels.Count(label => label == 1));
    }

    [TestMethod]
    public void Reads_at_another_size()
    {
        using var small = SampleSource.Open(SharedData.Find("mnist"), new SampleSourceOptions { Size = 14 });
        using var full = SampleSource.Open(SharedData.Find("mnist"));
        Assert.AreEqual(new SampleShape(1, 14, 14), small.Shape);
        Assert.AreEqual(full.Read(3).Average(), small.Read(3).Average(), 0.005);
    }
}
