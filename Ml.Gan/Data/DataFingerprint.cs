using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Ml.Gan.Data;

/// <summary>What tells one data set from another: number, shape, classes, and a look at some of its samples.</summary>
internal static class DataFingerprint
{
    /// <summary>Samples that are looked at, spread over the data.</summary>
    private const int Looks = 64;

    /// <summary>What is known of the data, by name.</summary>
    public static Dictionary<string, string> Of(ISampleSource data) => new()
    {
        ["samples"] = data.Count?.ToString(CultureInfo.InvariantCulture) ?? "endless",
        ["shape"] = data.Shape.ToString(),
        ["classes"] = data.Labels?.ClassCount.ToString(CultureInfo.InvariantCulture) ?? "none",
        ["content"] = Sum(data),
    };

    private static string Sum(ISampleSource data)
    {
        long count = Math.Min(Looks, data.Count ?? Looks), last = (data.Count ?? Looks) - 1;
        long[] indices = [.. Enumerable.Range(0, (int)count).Select(i => count == 1 ? 0 : i * last / (count - 1))];
        float[] samples = new float[count * data.Shape.Length];
        data.Read(indices, samples);
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sum.AppendData(MemoryMarshal.AsBytes(samples.AsSpan()));
        if (data.Labels is { } labels)
        {
            long[] read = new long[count];
            labels.Read(indices, read);
            sum.AppendData(MemoryMarshal.AsBytes(read.AsSpan()));
        }
        if (data.Conditions is { } conditions)
        {
            float[] read = new float[count * conditions.Size];
            conditions.Read(indices, read);
            sum.AppendData(MemoryMarshal.AsBytes(read.AsSpan()));
        }
        return Convert.ToHexStringLower(sum.GetHashAndReset())[..16];
    }
}
