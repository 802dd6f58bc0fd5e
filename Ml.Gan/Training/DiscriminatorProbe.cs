using Ml.Gan.Data;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>Asks the discriminator in inference mode about samples from outside of the training.</summary>
internal sealed class DiscriminatorProbe(Players players, SampleShape shape, int packing, Device device)
{
    /// <param name="samples">N samples, one after the other.</param>
    /// <param name="conditions">What D is told of them, one after the other; nothing where it isn't conditional.</param>
    /// <param name="read">What to take from D's raw outputs.</param>
    /// <exception cref="InvalidOperationException">The objective has no discriminator.</exception>
    public float[] Read(ReadOnlySpan<float> samples, ReadOnlySpan<float> conditions, Func<Tensor, Tensor> read)
    {
        var discriminator = players.Discriminator
            ?? throw new InvalidOperationException("The objective has no discriminator, so nothing can be scored.");
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        using var frozen = no_grad();
        discriminator.eval();
        long count = samples.Length / shape.Length, packs = count / packing;
        long[] size = shape.IsImage ? [count, shape.Channels, shape.Height, shape.Width] : [count, shape.Channels];
        var seen = players.RealView.Of(torch.tensor(samples.ToArray(), size).to(device));
        var packed = seen.reshape([packs, seen.shape[1] * packing, .. seen.shape[2..]]);
        var given = conditions.IsEmpty ? null : torch.tensor(conditions.ToArray(), [packs, conditions.Length / packs]).to(device);
        float[] values = read(discriminator.call(packed, given)).ToFloats();
        discriminator.train();
        return values;
    }
}
