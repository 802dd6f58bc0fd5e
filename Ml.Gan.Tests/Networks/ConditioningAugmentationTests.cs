using Ml.Gan.Data;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class ConditioningAugmentationTests : LayerTests
{
    private const int Codes = 128;
    private const int Numbers = 200;

    private static readonly GeneratorDesign s_design =
        new(new SampleShape(1, 32, 32), 4, Numbers) { ConditionIsVector = true };

    [TestMethod]
    public void Codes_are_normal_around_a_mean_and_in_inference_vary_with_the_latents()
    {
        using var layer = new ConditioningAugmentation(s_design, Parameters);
        var conditions = torch.randn(1, Numbers, generator: Random);
        var (many, latents) = (conditions.expand(20_000, Numbers), torch.randn(20_000, 4, generator: Random));
        var moments = Moments(layer, conditions);
        foreach (bool trains in (bool[])[true, false])
        {
            layer.train(trains);
            var codes = layer.call(many, latents);

            CollectionAssert.AreEqual(new long[] { 20_000, Codes }, codes.shape);
            Numeric.AreClose(
                moments.narrow(1, 0, Codes), codes.mean([0], keepdim: true).to_type(ScalarType.Float64), 0.08);
            Numeric.AreClose(
                moments.narrow(1, Codes, Codes).exp(), codes.std(0, keepdim: true).to_type(ScalarType.Float64), 0.08);
            Assert.AreEqual(trains, (codes - layer.call(many, latents)).abs().max().item<float>() > 0.1);
        }
    }

    /// <summary>KL(N(μ, σ²) ‖ N(0, 1)) = ½(σ² + μ² − 1) − log σ, of which the authors take the mean, twice.</summary>
    [TestMethod]
    public void The_divergence_is_that_of_normals()
    {
        using var layer = new ConditioningAugmentation(s_design, Parameters);
        var conditions = torch.randn(5, Numbers, generator: Random);

        double found = layer.Divergence(conditions).item<float>();

        double[] moments = Moments(layer, conditions).data<double>().ToArray();
        double expected = Enumerable.Range(0, 5).SelectMany(row => Enumerable.Range(0, Codes).Select(code =>
        {
            double mean = moments[row * 2 * Codes + code], logDeviation = moments[row * 2 * Codes + Codes + code];
            return (Math.Exp(2 * logDeviation) + mean * mean - 1) / 2 - logDeviation;
        })).Average();
        Assert.AreEqual(2 * expected, found, 1e-6);
    }

    [TestMethod]
    public void Vectors_are_augmented_in_both_stages_and_labels_are_not()
    {
        foreach (bool isVector in (bool[])[true, false])
        {
            using var generator = new StackGan { Width = 2 }.CreateGenerator(
                s_design with { ConditionIsVector = isVector }, Parameters);
            var latents = torch.randn(3, 4, generator: Random);
            var conditions = torch.randn(3, Numbers, generator: Random);
            for (int stage = 0; stage < 2; stage++)
            {
                generator.Enter(new StagePosition(stage, 0.5));
                generator.train();
                var real = torch.zeros(3, 1, 32, 32);
                var (first, second) = (generator.GenerateStage(latents, conditions, real),
                    generator.GenerateStage(latents, conditions, real));
                var losses = generator.OwnLosses(latents, conditions, 0).ToArray();

                Assert.AreEqual(isVector, (first - second).abs().max().item<float>() > 1e-4, $"stage {stage}");
                Assert.HasCount(isVector ? 1 : 0, losses);
                if (!isVector)
                    continue;
                Assert.AreEqual("kl", losses[0].Name);
                losses[0].Value.backward();
                Assert.IsTrue(generator.StageParameters.Any(
                    weight => weight.grad is { } slope && slope.abs().max().item<float>() > 0));
                foreach (var weight in generator.parameters())
                    weight.grad = null;
            }
        }
    }

    /// <summary>Codes of 128 numbers smooth longer vectors, and hide shorter ones in their noise.</summary>
    [TestMethod]
    [DataRow(4, false)]
    [DataRow(Codes, false)]
    [DataRow(Codes + 1, true)]
    public void Only_vectors_longer_than_their_codes_are_augmented(int numbers, bool augments)
    {
        using var generator = new StackGan { Width = 2 }.CreateGenerator(
            s_design with { ConditionSize = numbers }, Parameters);
        var (latents, conditions) = (torch.randn(3, 4, generator: Random), torch.randn(3, numbers, generator: Random));

        Assert.HasCount(augments ? 1 : 0, generator.OwnLosses(latents, conditions, 0).ToArray());
        generator.eval();
        var change = generator.call(latents, conditions) - generator.call(latents, conditions.flip(0));
        Assert.IsGreaterThan(1e-6, change.abs().max().item<float>());
    }

    [TestMethod]
    public void The_exported_generator_of_vectors_agrees()
    {
        using var generator = new StackGan { Width = 2 }.CreateGenerator(s_design, Parameters);
        generator.eval();
        var (latents, conditions) = (torch.randn(3, 4, generator: Random), torch.randn(3, Numbers, generator: Random));
        foreach (int stage in (int[])[0, 1])
        {
            generator.Enter(new StagePosition(stage, 1));
            var graph = new OnnxGraph("generator");
            graph.Output("image", generator.Export(
                graph, graph.Input("latent", null, 4), graph.Input("condition", null, Numbers)));

            float[] exported = OnnxRun.Run(
                graph, ("latent", latents.ToFloats(), [3, 4]), ("condition", conditions.ToFloats(), [3, Numbers]));

            OnnxRun.AreClose(generator.call(latents, conditions).ToFloats(), exported, 1e-5f);
        }
    }

    /// <summary>μ and log σ in float64, (N, 256).</summary>
    private static Tensor Moments(ConditioningAugmentation layer, Tensor conditions)
    {
        Tensor[] weights = [.. layer.parameters().Select(weight => weight.detach().to_type(ScalarType.Float64))];
        var linear = conditions.to_type(ScalarType.Float64).matmul(weights[0].t()) + weights[1];
        return linear.maximum(linear * 0.2);
    }
}
