using Ml.Gan.Data;
using Ml.Gan.Metrics;

namespace Ml.Gan.Tests.Metrics;

[TestClass]
public sealed class PixelAveragesTests
{
    private static readonly SampleRows s_image = Rows.Of(8, 1, 3, 5, 7, 11, 13, 2, 2);

    [TestMethod]
    public void Means_of_squares_take_the_place_of_pixels()
    {
        using var space = new PixelAverages(new SampleShape(1, 2, 4), limit: 2);

        CollectionAssert.AreEqual(new float[] { 7, 4 }, space.Extract(s_image).Values.ToArray());
        Assert.Contains("2×1", space.Description);
    }

    [TestMethod]
    public void Channels_are_averaged_apart()
    {
        using var space = new PixelAverages(new SampleShape(2, 2, 2), limit: 2);

        CollectionAssert.AreEqual(new float[] { 4, 7 }, space.Extract(s_image).Values.ToArray());
    }

    [TestMethod]
    public void Small_images_are_compared_as_they_are()
    {
        using var space = new PixelAverages(new SampleShape(1, 2, 4), limit: 8);

        CollectionAssert.AreEqual(s_image.Values.ToArray(), space.Extract(s_image).Values.ToArray());
        Assert.AreEqual("the pixels themselves", space.Description);
    }
}
