using Ml.Gan.Data;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

/// <summary>
/// The slope ‖∇D(x)‖ of untrained discriminators without batch normalization: a gradient penalty of WGAN-GP pulls it to
/// 1, from wherever it starts.
/// </summary>
[TestClass]
public sealed class InitialSlopeTests
{
    public static IEnumerable<object[]> Cases =>
        from network in (NetworkArchitecture[])
        [
            new Dcgan { Width = 32 }, new Dcgan { Width = 64 }, new Dcgan { Width = 16, HiddenUnits = 64 },
            new ResNet { Width = 32 }, new ProgressiveGan { Width = 32 }, new Gran { Width = 32 }, new Mlp(),
            new StackGan { Width = 16 }, new LapGan { Width = 16 }, new FastGan { Width = 16 },
        ]
        from shape in (SampleShape[])[new SampleShape(1, 32, 32), new SampleShape(3, 64, 64)]
        select new object[] { network, shape };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Is_neither_flat_nor_steep(NetworkArchitecture network, SampleShape shape)
    {
        using var scope = NewDisposeScope();
        using var parameters = new ParameterFactory(1, CPU);
        using var random = new Generator(2);
        using var discriminator = network.CreateDiscriminator(
            new DiscriminatorDesign { Input = shape, BatchNorm = false }, parameters);
        var view = network.CreateStageView(shape);
        for (int stage = 0; stage < network.StageShares(shape).Count; stage++)
        {
            discriminator.Enter(new StagePosition(stage, 1));
            view.Enter(new StagePosition(stage, 1));
            var images = torch.rand([8, shape.Channels, shape.Height, shape.Width], generator: random) * 2 - 1;
            var seen = view.Of(images).detach().requires_grad_();
            discriminator.call(seen, null).sum().backward();
            double slope = seen.grad!.flatten(1).norm(1).mean().item<float>();

            Assert.IsTrue(slope is > 0.05 and < 5, $"{network.Name}, stage {stage + 1}: {slope:G3}");
        }
    }
}
