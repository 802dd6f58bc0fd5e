using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Models;

[TestClass]
public sealed class MirroringTests
{
    private const int Size = 16, BatchSize = 32, Steps = 50;

    /// <summary>Images whose left half is bright: x = 1 there, -1 in the right one.</summary>
    [TestMethod]
    public void Half_of_the_images_are_mirrored_and_the_others_as_they_are()
    {
        using var data = HalfBright();
        using var gan = new LatentGan(Options(mirror: true), data);
        using var plain = new LatentGan(Options(mirror: false), data);
        int mirrored = 0;
        for (int step = 0; step < Steps; step++)
        {
            using var scope = NewDisposeScope();
            var halves = Images(gan).to_type(ScalarType.Float64).reshape(-1, Size, 2, Size / 2);
            var (left, right) = (halves.narrow(2, 0, 1), halves.narrow(2, 1, 1));
            Assert.AreEqual(1, left.abs().min().item<double>());
            Assert.AreEqual(1, right.abs().min().item<double>());
            Assert.AreEqual(0, (left + right).abs().max().item<double>());
            mirrored += right.amax([1, 2, 3]).gt(0).sum().to_type(ScalarType.Int32).item<int>();
            Assert.IsTrue(Images(plain).reshape(-1, Size, 2, Size / 2).narrow(2, 0, 1).eq(1).all().item<bool>());
        }

        int all = Steps * BatchSize;
        Assert.AreEqual(0.5, (double)mirrored / all, 4 * 0.5 / Math.Sqrt(all));
    }

    [TestMethod]
    public void Vectors_are_refused()
    {
        var error = Assert.ThrowsExactly<GanOptionException>(() => new LatentGan(
            new LatentGanOptions { Network = new Mlp(), Mirror = true, BatchSize = 8 }, NormalMixture.Ring8()));

        Assert.AreEqual("Mirror", error.Option);
    }

    private static Tensor Images(LatentGan gan) =>
        ((LatentBatch)gan.NextBatch([gan.Phases[0]])).Real.Samples;

    private static SampleCache HalfBright()
    {
        using var builder = SampleCacheBuilder.ForImages("halves", new SampleShape(1, Size, Size));
        byte[] image = [.. Enumerable.Range(0, Size * Size).Select(i => (byte)(i % Size < Size / 2 ? 255 : 0))];
        for (int i = 0; i < BatchSize; i++)
            builder.Append(image);
        return builder.Build();
    }

    private static LatentGanOptions Options(bool mirror) => new()
    {
        Network = new Dcgan { Width = 2 },
        Mirror = mirror,
        BatchSize = BatchSize,
        Steps = Steps,
    };
}
