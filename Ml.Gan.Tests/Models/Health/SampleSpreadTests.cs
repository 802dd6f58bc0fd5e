using Ml.Gan.Models.Health;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models.Health;

/// <summary>Spread of samples, next to what can be computed by hand.</summary>
[TestClass]
public sealed class SampleSpreadTests
{
    [TestMethod]
    public void Deviation_and_distance_of_points_are_those_of_the_formulas()
    {
        using var points = torch.tensor(new float[] { 0, 0, 3, 0, 0, 4, 3, 4 }, [4, 2], device: CPU);
        var spread = SampleSpread.Of(points);
        // Variances 3 and 16/3, each with n - 1; the nearest point is 3 away from each.
        Assert.AreEqual(Math.Sqrt((3 + 16.0 / 3) / 2), spread.Deviation, 1e-6);
        Assert.AreEqual(3, spread.Nearest, 1e-5);
    }

    [TestMethod]
    public void One_image_has_no_deviation_and_repeated_ones_have_no_distance()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(3);
        var images = torch.randn([8, 1, 8, 8], ScalarType.Float32, CPU, generator: random);
        var (one, repeated) = (images[..1].expand(8, 1, 8, 8), torch.cat([images[..4], images[..4]]));

        Assert.AreEqual(0, SampleSpread.Of(one).Deviation, 1e-6);
        Assert.IsGreaterThan(0.8, SampleSpread.Of(repeated).Deviation);
        Assert.AreEqual(0, SampleSpread.Of(repeated).Nearest, 1e-2);
        Assert.IsGreaterThan(5, SampleSpread.Of(images).Nearest);
    }
}
