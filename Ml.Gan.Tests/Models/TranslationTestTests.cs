using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;

namespace Ml.Gan.Tests.Models;

[TestClass]
public sealed class TranslationTestTests
{
    /// <summary>
    /// JPEG of quality 10 keeps an image of middle gray as it is. Of the two inputs one has an infinite ratio, and the
    /// mean is that of the other.
    /// </summary>
    [TestMethod]
    public void Inputs_that_equal_their_targets_leave_the_mean_finite()
    {
        var shape = new SampleShape(1, 16, 16);
        byte[] plain = [.. Enumerable.Repeat((byte)128, shape.Length)], noise = new byte[shape.Length];
        new Random(1).NextBytes(noise);
        using var both = Images(plain, noise);
        using var one = Images(noise);

        var test = Run(both);

        Assert.AreEqual(2, test.Count);
        Assert.IsTrue(double.IsFinite(test.Psnr));
        Assert.AreEqual(Run(one).InputPsnr!.Value, test.InputPsnr!.Value, 1e-9);

        SampleCache Images(params byte[][] images)
        {
            using var builder = SampleCacheBuilder.ForImages("images", shape);
            foreach (byte[] image in images)
                builder.Append((ReadOnlySpan<byte>)image);
            return builder.Build();
        }
    }

    [TestMethod]
    public void It_tells_how_many_pairs_are_done_and_is_given_up_where_that_is_asked_for()
    {
        using var targets = SampleSource.Open("builtin:glyphs", new SampleSourceOptions { Size = 16 });
        using var some = new SampleSubset(targets, [.. Enumerable.Range(0, 70).Select(i => (long)i)]);
        var told = new Told();
        using var stop = new CancellationTokenSource();

        Run(some, told);
        Assert.AreEqual(70, told.Last);
        Assert.ThrowsExactly<OperationCanceledException>(() => Run(some, new Told(stop.Cancel), stop.Token));
    }

    private static TranslationTest Run(
        ISampleSource targets, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var data = TranslationData.Degraded(targets, new Jpeg { Quality = 10 });
        var options = new TranslationOptions
        {
            System = new Srgan(),
            Translator = new SrResNet { Width = 2, Blocks = 1, Factor = 1 },
            AdversarialWeight = 0,
            BatchSize = 1,
            Steps = 1,
        };
        using var gan = TranslationGan.Create(options, data);
        return TranslationTest.Run(gan, data, features: null, progress, cancellation);
    }
}
