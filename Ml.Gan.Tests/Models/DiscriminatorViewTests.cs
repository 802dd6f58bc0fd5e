using Ml.Gan.Models;
using Ml.Gan.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models;

[TestClass]
public sealed class DiscriminatorViewTests
{
    [TestMethod]
    [DataRow(0, 0.4)]
    [DataRow(5, 0.2)]
    [DataRow(10, 0.0)]
    public void Instance_noise_falls_linearly_to_none_at_the_last_step(int completed, double deviation)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(3);
        using var view = new DiscriminatorView(new LatentGanOptions { InstanceNoise = 0.4 }, steps: 11, random, CPU);
        view.Begin(completed);

        var noise = view.Of(torch.zeros(100, 1, 16, 16));

        Assert.AreEqual(deviation, noise.std().item<float>(), 0.01);
        Assert.AreEqual(0, noise.mean().item<float>(), 0.01);
    }

    [TestMethod]
    public void A_pack_holds_neighbors_of_the_batch_along_its_channels()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(3);
        using var view = new DiscriminatorView(new LatentGanOptions { Packing = 2 }, steps: 10, random, CPU);

        var packs = view.Of(torch.arange(4 * 3 * 2 * 2, ScalarType.Float32).view(4, 3, 2, 2));

        CollectionAssert.AreEqual(new long[] { 2, 6, 2, 2 }, packs.shape);
        float[] second = packs[1].ToFloats();
        CollectionAssert.AreEqual(Enumerable.Range(2 * 12, 2 * 12).Select(i => (float)i).ToArray(), second);
    }

    [TestMethod]
    public void Vectors_are_packed_along_their_components()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(3);
        using var view = new DiscriminatorView(new LatentGanOptions { Packing = 2 }, steps: 10, random, CPU);

        var packs = view.Of(torch.arange(8, ScalarType.Float32).view(4, 2));

        CollectionAssert.AreEqual(new long[] { 2, 4 }, packs.shape);
        CollectionAssert.AreEqual(new float[] { 4, 5, 6, 7 }, packs[1].ToFloats());
    }

    [TestMethod]
    public void Each_image_of_a_pack_is_augmented_on_its_own()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(3);
        var options = new LatentGanOptions
        {
            Packing = 2,
            Augmentation = new DiffAugment { Translation = false, Cutout = false },
        };
        using var view = new DiscriminatorView(options, steps: 10, random, CPU);

        float[] pack = view.Of(torch.zeros(2, 1, 4, 4)).ToFloats();

        Assert.AreEqual(pack[0], pack[15]);
        Assert.AreNotEqual(pack[0], pack[16]);
    }

    [TestMethod]
    public void Plain_options_change_nothing()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(3);
        using var view = new DiscriminatorView(new LatentGanOptions(), steps: 10, random, CPU);
        var samples = torch.ones(2, 1, 4, 4);

        Assert.AreSame(samples, view.Of(samples));
        Assert.IsNull(view.AugmentationProbability);
    }
}
