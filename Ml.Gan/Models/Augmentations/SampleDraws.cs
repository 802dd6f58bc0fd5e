using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Augmentations;

/// <summary>Random numbers, one for each sample, drawn on the CPU and brought to the device.</summary>
internal sealed class SampleDraws(Generator random, Device device)
{
    /// <summary>(N), uniform in [from, to).</summary>
    public Tensor Uniform(long count, double from, double to) =>
        torch.empty(count, ScalarType.Float32, CPU).uniform_(from, to, random).to(device);

    /// <summary>(N), normal around 0.</summary>
    public Tensor Normal(long count, double deviation) =>
        torch.empty(count, ScalarType.Float32, CPU).normal_(0, deviation, random).to(device);

    /// <summary>(N), whole numbers from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public Tensor Integer(long count, long least, long most) =>
        torch.randint(least, most + 1, [count], ScalarType.Int64, CPU, generator: random).to(device);

    /// <summary>(N), true with a probability.</summary>
    public Tensor Chance(long count, double probability) =>
        torch.empty(count, ScalarType.Bool, CPU).bernoulli_(probability, random).to(device);
}
