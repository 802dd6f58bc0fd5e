using Ml.Gan.Data;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

/// <summary>
/// Feature maps lie channels last in every network for images, and what is computed is what float64 gives, whose maps
/// lie as always.
/// </summary>
[TestClass]
public sealed class ChannelsLastTests
{
    private const int Size = 32, LatentSize = 12, Batch = 4;

    public static IEnumerable<object[]> Cases =>
        from network in Catalog.Networks.Parts.OfType<ConvolutionalNetwork>()
        where network.RecommendedObjective.UsesDiscriminator
        from channels in (int[])[1, 3]
        from conditionSize in (int[])[0, 3]
        select new object[] { network.Name, channels, conditionSize };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Networks_give_what_they_give_in_float64_with_other_strides(
        string name, int channels, int conditionSize)
    {
        using var scope = NewDisposeScope();
        var (single, exact) = (Compute(ScalarType.Float32), Compute(ScalarType.Float64));

        AssertClose(exact.Images, single.Images, 1e-5, "images");
        AssertClose(exact.Scores, single.Scores, 3e-5, "scores");
        AssertClose(exact.Gradients, single.Gradients, 1e-2, "gradients");

        (Tensor Images, Tensor Scores, Tensor Gradients) Compute(ScalarType type)
        {
            var pair = Create(name, channels, conditionSize);
            pair.Generator.to(type);
            pair.Discriminator.to(type);
            var (latents, condition) = Inputs(conditionSize, type);
            var images = pair.Generator.call(latents, condition);
            var scores = pair.Discriminator.call(pair.View.Of(images), condition);
            (scores * arange(1, Batch + 1).to_type(type).sin()).sum().backward();
            var gradients = pair.Discriminator.parameters().Concat(pair.Generator.parameters())
                .Select(parameter => parameter.grad).OfType<Tensor>().Select(gradient => gradient.reshape(-1));
            return (images, scores, torch.cat([.. gradients]));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Layers_pass_on_maps_whose_channels_are_last(string name, int channels, int conditionSize)
    {
        RequireRightConvolutions();
        using var scope = NewDisposeScope();
        var pair = Create(name, channels, conditionSize);
        List<string> others = [];
        int maps = 0;
        foreach (var (path, layer) in pair.Generator.named_modules().Concat(pair.Discriminator.named_modules()))
        {
            if (layer is Layer one)
                one.register_forward_hook((_, _, _, output) =>
                {
                    bool isMap = output.dim() == 4 && output.shape[1] > 1 && output.shape[2] > 1;
                    maps += isMap ? 1 : 0;
                    if (isMap && !ChannelsLast.IsLast(output))
                        others.Add($"{path} ({one.GetName()}): {string.Join(", ", output.stride())}");
                    return output;
                });
        }
        var (latents, condition) = Inputs(conditionSize, ScalarType.Float32);

        pair.Discriminator.call(pair.View.Of(pair.Generator.call(latents, condition)), condition);

        Assert.AreEqual("", string.Join("\n", others));
        Assert.IsGreaterThan(8, maps);
    }

    [TestMethod]
    public void Maps_are_the_same_in_the_layout_and_come_to_it_once()
    {
        RequireRightConvolutions();
        using var scope = NewDisposeScope();
        foreach (long channels in (long[])[1, 5])
        {
            var maps = torch.randn(2, channels, 3, 4);

            var last = ChannelsLast.Of(maps);

            Assert.IsTrue(ChannelsLast.IsLast(last));
            CollectionAssert.AreEqual(maps.shape, last.shape);
            CollectionAssert.AreEqual(maps.ToFloats(), last.ToFloats());
            Assert.AreSame(last, ChannelsLast.Of(last));
        }
        var exact = torch.randn(2, 5, 3, 4, ScalarType.Float64);
        Assert.AreSame(exact, ChannelsLast.Of(exact));
    }

    [TestMethod]
    public void Features_are_flattened_in_the_order_of_shapes()
    {
        using var scope = NewDisposeScope();
        var maps = arange(2 * 3 * 2 * 2, ScalarType.Float32).reshape(2, 3, 2, 2);

        var features = new Flatten().call(ChannelsLast.Of(maps));

        CollectionAssert.AreEqual(maps.ToFloats(), features.ToFloats());
    }

    private static void RequireRightConvolutions()
    {
        if (ConvolutionProbe.Path != ConvolutionPath.Direct)
            Assert.Inconclusive("Maps lie in the order of their shape on this machine, which hides its caches.");
    }

    private static (GeneratorNetwork Generator, DiscriminatorNetwork Discriminator, StageView View) Create(
        string name, int channels, int conditionSize)
    {
        var shape = new SampleShape(channels, Size, Size);
        var network = NetworkSettings.With(Catalog.Networks.Parse(name), new Dictionary<string, int> { ["Width"] = 6 });
        using var parameters = new ParameterFactory(3, CPU);
        var generator = network.CreateGenerator(new GeneratorDesign(shape, LatentSize, conditionSize), parameters);
        return (
            generator,
            network.CreateDiscriminator(
                new DiscriminatorDesign
                {
                    Input = shape,
                    ConditionSize = conditionSize,
                    MinibatchFeature = MinibatchFeature.StandardDeviation,
                },
                parameters),
            network.CreateStageView(shape, generator));
    }

    private static (Tensor Latents, Tensor? Condition) Inputs(int conditionSize, ScalarType type)
    {
        using var random = new Generator(5);
        var latents = torch.randn([Batch, LatentSize], ScalarType.Float64, CPU, generator: random).to_type(type);
        var condition = conditionSize == 0
            ? null
            : torch.eye(conditionSize, dtype: ScalarType.Float64)[tensor(new long[] { 0, 1, 2, 0 })].to_type(type);
        return (latents, condition);
    }

    /// <summary>‖actual − expected‖ / ‖expected‖ is small.</summary>
    private static void AssertClose(Tensor expected, Tensor actual, double tolerance, string what)
    {
        double error = ((actual.to_type(ScalarType.Float64) - expected).norm() / expected.norm()).item<double>();
        Assert.IsLessThan(tolerance, error, $"{what}: {error}");
    }
}
