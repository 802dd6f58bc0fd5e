using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Onnx;

[TestClass]
public class ImageBatchTests
{
    [TestMethod]
    [DataRow(-1f, 0)]
    [DataRow(1f, 255)]
    [DataRow(0f, 128)] // 127.5, to even
    [DataRow(-0.5f, 64)] // 63.75
    [DataRow(-1.5f, 0)]
    [DataRow(7f, 255)]
    [DataRow(float.NaN, 0)]
    [DataRow(float.PositiveInfinity, 255)]
    [DataRow(float.NegativeInfinity, 0)]
    public void Tanh_values_become_bytes(float value, int expected) =>
        Assert.AreEqual((byte)expected, ValueRange.Tanh.ToByte(value));

    [TestMethod]
    public void Every_byte_survives_the_way_through_a_value()
    {
        for (int i = 0; i < 256; i++)
        {
            Assert.AreEqual((byte)i, ValueRange.Tanh.ToByte((i / 127.5f) - 1));
            Assert.AreEqual((byte)i, ValueRange.Sigmoid.ToByte(i / 255f));
        }
    }

    [TestMethod]
    public void Values_lie_by_channel_and_pixels_by_place()
    {
        var batch = new ImageBatch([.. Enumerable.Range(0, 24).Select(i => i / 255f)], 3, 2, 2, ValueRange.Sigmoid);
        Assert.AreEqual(2, batch.Count);
        CollectionAssert.AreEqual(Enumerable.Range(0, 24).Select(i => (byte)i).ToArray(), batch.ToBytes());
        CollectionAssert.AreEqual(new byte[] { 12, 16, 20, 13, 17, 21, 14, 18, 22, 15, 19, 23 }, batch.ToPixels(1));
        Assert.AreEqual(12 / 255f, batch[1][0]);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => batch.ToPixels(2));
        Assert.ThrowsExactly<ArgumentException>(() => new ImageBatch(new float[5], 1, 2, 2, ValueRange.Tanh));
    }

    [TestMethod]
    public void An_image_is_a_png_of_its_own_size()
    {
        var batch = new ImageBatch([.. Enumerable.Range(0, 36).Select(i => i / 255f)], 3, 2, 3, ValueRange.Sigmoid);
        using var stream = new MemoryStream();
        batch.SavePng(stream, 1);
        stream.WriteByte(0);

        CollectionAssert.AreEqual(stream.ToArray()[..^1], batch.ToPng(1));
        using var picture = SkiaSharp.SKBitmap.Decode(batch.ToPng(1));
        Assert.AreEqual((3, 2), (picture.Width, picture.Height));
        var corner = picture.GetPixel(2, 1);
        Assert.AreEqual((23, 29, 35), (corner.Red, corner.Green, corner.Blue));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => batch.ToPng(2));
        var vectors = new ImageBatch(new float[12], 12, 1, 1, ValueRange.Tanh);
        Thrown.With<ArgumentOutOfRangeException>("1 channel (gray) or 3 (RGB), not 12", () => vectors.ToPng(0));
    }

    [TestMethod]
    [DataRow("-1,1", true)]
    [DataRow("0, 1", true)]
    [DataRow("1,0", false)]
    [DataRow("0,NaN", false)]
    [DataRow("0", false)]
    [DataRow(null, false)]
    public void A_range_is_two_numbers_in_order(string? text, bool valid) =>
        Assert.AreEqual(valid, ValueRange.TryParse(text, out _));

    [TestMethod]
    public void A_range_is_read_as_it_is_written()
    {
        Assert.AreEqual("-1,1", ValueRange.Tanh.ToString());
        Assert.IsTrue(ValueRange.TryParse(new ValueRange(-0.25f, 1e6f).ToString(), out var range));
        Assert.AreEqual(new ValueRange(-0.25f, 1e6f), range);
    }
}
