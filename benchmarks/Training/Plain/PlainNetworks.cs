using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Ml.Gan.Benchmarks.Training.Plain;

/// <summary>Generator and discriminator as users of TorchSharp write them.</summary>
/// <param name="Generator">Latent vectors (N, z) to samples.</param>
/// <param name="Discriminator">Samples to outputs (N).</param>
internal sealed record PlainNetworks(Module<Tensor, Tensor> Generator, Module<Tensor, Tensor> Discriminator)
{
    /// <summary>The networks of PyTorch's DCGAN tutorial, for images of a power of two from 16 on.</summary>
    public static PlainNetworks Dcgan(int size, int channels, int width, int latentSize, bool batchNorm)
    {
        int halvings = (int)Math.Log2(size) - 2;
        int features = width << (halvings - 1);
        List<Module<Tensor, Tensor>> up =
        [
            Unflatten(1, [latentSize, 1, 1]),
            ConvTranspose2d(latentSize, features, 4, bias: false), BatchNorm2d(features), ReLU(inplace: true),
        ];
        for (; features > width; features /= 2)
            up.AddRange([ConvTranspose2d(features, features / 2, 4, 2, 1, bias: false), BatchNorm2d(features / 2),
                ReLU(inplace: true)]);
        up.AddRange([ConvTranspose2d(width, channels, 4, 2, 1), Tanh()]);

        List<Module<Tensor, Tensor>> down = [Conv2d(channels, width, 4, 2, 1), LeakyReLU(0.2, inplace: true)];
        for (int half = 1; half < halvings; half++, features *= 2)
        {
            down.Add(Conv2d(features, 2 * features, 4, 2, 1, bias: !batchNorm));
            if (batchNorm)
                down.Add(BatchNorm2d(2 * features));
            down.Add(LeakyReLU(0.2, inplace: true));
        }
        down.AddRange([Conv2d(features, 1, 4), Flatten(0)]);
        return new PlainNetworks(Sequential(up), Sequential(down));
    }

    /// <summary>Fully connected networks for vectors.</summary>
    public static PlainNetworks Mlp(int length, int latentSize) => new(
        Sequential(
            Linear(latentSize, 256), BatchNorm1d(256), ReLU(inplace: true),
            Linear(256, 512), BatchNorm1d(512), ReLU(inplace: true), Linear(512, length)),
        Sequential(
            Linear(length, 512), LeakyReLU(0.2, inplace: true), Linear(512, 256), LeakyReLU(0.2, inplace: true),
            Linear(256, 1), Flatten(0)));

    /// <summary>Networks of residual blocks; with attention and spectral normalization those of SAGAN.</summary>
    public static PlainNetworks Residual(int size, int channels, int width, int latentSize, bool isSagan)
    {
        int halvings = (int)Math.Log2(size) - 2;
        int attentionSize = isSagan ? size / 2 : 0;
        int first = Width(halvings);
        List<Module<Tensor, Tensor>> up =
        [
            Unflatten(1, [latentSize, 1, 1]), PlainLayers.ConvTranspose(latentSize, first, 4, isSagan),
        ];
        for (int step = halvings, side = 8; step > 0; step--, side *= 2)
        {
            up.Add(new PlainResidual(Width(step), Width(step - 1), PlainResize.Up, isGenerator: true, isSagan));
            if (side == attentionSize)
                up.Add(new PlainAttention(Width(step - 1)));
        }
        up.AddRange([BatchNorm2d(width), ReLU(inplace: true),
            PlainLayers.Conv(width, channels, 3, isSagan), Tanh()]);

        List<Module<Tensor, Tensor>> down = [];
        for (int step = 0, inputs = channels, side = size / 2; step <= halvings; step++, side /= 2)
        {
            var resize = step < halvings ? PlainResize.Down : PlainResize.Keep;
            down.Add(new PlainResidual(inputs, Width(step), resize, isGenerator: false, isSagan, isFirst: step == 0));
            if (step < halvings && side == attentionSize)
                down.Add(new PlainAttention(Width(step)));
            inputs = Width(step);
        }
        down.AddRange([ReLU(), PlainLayers.Conv(first, 1, 4, isSagan, padding: 0), Flatten(0)]);
        return new PlainNetworks(Sequential(up), Sequential(down));

        int Width(int step) => width * Math.Min(1 << step, 8);
    }
}
