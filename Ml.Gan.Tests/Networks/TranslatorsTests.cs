using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Training;
using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

/// <summary>What all networks from images to images have in common.</summary>
[TestClass]
public sealed class TranslatorsTests : LayerTests
{
    public static IEnumerable<object[]> Cases => TranslatorCase.NamesAndNormalizations;

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Images_of_both_sizes_are_translated_into_the_range_and_onnx_runtime_computes_the_same(
        string name, TranslatorNormalization normalization)
    {
        var translator = TranslatorCase.All[name];
        using var network = translator.Create(normalization);
        for (int step = 0; step < 5; step++)
            network.call(translator.Images(Random));
        Tensor images = translator.Images(Random), others = translator.Images(Random, ofOtherSize: true);

        int scale = translator.Network.Scale;
        foreach (var input in (Tensor[])[images, others])
        {
            var output = network.call(input);
            CollectionAssert.AreEqual(
                new[] { input.shape[0], translator.Output.Channels, scale * input.shape[2], scale * input.shape[3] },
                output.shape);
            Assert.IsLessThanOrEqualTo(1f, output.abs().max().item<float>());
            Assert.IsGreaterThan(1e-4f, output.std().item<float>());
        }
        LayerExport.AreTheSameAtAnySize(network, images, others);
        LayerExport.AreTheSame(network, images);
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void The_gradient_reaches_every_parameter(string name, TranslatorNormalization normalization)
    {
        var translator = TranslatorCase.All[name];
        using var network = translator.Create(normalization);

        network.call(translator.Images(Random)).square().mean().backward();

        foreach (var (path, parameter) in network.named_parameters())
            Assert.IsGreaterThan(0f, parameter.grad?.abs().max().item<float>() ?? 0, path);
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void In_float64_whose_maps_lie_otherwise_the_same_is_computed(
        string name, TranslatorNormalization normalization)
    {
        var translator = TranslatorCase.All[name];
        var images = translator.Images(Random);
        var (single, exact) = (Compute(ScalarType.Float32), Compute(ScalarType.Float64));

        AssertClose(exact.Images, single.Images, 1e-5);
        AssertClose(exact.Gradients, single.Gradients, 1e-3);

        (Tensor Images, Tensor Gradients) Compute(ScalarType type)
        {
            var network = translator.Create(normalization).to(type);
            var output = network.call(images.to_type(type));
            (output * arange(output.numel()).to_type(type).sin().reshape(output.shape)).sum().backward();
            return (output, torch.cat([.. network.parameters().Select(parameter => parameter.grad!.reshape(-1))]));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Layers_pass_on_maps_whose_channels_are_last(string name, TranslatorNormalization normalization)
    {
        if (ConvolutionProbe.Path != ConvolutionPath.Direct)
            Assert.Inconclusive("Maps lie in the order of their shape on this machine, which hides its caches.");
        var translator = TranslatorCase.All[name];
        using var network = translator.Create(normalization);
        List<string> others = [];
        int maps = 0;
        foreach (var (path, layer) in network.named_modules().DistinctBy(named => named.module))
        {
            bool passesImages = layer is LayerSequence && !layer.children().Any();
            if (layer is Layer one && !passesImages)
                one.register_forward_hook((_, _, _, output) =>
                {
                    bool isMap = output.shape[1] > 1 && output.shape[2] * output.shape[3] > 1;
                    maps += isMap ? 1 : 0;
                    if (isMap && !ChannelsLast.IsLast(output))
                        others.Add($"{path} ({one.GetName()}): {string.Join(", ", output.stride())}");
                    return output;
                });
        }

        network.call(translator.Images(Random));

        Assert.AreEqual("", string.Join("\n", others));
        Assert.IsGreaterThan(2, maps);
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void The_same_seed_gives_the_same_weights_and_dropout_and_another_one_others(
        string name, TranslatorNormalization normalization)
    {
        var translator = TranslatorCase.All[name];
        var images = translator.Images(Random);
        byte[] before = Generator.Default.get_state().bytes.ToArray();

        float[] first = Numbers(7), again = Numbers(7), other = Numbers(8);

        CollectionAssert.AreEqual(first, again);
        CollectionAssert.AreNotEqual(first, other);
        CollectionAssert.AreEqual(before, Generator.Default.get_state().bytes.ToArray());

        float[] Numbers(long seed)
        {
            using var network = translator.Create(normalization, seed);
            return [.. network.parameters().SelectMany(p => p.ToFloats()), .. network.call(images).ToFloats()];
        }
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Tensors_do_not_pile_up(string name, TranslatorNormalization normalization)
    {
        var translator = TranslatorCase.All[name];
        using var network = translator.Create(normalization);
        var images = translator.Images(Random);
        Step();
        long before = LiveTensors.Count();

        Step();
        Step();

        Assert.AreEqual(before, LiveTensors.Count());

        void Step()
        {
            using var scope = NewDisposeScope();
            network.zero_grad();
            network.call(images).sum().backward();
        }
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void In_bf16_images_are_near_those_in_float32_and_gradients_are_finite(
        string name, TranslatorNormalization normalization)
    {
        var translator = TranslatorCase.All[name];
        var images = translator.Images(Random);
        var exact = Compute(TrainingPrecision.Full);

        var mixed = Compute(TrainingPrecision.Bf16);

        float apart = (exact - mixed).abs().max().item<float>();
        Assert.IsTrue(apart is > 1e-5f and < 0.2f, $"{apart}");

        Tensor Compute(TrainingPrecision precision)
        {
            var network = translator.Create(normalization);
            using var mixing = MixedPrecision.Begin(precision);
            var output = MixedPrecision.Exact(network.call(images));
            output.square().mean().backward();
            foreach (var (path, parameter) in network.named_parameters())
            {
                Assert.AreEqual(ScalarType.Float32, parameter.grad!.dtype, path);
                Assert.IsTrue(parameter.grad.isfinite().all().item<bool>(), path);
            }
            return output.detach();
        }
    }

    [TestMethod]
    public void Every_network_of_the_catalog_is_among_the_cases_and_has_the_papers_widths_and_normalizations()
    {
        CollectionAssert.AreEquivalent(
            Catalog.Translators.Entries.Select(entry => entry.Name).ToArray(),
            TranslatorCase.All.Values.Select(translator => translator.Network.Name).Distinct().ToArray());
        foreach (var network in Catalog.Translators.Parts)
        {
            Assert.AreEqual(64, network.Width, network.Name);
            Assert.AreEqual(
                network is SrResNet ? TranslatorNormalization.Batch : TranslatorNormalization.Instance,
                network.RecommendedNormalization, network.Name);
        }
    }

    [TestMethod]
    [DataRow("unet, color to gray", TranslatorNormalization.Instance)]
    [DataRow("resnet-translator, gray to color", TranslatorNormalization.Instance)]
    [DataRow("srresnet of factor 4", TranslatorNormalization.Batch)]
    public void Where_the_design_names_no_normalization_it_is_the_recommended_one(
        string name, TranslatorNormalization recommended)
    {
        var translator = TranslatorCase.All[name];
        using var network = translator.Create(null);

        foreach (var normalization in Enum.GetValues<TranslatorNormalization>())
        {
            using var asked = translator.Create(normalization);
            Assert.AreEqual(normalization == recommended, Kinds(network).SequenceEqual(Kinds(asked)));
        }

        static IEnumerable<string> Kinds(Layer layer) => layer.modules().Distinct().Select(module => module.GetName());
    }

    /// <summary>‖actual − expected‖ / ‖expected‖ is small.</summary>
    private static void AssertClose(Tensor expected, Tensor actual, double tolerance)
    {
        double error = ((actual.to_type(ScalarType.Float64) - expected).norm() / expected.norm()).item<double>();
        Assert.IsLessThan(tolerance, error);
    }
}
