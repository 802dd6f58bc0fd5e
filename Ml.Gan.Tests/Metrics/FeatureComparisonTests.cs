using Ml.Gan.Metrics;

namespace Ml.Gan.Tests.Metrics;

[TestClass]
public sealed class FeatureComparisonTests
{
    [TestMethod]
    public void Values_are_those_of_each_metric()
    {
        SampleRows real = Normal(40, 1, 0), made = Normal(30, 2, 1);
        var found = FeatureComparison.Of(real, made);
        var manifolds = PrecisionRecall.Of(real, made);
        Assert.AreEqual(FrechetDistance.Squared(real, made), found.Frechet, 1e-12);
        Assert.AreEqual(KernelInceptionDistance.Squared(real, made), found.Kid, 1e-12);
        Assert.AreEqual((manifolds.Precision, manifolds.Recall), (found.Precision, found.Recall));
        Assert.AreNotEqual(found.Precision, found.Recall);
    }

    [TestMethod]
    public void Three_images_have_no_manifold()
    {
        var found = FeatureComparison.Of(Normal(3, 1, 0), Normal(3, 2, 1));
        Assert.IsNull(found.Precision);
        Assert.IsNull(found.Recall);
        Assert.IsGreaterThan(0, found.Frechet);
        Assert.IsNotNull(FeatureComparison.Of(Normal(4, 1, 0), Normal(4, 2, 1)).Recall);
    }

    private static SampleRows Normal(int count, int seed, float mean)
    {
        float[] values = new float[count * 3];
        Ml.Gan.Onnx.LatentNoise.Fill(values, seed);
        return new SampleRows(values.Select(value => value + mean).ToArray(), 3);
    }
}
