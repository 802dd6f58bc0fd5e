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

    private static TranslationTest Run(ISampleSource targets)
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
        return TranslationTest.Run(gan, data);
    }
}
