using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Tests.Training;
using Ml.Gan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class StyleGan2Tests
{
    [TestMethod]
    [DataRow(16)]
    [DataRow(28)]
    [DataRow(64)]
    [DataRow(256)]
    public void Generator_and_discriminator_fit_every_size_with_and_without_conditions(int size)
    {
        foreach (var (conditionSize, projects) in ((int, bool)[])[(0, false), (3, false), (3, true)])
        {
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            var network = new StyleGan2 { Width = 1 };
            var shape = new SampleShape(3, size, size);
            network.Check(shape);
            using var parameters = new ParameterFactory(1, CPU);
            using var generator = network.CreateGenerator(new GeneratorDesign(shape, 8, conditionSize), parameters);
            using var discriminator = network.CreateDiscriminator(
                new DiscriminatorDesign { Input = shape, ConditionSize = conditionSize, ProjectsCondition = projects },
                parameters);
            var condition = conditionSize > 0 ? torch.eye(conditionSize) : null;

            var images = generator.call(torch.randn(3, 8), condition);
            var scores = discriminator.call(images, condition);

            CollectionAssert.AreEqual(new long[] { 3, 3, size, size }, images.shape);
            CollectionAssert.AreEqual(new long[] { 3 }, scores.shape);
            Assert.IsTrue(images.isfinite().all().item<bool>() && scores.isfinite().all().item<bool>());
        }
    }

    [TestMethod]
    public void Weights_start_normal_with_deviation_one_but_in_the_mapping_network()
    {
        using var scope = NewDisposeScope();
        using var parameters = new ParameterFactory(1, CPU);
        using var generator = new StyleGan2 { Width = 16 }.CreateGenerator(
            new GeneratorDesign(new SampleShape(1, 32, 32), 64), parameters);

        foreach (var (name, weight) in generator.named_parameters().Where(entry => entry.name.EndsWith("weight")))
        {
            double expected = name.StartsWith("mapping") ? 100 : 1;
            Assert.AreEqual(1, weight.std().item<float>() / expected, 0.2, name);
        }
    }

    [TestMethod]
    public void Recommends_a_lazy_r1_and_steps_for_lazy_path_lengths()
    {
        using var data = new Glyphs(32);
        var options = new LatentGanOptions { Network = new StyleGan2 { Width = 2 }, BatchSize = 16, Steps = 1 };

        var resolved = options.Resolve(data);

        Assert.AreEqual(new R1 { Weight = 1, Interval = 16 }, resolved.Penalty);
        var generator = (AdamSettings)resolved.GeneratorOptimizer!;
        Assert.AreEqual((0.002, 0.0), (Math.Round(generator.LearningRate, 12), generator.Beta1));
        Assert.AreEqual(Math.Pow(0.99, 0.8), generator.Beta2, 1e-12);
        var discriminator = (AdamSettings)resolved.DiscriminatorOptimizer!;
        Assert.AreEqual(0.0025 * 16 / 17, discriminator.LearningRate, 1e-12);
        Assert.AreEqual(Math.Pow(0.99, 16.0 / 17), discriminator.Beta2, 1e-12);
        Assert.AreEqual(new NonSaturating(), resolved.Objective);
        options.Penalty = new R1 { Weight = 7 };
        Assert.AreEqual(new R1 { Weight = 7 }, options.Resolve(data).Penalty);
        options = new LatentGanOptions { Network = new StyleGan2(), Objective = new Hinge(), Steps = 1 };
        Assert.IsNull(options.Resolve(data).Penalty);
    }

    [TestMethod]
    public void Refuses_what_it_can_t_be()
    {
        var shape = new SampleShape(1, 28, 28);
        Assert.AreEqual("MappingLayers", Refused(new StyleGan2 { MappingLayers = 0 }, shape, "1 to 16; they are 0"));
        Assert.AreEqual("StyleMixing", Refused(new StyleGan2 { StyleMixing = 101 }, shape, "0 to 100; it is 101"));
        Assert.AreEqual("Width", Refused(new StyleGan2 { Width = 0 }, shape, "width of a stylegan2"));
        Assert.AreEqual("Size", Refused(new StyleGan2(), new SampleShape(1, 20, 20), "512 or 1024"));
        Assert.ThrowsExactly<GanOptionException>(() => new StyleGan2().Check(
            new DiscriminatorDesign { Input = shape, WeightClipping = 0.01 }));
    }

    [TestMethod]
    public void Trains_with_labels_the_same_for_the_same_seed()
    {
        using var data = new Glyphs(16);
        float[] first = Trained(), second = Trained();

        CollectionAssert.AreEqual(first, second);
        Assert.IsTrue(first.All(value => value is >= -1 and <= 1));

        float[] Trained()
        {
            using var gan = new LatentGan(
                new LatentGanOptions
                {
                    Network = new StyleGan2 { Width = 2 },
                    Condition = new LabelCondition(),
                    BatchSize = 8,
                    Steps = 5,
                    Seed = 3,
                },
                data);
            new GanTrainer(gan).Train();
            return gan.Sample(new float[4 * gan.LatentSize]);
        }
    }

    [TestMethod]
    public void Steps_leave_no_tensors_behind()
    {
        using var data = new Glyphs(16);
        using var gan = new LatentGan(
            new LatentGanOptions { Network = new StyleGan2 { Width = 1 }, BatchSize = 4, Steps = 16, Seed = 3 }, data);
        long early = 0, late = 0;

        new GanTrainer(gan).Train(
            [new After(8, () => early = LiveTensors.Count()), new After(16, () => late = LiveTensors.Count())]);

        Assert.AreEqual(early, late);
    }

    private static string? Refused(StyleGan2 network, SampleShape shape, string says)
    {
        var error = Assert.ThrowsExactly<GanOptionException>(() => network.Check(shape));
        StringAssert.Contains(error.Message, says);
        return error.Option;
    }
}
