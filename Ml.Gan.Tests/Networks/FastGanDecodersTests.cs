using Ml.Gan.Data;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

/// <summary>The self-supervision of a fastgan's discriminator.</summary>
[TestClass]
public sealed class FastGanDecodersTests
{
    private const int BatchSize = 8;

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly ParameterFactory _parameters = new(4, CPU);

    [TestCleanup]
    public void Release()
    {
        _scope.Dispose();
        _parameters.Dispose();
    }

    [TestMethod]
    public void A_discriminator_that_learns_nothing_else_learns_to_reconstruct()
    {
        using var discriminator = new FastGan { Width = 8 }.CreateDiscriminator(
            new DiscriminatorDesign { Input = new SampleShape(1, 32, 32) }, _parameters);
        var images = Glyphs(size: 32);
        Tensor Loss() => discriminator.OwnLosses(discriminator.Evaluate(images), step: 0).Single().Value;

        var (before, after) = Learned(Loss, discriminator, steps: 100);

        Assert.IsLessThan(0.5 * before, after);
    }

    [TestMethod]
    public void A_part_of_the_map_is_held_against_the_same_part_of_the_image()
    {
        using var decoders = new FastGanDecoders(
            new SampleShape(1, 32, 32), partChannels: 4, wholeChannels: 4, width: 8, mapSize: 8, _parameters);
        var images = Glyphs(size: 32);
        // Maps that know everything: the four pixels of each block as channels, and their means.
        var partMap = nn.functional.pixel_unshuffle(images, 2);
        var wholeMap = nn.functional.avg_pool2d(partMap, 2);

        var (before, after) = Learned(() => decoders.Loss(partMap, wholeMap, images), decoders, steps: 100);
        double displaced = Mean(() => decoders.Loss(partMap.roll([4, 4], [2, 3]), wholeMap, images));

        Assert.IsLessThan(0.5 * before, after);
        Assert.IsGreaterThan(1.5 * after, displaced);
    }

    private static (double Before, double After) Learned(Func<Tensor> loss, nn.Module network, int steps)
    {
        double before = Mean(loss);
        using var optimizer = optim.Adam(network.parameters().Where(p => p.requires_grad), lr: 5e-3);
        for (int step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            loss().backward();
            optimizer.step();
        }
        return (before, Mean(loss));
    }

    /// <summary>Over some of the parts that are drawn.</summary>
    private static double Mean(Func<Tensor> loss)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return Enumerable.Range(0, 10).Average(_ => loss().item<float>());
    }

    private static Tensor Glyphs(int size)
    {
        using var data = new Glyphs(size);
        float[] values = new float[BatchSize * data.Shape.Length];
        data.Read([.. Enumerable.Range(0, BatchSize).Select(i => (long)i)], values);
        return torch.tensor(values, [BatchSize, 1, size, size]);
    }
}
