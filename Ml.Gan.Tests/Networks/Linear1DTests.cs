using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Onnx;
using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class Linear1DTests
{
    [TestMethod]
    public void The_generator_scales_and_shifts_by_two_parameters()
    {
        using var scope = NewDisposeScope();
        using var parameters = new ParameterFactory(1, CPU);
        using var generator = new Linear1D().CreateGenerator(new GeneratorDesign(SampleShape.Vector(1), 1), parameters);
        Tensor[] learned = [.. generator.parameters()];
        Assert.AreEqual(2, learned.Sum(p => p.numel()));
        using (no_grad())
        {
            learned[0].fill_(1.5);
            learned[1].fill_(4);
        }

        float[] samples = generator.call(torch.tensor(new float[] { -1, 0, 2 }, [3, 1]), null).ToFloats();

        CollectionAssert.AreEqual(new float[] { 2.5f, 4, 7 }, samples);
    }

    [TestMethod]
    public void A_trained_generator_runs_the_same_in_onnx_runtime()
    {
        using var data = NormalMixture.Normal(4, 1.5);
        using var gan = new LatentGan(
            new LatentGanOptions { Network = new Linear1D(), LatentSize = 1, BatchSize = 8, Steps = 5 }, data);
        new GanTrainer(gan).Train();
        float[] latents = LatentNoise.Rows(9, 1, seed: 2);
        using var generator = OnnxGenerator.Load(gan.Export().ToBytes());

        Assert.AreEqual("linear-1d", generator.Info.Network);
        OnnxRun.AreClose(gan.Sample(latents), generator.Generate(latents).Values.Span, 1e-5f);
    }

    [TestMethod]
    public void Refuses_longer_samples_and_latents()
    {
        var network = new Linear1D();
        StringAssert.Contains(Assert.ThrowsExactly<GanOptionException>(
            () => network.Check(SampleShape.Vector(2))).Message, "a sample has 2");
        using var parameters = new ParameterFactory(1, CPU);
        var error = Assert.ThrowsExactly<GanOptionException>(
            () => network.CreateGenerator(new GeneratorDesign(SampleShape.Vector(1), 64), parameters));
        Assert.AreEqual("LatentSize", error.Option);
        StringAssert.Contains(error.Message, "not 64");
    }
}
