using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Tests.Data;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Models;

[TestClass]
public sealed class InitialWeightsTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    public static IEnumerable<object[]> Networks =>
        [[new Dcgan { Width = 2 }], [new ProgressiveGan { Width = 2 }], [new Sagan { Width = 2 }]];

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Networks_begin_as_those_that_were_saved(NetworkArchitecture network)
    {
        using var data = new Glyphs(size: 16);
        float[] latents = [.. Enumerable.Range(0, 4 * 8).Select(i => MathF.Sin(i))];
        float[] samples, scores, real = new float[4 * 256];
        data.Read([0, 1, 2, 3], real);
        using (var first = new LatentGan(Options(network), data))
        {
            new GanTrainer(first).Train();
            first.SaveWeights(_folder["w"]);
            (samples, scores) = (first.Sample(latents), first.Score(real));
        }
        var options = Options(network);
        (options.InitialWeights, options.Seed) = (_folder["w"], 77);
        using var next = new LatentGan(options, data);
        next.BeginStep();
        foreach (var named in next.Networks)
            (named.Module as GeneratorNetwork)?.Enter(new StagePosition(next.Stages - 1, 1));
        if (next.Stages == 1)
            CollectionAssert.AreEqual(samples, next.Sample(latents));
        if (next.Stages == 1)
            CollectionAssert.AreEqual(scores, next.Score(real));
        next.SaveWeights(_folder["again"]);

        CollectionAssert.AreEqual(Tensors("w"), Tensors("again"));
    }

    [TestMethod]
    public void Frozen_layers_of_the_discriminator_stay_and_the_others_learn()
    {
        using var data = new Glyphs(size: 16);
        using (var first = new LatentGan(Options(new Dcgan { Width = 2 }), data))
            first.SaveWeights(_folder["w"]);
        var options = Options(new Dcgan { Width = 2 });
        (options.InitialWeights, options.FrozenDiscriminatorLayers, options.Steps) = (_folder["w"], 1, 3);
        using var gan = new LatentGan(options, data);
        var layers = WeightLayers.Of(gan.Networks[1].Module);
        float[][] before = [.. layers.Select(Values)];
        new GanTrainer(gan).Train();

        CollectionAssert.AreEqual(before[0], Values(layers[0]));
        for (int i = 1; i < layers.Count; i++)
            CollectionAssert.AreNotEqual(before[i], Values(layers[i]), $"layer {i}");
        Assert.HasCount(3, layers, "two convolutions and the output of 16×16 images");
    }

    [TestMethod]
    public void Weights_of_other_networks_are_refused()
    {
        using var data = new Glyphs(size: 16);
        using (var first = new LatentGan(Options(new Dcgan { Width = 2 }), data))
            first.SaveWeights(_folder["w"]);
        var wider = Options(new Dcgan { Width = 3 });
        wider.InitialWeights = _folder["w"];
        var other = Options(new ResNet { Width = 2 });
        other.InitialWeights = _folder["w"];
        var frozen = Options(new Dcgan { Width = 2 });
        (frozen.InitialWeights, frozen.FrozenDiscriminatorLayers) = (_folder["w"], 3);

        foreach (var options in (LatentGanOptions[])[wider, other])
        {
            string message = Assert.ThrowsExactly<GanException>(() => new LatentGan(options, data)).Message;
            StringAssert.Contains(message, "of other networks");
            StringAssert.Contains(message, "network dcgan");
        }
        var tooMany = Assert.ThrowsExactly<GanOptionException>(() => new LatentGan(frozen, data));
        StringAssert.Contains(tooMany.Message, "at most 2 can be frozen");
    }

    [TestMethod]
    public void Weights_that_are_not_finite_are_refused_by_the_tensor()
    {
        using var data = new Glyphs(size: 16);
        using (var first = new LatentGan(Options(new Dcgan { Width = 2 }), data))
            first.SaveWeights(_folder["w"]);
        byte[] file = File.ReadAllBytes(_folder["w"]);
        BitConverter.GetBytes(float.NaN).CopyTo(file, 8 + (int)BitConverter.ToInt64(file));
        File.WriteAllBytes(_folder["w"], file);
        var options = Options(new Dcgan { Width = 2 });
        options.InitialWeights = _folder["w"];

        string message = Assert.ThrowsExactly<GanException>(() => new LatentGan(options, data)).Message;

        StringAssert.Contains(message, "'generator.layers.0.weight' holds numbers that aren't finite");
    }

    [TestMethod]
    public void A_discriminator_that_the_file_does_not_hold_can_not_be_frozen()
    {
        using var data = new Glyphs(size: 16);
        var without = Options(new Dcgan { Width = 2 });
        without.Objective = new Mmd();
        using (var first = new LatentGan(without, data))
            first.SaveWeights(_folder["w"]);
        var options = Options(new Dcgan { Width = 2 });
        (options.InitialWeights, options.FrozenDiscriminatorLayers) = (_folder["w"], 1);

        var error = Assert.ThrowsExactly<GanOptionException>(() => new LatentGan(options, data));

        StringAssert.Contains(error.Message, "holds no discriminator");
    }

    [TestMethod]
    public void Layers_are_frozen_only_where_they_begin_with_weights()
    {
        using var data = new Glyphs(size: 16);
        var options = Options(new Dcgan { Width = 2 });
        options.FrozenDiscriminatorLayers = 1;

        var error = Assert.ThrowsExactly<GanOptionException>(() => new LatentGan(options, data));

        Assert.AreEqual(nameof(LatentGanOptions.FrozenDiscriminatorLayers), error.Option);
    }

    private static LatentGanOptions Options(NetworkArchitecture network) => new()
    {
        Network = network,
        LatentSize = 8,
        BatchSize = 4,
        Steps = 6,
    };

    private static float[] Values(IReadOnlyList<TorchSharp.Modules.Parameter> layer) =>
        [.. layer.SelectMany(parameter => parameter.detach().data<float>().ToArray())];

    /// <summary>A file's bytes behind its header, which names the step.</summary>
    private byte[] Tensors(string name)
    {
        byte[] file = File.ReadAllBytes(_folder[name]);
        return file[(8 + (int)BitConverter.ToInt64(file))..];
    }
}
