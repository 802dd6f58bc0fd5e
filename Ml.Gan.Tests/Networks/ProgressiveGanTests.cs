using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class ProgressiveGanTests
{
    private static readonly SampleShape s_shape = new(1, 16, 16);

    private readonly DisposeScope _scope = NewDisposeScope();

    [TestCleanup]
    public void Release() => _scope.Dispose();

    [TestMethod]
    public void Parameters_are_as_many_as_the_paper_says()
    {
        const double Million = 1e6;
        var shape = new SampleShape(3, 1024, 1024);
        using var parameters = new ParameterFactory(1, CPU);
        var network = new ProgressiveGan { Width = 512 };
        using var generator = network.CreateGenerator(new GeneratorDesign(shape, 512), parameters);
        using var discriminator = network.CreateDiscriminator(new DiscriminatorDesign { Input = shape }, parameters);

        Assert.AreEqual(23.1, generator.parameters().Sum(p => p.numel()) / Million, 0.05);
        Assert.AreEqual(23.1, discriminator.parameters().Sum(p => p.numel()) / Million, 0.05);
    }

    [TestMethod]
    [DataRow(8, new[] { 4, 8 })]
    [DataRow(28, new[] { 7, 14, 28 })]
    [DataRow(32, new[] { 4, 8, 16, 32 })]
    public void Every_stage_doubles_the_images(int size, int[] sizes)
    {
        using var pair = new StagedPair(new ProgressiveGan { Width = 2 }, new SampleShape(3, size, size));

        Assert.AreEqual(sizes.Length, pair.Stages);
        for (int stage = 0; stage < sizes.Length; stage++)
        {
            pair.Enter(stage, 0.3);
            CollectionAssert.AreEqual(new long[] { 3, 3, sizes[stage], sizes[stage] }, pair.Stage().shape);
            CollectionAssert.AreEqual(
                new long[] { 4, 3, sizes[stage], sizes[stage] }, pair.RealView.Of(pair.Real).shape);
            CollectionAssert.AreEqual(new long[] { 3 }, pair.Discriminator.call(pair.Stage(), null).shape);
            CollectionAssert.AreEqual(new long[] { 3, 3, size, size }, pair.Generator.call(pair.Latents, null).shape);
        }
    }

    [TestMethod]
    public void A_stage_begins_where_the_one_before_ended()
    {
        using var pair = new StagedPair(new ProgressiveGan { Width = 4 }, s_shape);
        pair.Enter(1, 1);
        var (images, samples) = (pair.Stage(), pair.Generator.call(pair.Latents, null));
        var scores = pair.Discriminator.call(images, null);
        pair.Enter(2, 1e-9);

        Numeric.AreClose(Repeated(images), pair.Stage(), 1e-6);
        Numeric.AreClose(samples, pair.Generator.call(pair.Latents, null), 1e-6);
        Numeric.AreClose(scores, pair.Discriminator.call(Repeated(images), null), 1e-6);
    }

    [TestMethod]
    [DataRow(0.25, 0.5)]
    [DataRow(0.5, 1)]
    [DataRow(0.9, 1)]
    public void A_stage_fades_in_over_its_first_half(double progress, double share)
    {
        using var pair = new StagedPair(new ProgressiveGan { Width = 4 }, s_shape);
        pair.Enter(1, progress);
        var sized = nn.functional.avg_pool2d(pair.Real, 2);
        var blurred = Repeated(nn.functional.avg_pool2d(sized, 2));

        Numeric.AreClose(sized * share + blurred * (1 - share), pair.RealView.Of(pair.Real), 1e-6);
    }

    [TestMethod]
    public void Samples_of_an_earlier_stage_are_its_images_with_repeated_pixels()
    {
        using var pair = new StagedPair(new ProgressiveGan { Width = 4 }, s_shape);
        pair.Enter(0, 1);

        Numeric.AreClose(Repeated(Repeated(pair.Stage())), pair.Generator.call(pair.Latents, null), 0);
    }

    [TestMethod]
    public void Longer_latents_in_the_same_direction_give_the_same_images()
    {
        using var pair = new StagedPair(new ProgressiveGan { Width = 4 }, s_shape);

        Numeric.AreClose(pair.Generator.call(pair.Latents, null), pair.Generator.call(pair.Latents * 3, null), 1e-5);
    }

    [TestMethod]
    public void Only_blocks_up_to_the_stage_learn_in_it()
    {
        using var pair = new StagedPair(new ProgressiveGan { Width = 4 }, s_shape);
        pair.Enter(1, 0.1);
        var (generator, discriminator) =
            (pair.Generator.StageParameters.ToArray(), pair.Discriminator.StageParameters.ToArray());
        pair.Discriminator.call(pair.Stage(), null).sum().backward();

        CollectionAssert.AreEquivalent(pair.Generator.parameters().Where(p => p.grad is not null).ToArray(), generator);
        CollectionAssert.AreEquivalent(
            pair.Discriminator.parameters().Where(p => p.grad is not null).ToArray(), discriminator);
        Assert.IsLessThan(pair.Generator.parameters().Count(), generator.Length);
        Assert.IsLessThan(pair.Discriminator.parameters().Count(), discriminator.Length);
    }

    [TestMethod]
    public void The_discriminator_sees_how_much_the_batch_varies()
    {
        using var pair = new StagedPair(new ProgressiveGan { Width = 4 }, s_shape);
        var image = pair.Real.narrow(0, 0, 1);

        double alone = pair.Discriminator.call(torch.cat([image, image], 0), null)[0].item<float>();
        double among = pair.Discriminator.call(pair.Real, null)[0].item<float>();

        Assert.IsGreaterThan(1e-4, Math.Abs(alone - among));
    }

    [TestMethod]
    public void Other_sizes_are_refused_by_name()
    {
        var error = Assert.ThrowsExactly<GanOptionException>(
            () => new ProgressiveGan().Check(new SampleShape(1, 24, 24)));
        StringAssert.Contains(error.Message, "24×24");
        StringAssert.Contains(error.Message, "28, 32, 64");
    }

    [TestMethod]
    public void Clipped_weights_are_refused_also_where_the_objective_recommends_them()
    {
        var options = new LatentGanOptions { Network = new ProgressiveGan(), Objective = new Wasserstein() };
        var error = Assert.ThrowsExactly<GanOptionException>(() => options.Check(s_shape));

        Assert.AreEqual("WeightClipping", error.Option);
        StringAssert.Contains(error.Message, "wasserstein-gp");
    }

    private static Tensor Repeated(Tensor images) => images.repeat_interleave(2, 2).repeat_interleave(2, 3);
}
