using Ml.Gan.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training;

/// <summary>Small data sets with known properties.</summary>
internal static class TestData
{
    /// <summary>Vectors of independent normals with one mean and standard deviation for each component.</summary>
    public static SampleCache Normal(int count, params (double Mean, double Deviation)[] components) =>
        Create(count, null, components);

    /// <summary>The same with two classes: 1 where the last component is above its mean.</summary>
    public static SampleCache Labeled(int count, params (double Mean, double Deviation)[] components) =>
        Create(count, row => row[^1] > components[^1].Mean ? 1 : 0, components);

    private static SampleCache Create(
        int count, Func<float[], int>? label, (double Mean, double Deviation)[] components)
    {
        using var random = new Generator(99);
        using var scope = NewDisposeScope();
        using var builder = SampleCacheBuilder.ForVectors("normal", SampleShape.Vector(components.Length));
        float[] values = torch.randn(count, components.Length, generator: random).data<float>().ToArray();
        float[] row = new float[components.Length];
        var labels = new List<int>();
        for (int i = 0; i < count; i++)
        {
            for (int c = 0; c < row.Length; c++)
                row[c] = (float)(components[c].Mean + components[c].Deviation * values[i * row.Length + c]);
            builder.Append(row);
            labels.Add(label?.Invoke(row) ?? 0);
        }
        return builder.Build(label is null ? null : [.. labels]);
    }
}
