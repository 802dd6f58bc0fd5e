using Ml.Gan.Training.Replication;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Models.Augmentations;

/// <summary>Random numbers, one for each sample, drawn on the CPU and brought to the device.</summary>
internal sealed class SampleDraws(Generator random, Device device)
{
    /// <summary>(N), uniform in [from, to).</summary>
    public Tensor Uniform(long count, double from, double to) =>
        Draw(count, shape => torch.empty(shape, ScalarType.Float32, CPU).uniform_(from, to, random));

    /// <summary>(N), normal around 0.</summary>
    public Tensor Normal(long count, double deviation) =>
        Draw(count, shape => torch.empty(shape, ScalarType.Float32, CPU).normal_(0, deviation, random));

    /// <summary>(N), whole numbers from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public Tensor Integer(long count, long least, long most) =>
        Draw(count, shape => torch.randint(least, most + 1, shape, ScalarType.Int64, CPU, generator: random));

    /// <summary>(N), true with a probability.</summary>
    public Tensor Chance(long count, double probability) =>
        Draw(count, shape => torch.empty(shape, ScalarType.Bool, CPU).bernoulli_(probability, random));

    private Tensor Draw(long count, Func<long[], Tensor> draw) => Shard.Draw([count], draw).to(device);
}
