using System.IO.Hashing;

namespace Ml.Gan.Training.Replication;

/// <summary>Hashes of all weights, running statistics and averages, tensor by tensor.</summary>
internal sealed class WeightHashes
{
    private const int Length = 8;

    private readonly List<string> _names = [];
    private readonly List<byte> _bytes = [];

    /// <summary>Those of a model's present state.</summary>
    public static WeightHashes Of(GanModel model)
    {
        var hashes = new WeightHashes();
        foreach (var (name, value) in model.NamedStates)
        {
            using var values = value.detach().cpu().contiguous();
            hashes._names.Add(name);
            hashes._bytes.AddRange(XxHash3.Hash(values.bytes));
        }
        return hashes;
    }

    /// <summary>8 bytes for each tensor.</summary>
    public byte[] Bytes => [.. _bytes];

    /// <summary>Name of the first tensor whose hash is another one; null where there is none.</summary>
    public string? DifferenceFrom(byte[] other)
    {
        byte[] own = Bytes;
        for (int i = 0; i < _names.Count; i++)
        {
            if (!own.AsSpan(i * Length, Length).SequenceEqual(other.AsSpan(i * Length, Length)))
                return _names[i];
        }
        return null;
    }
}
