using Ml.Gan.Data;
using Ml.Gan.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Objectives;

[TestClass]
public sealed class MmdTests
{
    /// <summary>k is exp(−d²); the samples lie at the corners of a unit square.</summary>
    [TestMethod]
    public void The_generator_minimizes_the_discrepancy_of_the_samples_themselves()
    {
        using var scope = NewDisposeScope();
        var objective = new Mmd { Kernel = new GaussianMixture { Bandwidths = [Math.Sqrt(0.5)] } };
        EvaluatedBatch real = new(torch.tensor(new double[] { 0, 0, 0, 1 }, [2, 2])), generated = new(
            torch.tensor(new double[] { 1, 0, 1, 1 }, [2, 2]));
        double expected = 2 * Math.Exp(-1) - (Math.Exp(-1) + Math.Exp(-2));

        Assert.AreEqual(expected, objective.GeneratorLoss(real, generated).item<double>(), 1e-12);
        Assert.ThrowsExactly<NotSupportedException>(() => objective.DiscriminatorLoss(real, generated));
    }

    [TestMethod]
    public void Equal_distributions_differ_by_no_more_than_the_estimators_error()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(3);
        double[] losses = [.. Enumerable.Range(0, 50).Select(
            _ => new Mmd().GeneratorLoss(Normal(random), Normal(random)).item<double>())];
        double standardError = Math.Sqrt(losses.Average(loss => loss * loss) / losses.Length);

        Assert.IsLessThan(4 * standardError, Math.Abs(losses.Average()));
        Assert.IsTrue(losses.Any(loss => loss < 0));
    }

    /// <summary>k is exp(−d²), 1 for a sample and itself; the samples lie at the corners of a unit square.</summary>
    [TestMethod]
    public void The_root_is_that_of_the_biased_estimate()
    {
        using var scope = NewDisposeScope();
        var objective = new Mmd { Kernel = new GaussianMixture { Bandwidths = [Math.Sqrt(0.5)] }, Root = true };
        EvaluatedBatch real = new(torch.tensor(new double[] { 0, 0, 0, 1 }, [2, 2])), generated = new(
            torch.tensor(new double[] { 1, 0, 1, 1 }, [2, 2]));
        double expected = (1 + Math.Exp(-1)) - (Math.Exp(-1) + Math.Exp(-2));

        Assert.AreEqual(Math.Sqrt(expected), objective.GeneratorLoss(real, generated).item<double>(), 1e-12);
        Assert.AreEqual(0, objective.GeneratorLoss(real, real).item<double>(), 1e-5);
        Assert.AreEqual("mmd:root", objective.Name);
        Assert.IsTrue(((Mmd)Catalog.Objectives.Parse("mmd:root")).Root);
        Assert.ThrowsExactly<GanOptionException>(() => Catalog.Objectives.Parse("mmd:square"));
    }

    /// <summary>Glyphs of all sizes, gray and in color: what one bandwidth sees lies between nothing and all.</summary>
    [TestMethod]
    [DataRow(28, 1)]
    [DataRow(64, 3)]
    [DataRow(128, 3)]
    public void The_default_kernel_sees_images_of_any_size(int size, int channels)
    {
        using var scope = NewDisposeScope();
        using var data = new Glyphs(size, channels);
        var objective = (Mmd)new Mmd().Resolve(data);
        var first = Batch(data, 0) / objective.MedianDistance!.Value;
        var second = Batch(data, 32) / objective.MedianDistance!.Value;

        var means = ((GaussianMixture)objective.Kernel).Bandwidths.Select(
            sigma => new GaussianMixture { Bandwidths = [sigma] }.Between(first, second).mean().item<float>());
        Assert.IsTrue(means.Any(mean => mean is > 0.01f and < 1));

        // What a step of G's output does against the loss leads towards the mean of the real samples.
        var generated = (torch.zeros_like(first) + second * 0.1).requires_grad_();
        objective.GeneratorLoss(new EvaluatedBatch(Batch(data, 0)), new EvaluatedBatch(generated)).backward();
        var step = -generated.grad!.mean([0]).flatten();
        var towards = (Batch(data, 0).mean([0]) - generated.mean([0])).flatten();
        Assert.IsGreaterThan(0.1, (step.dot(towards) / step.norm() / towards.norm()).item<float>());
    }

    [TestMethod]
    public void The_unit_of_length_is_the_median_distance_of_the_data()
    {
        // Distances: 1 three times, 2 twice, 3 once.
        float[] values = [0, 1, 2, 3];
        using var builder = SampleCacheBuilder.ForVectors("points", SampleShape.Vector(1));
        foreach (float value in values)
            builder.Append([value]);
        using var data = builder.Build();

        Assert.AreEqual(2, ((Mmd)new Mmd().Resolve(data)).MedianDistance!.Value, 1e-6);
        Assert.AreEqual(5, ((Mmd)new Mmd { MedianDistance = 5 }.Resolve(data)).MedianDistance);
        Assert.ThrowsExactly<GanOptionException>(() => new Mmd { MedianDistance = 0 });
    }

    private static Tensor Batch(Glyphs data, int start)
    {
        float[] values = new float[32 * data.Shape.Length];
        data.Read([.. Enumerable.Range(start, 32).Select(i => (long)i)], values);
        return torch.tensor(values, [32, data.Shape.Channels, data.Shape.Height, data.Shape.Width]);
    }

    private static EvaluatedBatch Normal(Generator random) =>
        new(torch.randn([32, 3], dtype: ScalarType.Float64, generator: random));
}
