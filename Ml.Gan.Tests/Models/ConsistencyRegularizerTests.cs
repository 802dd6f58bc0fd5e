using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models;

[TestClass]
public sealed class ConsistencyRegularizerTests
{
    /// <summary>The mean of the pixels is the same for a mirrored image; the left half's isn't.</summary>
    [TestMethod]
    public void A_discriminator_that_sees_no_mirroring_pays_nothing()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(2);
        var consistency = new ConsistencyRegularizer(10, random, CPU, largestMove: 0);
        var images = torch.randn([64, 1, 8, 8], generator: random);

        Assert.AreEqual(0, Loss(x => x.mean([1, 2, 3])), 1e-9);
        Assert.IsGreaterThan(0.01, Loss(x => x.narrow(3, 0, 4).mean([1, 2, 3])));

        double Loss(Func<Tensor, Tensor> discriminator) =>
            consistency.Loss(images, discriminator(images), discriminator).item<float>();
    }

    /// <summary>
    /// D is the brightest pixel's value, of images that are 0 but for one pixel of 3 amid 64: no move by up to an
    /// eighth takes it away, and D of the transformed image is 1 less: 10 · 1².
    /// </summary>
    [TestMethod]
    public void Costs_the_squared_difference_of_outputs()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(2);
        var consistency = new ConsistencyRegularizer(10, random, CPU);
        var images = torch.zeros(16, 1, 8, 8);
        images.select(2, 4).select(2, 4).fill_(3);
        var outputs = images.amax([1, 2, 3]);
        bool moved = false;

        var loss = consistency.Loss(images, outputs, transformed =>
        {
            moved = (transformed - images).abs().max().item<float>() > 0;
            return transformed.amax([1, 2, 3]) - 1;
        });

        Assert.AreEqual(10, loss.item<float>(), 1e-5);
        Assert.IsTrue(moved);
    }

    [TestMethod]
    public void Generated_images_count_too_unless_real_ones_alone_are_asked_for()
    {
        double balanced = Term(realOnly: false), real = Term(realOnly: true);

        Assert.IsGreaterThan(0, real);
        Assert.IsGreaterThan(real, balanced);
        Assert.AreEqual(balanced, Term(realOnly: false), "the same seed gives the same transforms");
    }

    [TestMethod]
    public void Packs_and_augmented_images_are_compared_as_the_discriminator_sees_them()
    {
        Assert.IsGreaterThan(0, Term(realOnly: false, options =>
        {
            options.Packing = 2;
            options.Augmentation = new DiffAugment();
            options.Condition = new LabelCondition();
        }));
    }

    private static double Term(bool realOnly, Action<LatentGanOptions>? change = null)
    {
        var options = new LatentGanOptions
        {
            Network = new Dcgan { Width = 2 },
            ConsistencyWeight = 10,
            RealConsistencyOnly = realOnly,
            BatchSize = 8,
            Steps = 1,
        };
        change?.Invoke(options);
        using var scope = NewDisposeScope();
        using var gan = new LatentGan(options, new Glyphs(16));
        gan.BeginStep();
        return gan.Losses(gan.Phases[0], gan.NextBatch([gan.Phases[0]])).Terms["consistency"].item<float>();
    }
}
