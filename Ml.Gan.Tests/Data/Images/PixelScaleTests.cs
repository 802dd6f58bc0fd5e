using Ml.Gan.Data.Images;

namespace Ml.Gan.Tests.Data.Images;

[TestClass]
public sealed class PixelScaleTests
{
    /// <summary>Also what is left beside the processor's vectors, at both ends, and nothing behind the end.</summary>
    [TestMethod]
    public void Many_pixels_are_scaled_as_each_one_is()
    {
        byte[] pixels = [.. Enumerable.Range(0, 512).Select(i => (byte)i)];
        for (int length = 0; length <= 300; length++)
        {
            float[] scaled = new float[length + 1];
            scaled[length] = 7;
            PixelScale.ToFloat(pixels.AsSpan(length % 5, length), scaled.AsSpan(0, length));
            for (int i = 0; i < length; i++)
                Assert.AreEqual((float)(((length % 5 + i) % 256 - 127.5) / 127.5), scaled[i]);
            Assert.AreEqual(7, scaled[length]);
        }
    }
}
