using Ml.Gan.Data;
using static TorchSharp.torch;

namespace Ml.Gan.Training;

/// <summary>
/// Random generators of one training, one for each <see cref="SeedStream"/>, all from one seed, on the CPU; the global
/// generator is never drawn from.
/// </summary>
internal sealed class RandomStreams(long seed) : IDisposable
{
    private readonly Dictionary<SeedStream, Generator> _generators = [];

    /// <summary>The generator of a stream, always the same one.</summary>
    public Generator this[SeedStream stream]
    {
        get
        {
            if (!_generators.TryGetValue(stream, out var generator))
                _generators.Add(stream, generator = new Generator((ulong)SeedOf(stream)));
            return generator;
        }
    }

    /// <summary>The seed of a stream, for what has a generator of its own.</summary>
    public long SeedOf(SeedStream stream) => stream.Derive(seed);

    /// <summary>Names where the generators stand.</summary>
    public void ExchangeState(TrainingState state)
    {
        foreach (var stream in Enum.GetValues<SeedStream>())
            state.Generator($"{TrainingState.RandomPrefix}.stream_{(int)stream}", this[stream]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var generator in _generators.Values)
            generator.Dispose();
    }
}
