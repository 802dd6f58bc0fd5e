using Ml.Gan.Data;
using Ml.Gan.Metrics;

namespace Ml.Gan.Tests.Metrics;

/// <summary>Rows with known properties.</summary>
internal static class Rows
{
    public static SampleRows Of(int width, params float[] values) => new(values, width);

    /// <summary>Independent normals around a mean, rows of as many numbers as it has (Box-Muller).</summary>
    public static SampleRows Normal(int count, int seed, float[] mean, float deviation = 1)
    {
        var random = new Xoshiro256(seed, 0);
        float[] values = new float[count * mean.Length];
        for (int i = 0; i < values.Length; i++)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.Next(0f, 1f)));
            double normal = radius * Math.Cos(2 * Math.PI * random.Next(0f, 1f));
            values[i] = mean[i % mean.Length] + deviation * (float)normal;
        }
        return new SampleRows(values, mean.Length);
    }
}
