using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models;

[TestClass]
public sealed class PrecisionTests
{
    public static IEnumerable<object[]> Networks =>
        Catalog.Networks.Parts.Where(network => network is ConvolutionalNetwork or Mlp)
            .Where(network => network.RecommendedObjective.UsesDiscriminator)
            .SelectMany(network => new object[][]
            {
                [network.Name, TrainingPrecision.Bf16],
                [network.Name, TrainingPrecision.Float16],
            });

    /// <summary>
    /// bfloat16 keeps 8 bits, so that a gradient of many layers is right to a few hundredths; float16 keeps three more.
    /// </summary>
    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Gradients_in_mixed_precision_are_near_those_in_float32(string name, TrainingPrecision precision)
    {
        using var scope = NewDisposeScope();
        Tensor[] exact = Gradients(TrainingPrecision.Full), mixed = Gradients(precision);

        Assert.AreEqual(exact.Length, mixed.Length);
        double apart = 0, length = 0, same = 0;
        foreach (var (one, other) in exact.Zip(mixed))
        {
            Assert.AreEqual(ScalarType.Float32, other.dtype);
            Assert.IsTrue(other.isfinite().all().item<bool>());
            apart += (one - other).square().sum().item<float>();
            length += one.square().sum().item<float>();
            same += one.equal(other).all().item<bool>() ? 1 : 0;
        }
        var (least, most) = precision == TrainingPrecision.Bf16 ? (1e-4, 0.15) : (1e-5, 0.03);
        Assert.IsLessThan(most, Math.Sqrt(apart / length));
        Assert.IsGreaterThan(least, Math.Sqrt(apart / length), "Nothing was computed in fewer bits.");

        Tensor[] Gradients(TrainingPrecision precision)
        {
            var shape = new SampleShape(1, 32, 32);
            using var parameters = new ParameterFactory(3, CPU);
            var network = Small(name);
            var discriminator = network.CreateDiscriminator(
                new DiscriminatorDesign { Input = shape, BatchNorm = false }, parameters);
            using var random = new Generator(5);
            var samples = torch.randn([4, 1, 32, 32], ScalarType.Float32, CPU, generator: random);
            using var mixing = MixedPrecision.Begin(precision);
            var scale = LossScale.For(precision);
            Tensor[] gradients;
            do
            {
                discriminator.zero_grad();
                var loss = MixedPrecision.Exact(discriminator.call(network.CreateStageView(shape).Of(samples), null))
                    .square().mean();
                (scale?.Of(loss) ?? loss).backward();
                gradients = [.. discriminator.parameters().Select(one => one.grad).OfType<Tensor>()];
            }
            while (scale?.Unscale(gradients) == false && scale.Value > 1);
            return gradients;
        }
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Networks_train_with_weights_in_float32(string name, TrainingPrecision precision)
    {
        var options = Options(name, precision);
        using var data = new Glyphs(32);
        using var gan = new LatentGan(options, data);

        new GanTrainer(gan).Train();

        foreach (var network in gan.Networks)
            foreach (var (key, tensor) in network.Module.state_dict())
            {
                Assert.IsTrue(tensor.dtype is not (ScalarType.BFloat16 or ScalarType.Float16), key);
                if (tensor.is_floating_point())
                    Assert.IsTrue(tensor.isfinite().all().item<bool>(), key);
            }
    }

    [TestMethod]
    [DataRow(TrainingPrecision.Bf16, "bf16")]
    [DataRow(TrainingPrecision.Float16, "float16")]
    public void Penalties_differentiate_twice_and_metadata_name_the_precision(TrainingPrecision precision, string name)
    {
        var options = Options("dcgan", precision);
        options.Objective = new WassersteinGp();
        options.DiscriminatorSteps = 1;
        using var folder = new TemporaryFolder();
        using var data = new Glyphs(32);
        using var gan = new LatentGan(options, data);
        new GanTrainer(gan).Train();
        gan.Export().Save(folder["generator.onnx"]);

        using var generator = OnnxGenerator.Load(folder["generator.onnx"]);
        Assert.AreEqual(name, generator.Info.Metadata[GeneratorMetadata.TrainingPrecision]);
    }

    [TestMethod]
    public void It_is_refused_where_the_processor_has_no_instructions_for_it()
    {
        var options = Options("dcgan", TrainingPrecision.Bf16);
        options.ForcePrecision = false;
        if (Bf16Instructions.AreThere)
        {
            options.Check(new SampleShape(1, 32, 32));
            return;
        }
        var error = Assert.ThrowsExactly<GanOptionException>(() => options.Check(new SampleShape(1, 32, 32)));
        Assert.AreEqual("Precision", error.Option);
        StringAssert.Contains(error.Message, "AVX512_BF16");
        StringAssert.Contains(error.Message, "--force-precision");
    }

    [TestMethod]
    public void Float16_is_refused_on_a_processor()
    {
        var options = Options("dcgan", TrainingPrecision.Float16);
        options.Check(new SampleShape(1, 32, 32));
        options.ForcePrecision = false;
        var error = Assert.ThrowsExactly<GanOptionException>(() => options.Check(new SampleShape(1, 32, 32)));
        Assert.AreEqual("Precision", error.Option);
        StringAssert.Contains(error.Message, "for GPUs");
        StringAssert.Contains(error.Message, "--force-precision");
    }

    /// <summary>What the system says of the processor is another way to the same bits.</summary>
    [TestMethod]
    public void Instructions_are_found_as_the_system_finds_them()
    {
        if (!File.Exists("/proc/cpuinfo"))
            Assert.Inconclusive("Linux names the instructions in /proc/cpuinfo.");
        string[] flags = File.ReadLines("/proc/cpuinfo").FirstOrDefault(
            line => line.StartsWith("flags", StringComparison.Ordinal), "").Split(' ');

        bool expected = flags.Contains("avx512f") && (flags.Contains("avx512_bf16") || flags.Contains("amx_bf16"));

        Assert.AreEqual(expected, Bf16Instructions.AreThere, Bf16Instructions.Found);
    }

    private static NetworkArchitecture Small(string name) =>
        NetworkSettings.With(Catalog.Networks.Parse(name), new Dictionary<string, int> { ["Width"] = 4 });

    private static LatentGanOptions Options(string name, TrainingPrecision precision) => new()
    {
        Network = Small(name),
        Precision = precision,
        ForcePrecision = true,
        BatchSize = 4,
        LatentSize = 8,
        Steps = 5,
        Seed = 1,
    };
}
